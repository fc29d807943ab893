import { m } from '#lib/paraglide/messages.js'
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
import { categoryName, parsePercent } from '#lib/tax/tax-texts.ts'
import type { Actions, PageServerLoad } from './$types'

const categories = Object.keys(categoryName) as TaxCategory[]

export const load: PageServerLoad = async (event) => {
  const { taxSettings, layout } = await queryForShopPage(event, taxSettingsQuery, {})
  return { ...layout, taxes: taxSettings }
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
      ...categories.map((category) => `rate-${category}`),
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
  const typed = categories.flatMap((category) => {
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
