import { shippingSettingsQuery, WITHOUT_TEST } from '#lib/delivery/delivery.documents.ts'
import { DeliveryFormReader } from '#lib/delivery/read-delivery-form.ts'
import { graphql } from '#lib/graphql/graphql.ts'
import { formAction } from '#lib/server/form-action.ts'
import { FormError, textOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { variables, isInvalid } = readTest(event.url.searchParams)
  const { shippingSettings, testShipping, layout } = await queryForShopPage(
    event,
    shippingSettingsQuery,
    variables,
  )
  return { ...layout, settings: shippingSettings, test: testShipping ?? null, isTestInvalid: isInvalid }
}

/** The parcel that the query of the URL describes, if it describes one. */
function readTest(query: URLSearchParams) {
  const form = new FormData()
  for (const [name, value] of query) form.set(name, value)
  const countryCode = textOf(form, 'country')
  if (!countryCode) return { variables: WITHOUT_TEST, isInvalid: false }
  const reader = new DeliveryFormReader(form)
  const weightGrams = reader.grams('weight') ?? 0
  const value = reader.amount('value') ?? 0
  try {
    reader.finish()
  } catch (failure) {
    if (!(failure instanceof FormError)) throw failure
    return { variables: WITHOUT_TEST, isInvalid: true }
  }
  const postalCode = textOf(form, 'postalCode')
  return { variables: { isTest: true, countryCode, postalCode, weightGrams, value }, isInvalid: false }
}

export const actions: Actions = {
  sort: formAction({
    document: graphql(`
      mutation SortShippingMethods($zoneId: ID, $ids: [ID!]!) {
        sortShippingMethods(zoneId: $zoneId, ids: $ids) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({ zoneId: textOf(form, 'zoneId'), ids: form.getAll('id').map(String) }),
  }),
}
