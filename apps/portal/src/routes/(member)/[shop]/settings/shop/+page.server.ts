import { graphql } from '#lib/graphql/graphql.ts'
import { m } from '#lib/paraglide/messages.js'
import { formAction } from '#lib/server/form-action.ts'
import { FormError, rawTextOf, textOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import { shopSettingsQuery } from '#lib/shop-settings/shop-settings.documents.ts'
import { toSeconds } from '#lib/time.ts'
import type { Actions, PageServerLoad } from './$types'

const delayNames = ['orderDelaySeconds', 'bankDelaySeconds', 'keptRetentionSeconds'] as const

const cardOffers = ['NOBODY', 'TELEPHONE_AND_MAIL', 'OUTSIDE_EEA', 'EVERYBODY'] as const

export const load: PageServerLoad = async (event) => {
  const { shopSettings, cardOutcomes, layout } = await queryForShopPage(event, shopSettingsQuery, {})
  return { ...layout, settings: shopSettings, cardOutcomes }
}

export const actions: Actions = {
  changeShopSettings: formAction({
    document: graphql(`
      mutation ChangeShopSettings($input: ChangeShopSettingsInput!) {
        changeShopSettings(input: $input) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({
      input: {
        ...readDurations(form, delayNames),
        buyerDataRetentionMonths: Number(textOf(form, 'buyerDataRetentionMonths')) || null,
        cardPageUrl: textOf(form, 'cardPageUrl'),
        orderPageUrl: textOf(form, 'orderPageUrl'),
        contactEmail: textOf(form, 'contactEmail'),
        secondFactorRequired: form.has('secondFactorRequired'),
        cardOffer: cardOffers.find((each) => each === form.get('cardOffer')) ?? null,
        cardCopyAllowed: form.has('cardCopyAllowed'),
        version: textOf(form, 'version'),
      },
    }),
    givesBack: [
      ...delayNames.flatMap((name) => [name, `${name}Unit`]),
      'buyerDataRetentionMonths',
      'contactEmail',
      'secondFactorRequired',
      'cardOffer',
      'cardCopyAllowed',
      'cardPageUrl',
      'orderPageUrl',
      'version',
    ],
  }),
}

/** In seconds. Throws a FormError that names every invalid field. */
function readDurations<Name extends string>(form: FormData, names: readonly Name[]): Record<Name, number> {
  const durations = names.map((name) => {
    const seconds = toSeconds(rawTextOf(form, name).trim(), rawTextOf(form, `${name}Unit`))
    return { name, seconds }
  })
  const invalid = durations.filter(({ seconds }) => seconds === null)
  if (invalid.length)
    throw new FormError(
      invalid.map(({ name }) => ({
        code: 'DURATION_INVALID',
        field: [name],
        message: m.error_duration_invalid(),
      })),
      400,
    )
  return Object.fromEntries(durations.map(({ name, seconds }) => [name, seconds])) as Record<Name, number>
}
