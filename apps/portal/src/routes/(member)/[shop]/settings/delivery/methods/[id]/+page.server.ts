import { error, redirect } from '@sveltejs/kit'
import { shippingSettingsQuery, WITHOUT_TEST, type ShippingKind } from '#lib/delivery/delivery.documents.ts'
import { DeliveryFormReader } from '#lib/delivery/read-delivery-form.ts'
import { graphql } from '#lib/graphql/graphql.ts'
import { formAction } from '#lib/server/form-action.ts'
import { rawTextOf, textOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad } from './$types'

/** The id in the address of a method that does not exist yet. */
const NEW = 'new'

export const load: PageServerLoad = async (event) => {
  const { shippingSettings, layout } = await queryForShopPage(event, shippingSettingsQuery, WITHOUT_TEST)
  const { zones, pickupPoints } = shippingSettings
  const { id } = event.params
  const query = event.url.searchParams
  const zone = zones.find((one) =>
    id === NEW ? one.id === query.get('zone') : one.methods.some((method) => method.id === id),
  )
  const method = [...(zone?.methods ?? []), ...pickupPoints].find((one) => one.id === id) ?? null
  const isPickup = method ? method.kind === 'PICKUP' : query.has('pickup')
  if ((!method && id !== NEW) || (!zone && !isPickup))
    error(404, 'Delivery method not found', { code: 'NOT_FOUND' })
  const isFirst = !method && zone?.methods.length === 0
  return { ...layout, method, isPickup, isFirst, zone: zone ? { id: zone.id, name: zone.name } : null }
}

const toList = ({ params }: { params: { shop: string } }) =>
  redirect(303, `/${params.shop}/settings/delivery`)

const TEXTS = ['name', 'description', 'price', 'freeFrom', 'pickupAddress', 'openingHours', 'kind', 'version']

const isTierField = (name: string) => /^(upTo|tierPrice)-\d+$/.test(name)

export const actions: Actions = {
  save: formAction({
    document: graphql(`
      mutation SaveShippingMethod($input: ShippingMethodInput!) {
        saveShippingMethod(input: $input) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, { params }) => {
      const kind = rawTextOf(form, 'kind') as ShippingKind
      const reader = new DeliveryFormReader(form)
      const input = {
        id: params.id === NEW ? null : params.id,
        version: Number(textOf(form, 'version')) || null,
        zoneId: textOf(form, 'zoneId'),
        name: rawTextOf(form, 'name'),
        description: textOf(form, 'description'),
        kind,
        price: kind === 'FLAT' || kind === 'PICKUP' ? reader.amount('price') : null,
        tiers: kind === 'BY_WEIGHT' || kind === 'BY_VALUE' ? readTiers(form, kind, reader) : null,
        freeFrom: reader.amount('freeFrom'),
        pickupAddress: textOf(form, 'pickupAddress'),
        openingHours: textOf(form, 'openingHours'),
        enabled: form.has('enabled'),
      }
      reader.finish()
      return { input }
    },
    givesBack: (form) => [...TEXTS, 'enabled', ...[...form.keys()].filter(isTierField)],
    onSuccess: (_payload, event) => toList(event),
  }),
  remove: formAction({
    document: graphql(`
      mutation RemoveShippingMethod($id: ID!, $version: Int) {
        removeShippingMethod(id: $id, version: $version) {
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

/** The rows that are not empty. Errors of the API have the index of the row among them. */
function readTiers(form: FormData, kind: ShippingKind, reader: DeliveryFormReader) {
  const numbers = [...form.keys()].flatMap((name) => /^tierPrice-(\d+)$/.exec(name)?.[1] ?? [])
  return numbers
    .filter((number) => textOf(form, `upTo-${number}`) || textOf(form, `tierPrice-${number}`))
    .map((number) => ({
      upTo: kind === 'BY_WEIGHT' ? reader.grams(`upTo-${number}`) : reader.amount(`upTo-${number}`),
      price: reader.requireAmount(`tierPrice-${number}`),
    }))
}
