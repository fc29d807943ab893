import { m } from '#lib/paraglide/messages.js'
import { parsePercent } from '#lib/percent.ts'
import { formAction } from '#lib/server/form-action.ts'
import { FormError, rawTextOf, requireTexts, textOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import {
  changeTaxSettingsMutation,
  recordVatCheckMutation,
  removeVatCheckMutation,
  taxSettingsQuery,
  type TaxCategory,
} from '#lib/tax/tax.documents.ts'
import { taxCategories } from '#lib/tax/tax-texts.ts'
import type { Actions, PageServerLoad } from './$types'

const CHECKS_PER_PAGE = 25

export const load: PageServerLoad = async (event) => {
  const cursors = event.url.searchParams.getAll('after')
  const { taxSettings, vatChecks, layout } = await queryForShopPage(event, taxSettingsQuery, {
    first: CHECKS_PER_PAGE,
    after: cursors.at(-1) ?? null,
  })
  return {
    ...layout,
    taxes: taxSettings,
    vatChecks: { cursors, page: vatChecks, pageSize: CHECKS_PER_PAGE },
  }
}

export const actions: Actions = {
  changeTaxSettings: formAction({
    document: changeTaxSettingsMutation,
    variables: (form) => ({
      input: {
        territory: rawTextOf(form, 'territory'),
        isSmallBusiness: form.has('isSmallBusiness'),
        ossSince: dateOf(form, 'ossSince'),
        priceMode: form.get('priceMode') === 'SAME_NET' ? ('SAME_NET' as const) : ('SAME_GROSS' as const),
        ownRates: readRates(form),
        version: textOf(form, 'version'),
      },
    }),
    givesBack: [
      'territory',
      'isSmallBusiness',
      'ossSince',
      'priceMode',
      ...taxCategories.map((category) => `rate-${category}`),
      'version',
    ],
  }),
  recordVatCheck: formAction({
    document: recordVatCheckMutation,
    variables: (form) => ({
      input: {
        vatNumber: rawTextOf(form, 'vatNumber'),
        checkedOn: requireTexts(form, { checkedOn: m.tax_date_invalid() }).checkedOn,
        reference: rawTextOf(form, 'reference'),
      },
    }),
    givesBack: ['vatNumber', 'checkedOn', 'reference'],
  }),
  removeVatCheck: formAction({
    document: removeVatCheckMutation,
    variables: (form) => ({ id: rawTextOf(form, 'id') }),
    givesBack: ['id'],
  }),
}

/** An ISO date, or null for an empty field. */
function dateOf(form: FormData, field: string): string | null {
  const text = textOf(form, field)
  if (text && !/^\d{4}-\d{2}-\d{2}$/.test(text))
    throw new FormError([{ code: 'DATE_INVALID', field: [field], message: m.tax_date_invalid() }], 400)
  return text
}

/** The rates that the shop sets itself: those whose field is not empty. Throws a FormError that names every invalid field. */
function readRates(form: FormData): { category: TaxCategory; basisPoints: number }[] {
  const typed = taxCategories.flatMap((category) => {
    const text = textOf(form, `rate-${category}`)
    return text ? [{ category, basisPoints: parsePercent(text) }] : []
  })
  const invalid = typed.filter(({ basisPoints }) => basisPoints === null || basisPoints > 10_000)
  if (invalid.length)
    throw new FormError(
      invalid.map(({ category }) => ({
        code: 'TAX_RATE_INVALID',
        field: [`rate-${category}`],
        message: m.tax_rate_invalid(),
      })),
      400,
    )
  return typed.map(({ category, basisPoints }) => ({ category, basisPoints: basisPoints ?? 0 }))
}
