import { error, redirect } from '@sveltejs/kit'
import { shippingSettingsQuery, WITHOUT_TEST } from '#lib/delivery/delivery.documents.ts'
import { graphql } from '#lib/graphql/graphql.ts'
import { formAction } from '#lib/server/form-action.ts'
import { rawTextOf, textOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad } from './$types'

/** The id in the address of a zone that does not exist yet. */
const NEW = 'new'

export const load: PageServerLoad = async (event) => {
  const { shippingSettings, layout } = await queryForShopPage(event, shippingSettingsQuery, WITHOUT_TEST)
  const zone = shippingSettings.zones.find(({ id }) => id === event.params.id) ?? null
  if (!zone && event.params.id !== NEW) error(404, 'Zone not found', { code: 'NOT_FOUND' })
  const hasRest = shippingSettings.zones.some(
    ({ id, countries }) => id !== zone?.id && countries.length === 0,
  )
  // Most shops begin with their own country.
  const isFirst = shippingSettings.zones.length === 0
  const proposed = isFirst ? layout.shop.country : null
  const { countryCodes, memberStateCodes, overseasDepartmentCodes } = shippingSettings
  const countries = { all: countryCodes, memberStates: memberStateCodes, overseas: overseasDepartmentCodes }
  return { ...layout, zone, hasRest, proposed, countries }
}

const toList = ({ params }: { params: { shop: string } }) =>
  redirect(303, `/${params.shop}/settings/delivery`)

export const actions: Actions = {
  save: formAction({
    document: graphql(`
      mutation SaveShippingZone($input: ShippingZoneInput!) {
        saveShippingZone(input: $input) {
          zone {
            id
          }
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, { params }) => {
      const isRest = form.get('covers') === 'rest'
      return {
        input: {
          id: params.id === NEW ? null : params.id,
          version: Number(textOf(form, 'version')) || null,
          name: rawTextOf(form, 'name'),
          countries: isRest ? [] : countriesOf(form),
          postalPrefixes: isRest
            ? []
            : rawTextOf(form, 'postalPrefixes')
                .split(/[,;]/)
                .filter((prefix) => prefix.trim()),
        },
      }
    },
    givesBack: ['name', 'covers', 'postalPrefixes', 'version', 'chosen'],
    // Nothing is delivered to a new zone before it has a method.
    onSuccess: ({ zone }, event) =>
      event.params.id === NEW && zone
        ? redirect(303, `/${event.params.shop}/settings/delivery/methods/new?zone=${zone.id}`)
        : toList(event),
  }),
  remove: formAction({
    document: graphql(`
      mutation RemoveShippingZone($id: ID!, $version: Int) {
        removeShippingZone(id: $id, version: $version) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, { params }) => ({ id: params.id, version: Number(textOf(form, 'version')) || null }),
    onSuccess: (_payload, event) => toList(event),
  }),
}

/** A zone of chosen countries needs at least one: no country means everywhere else. */
function countriesOf(form: FormData): string[] {
  const countries = form.getAll('country').map(String)
  return countries.length > 0 ? countries : ['']
}
