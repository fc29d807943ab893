import type { RequestEvent } from '@sveltejs/kit'
import {
  quoteQuery,
  shippingMethodsQuery,
  type CartTotals,
  type ShippingMethod,
} from '#lib/api/documents/delivery.ts'
import { callApi } from '#lib/server/api-client.ts'

/** A country's shipping methods, the selected one, and the cart's totals with it. */
export interface DeliveryQuote {
  methods: ShippingMethod[]
  methodId: string | null
  totals: CartTotals | null
}

/** Quotes the cart with the requested shipping method, or with the first one if it is not offered there. Without any there are no totals. */
export async function quoteDelivery(
  event: RequestEvent,
  destination: {
    countryCode: string
    postalCode: string | null
    vatNumber: string | null
    methodId: string | null
  },
): Promise<DeliveryQuote> {
  const { methodId: requestedId, ...at } = destination
  const { shippingMethods: methods } = await callApi(event, shippingMethodsQuery, at)
  const methodId = (methods.find(({ id }) => id === requestedId) ?? methods[0])?.id ?? null
  const { quote: totals } = await callApi(event, quoteQuery, { ...at, shippingMethodId: methodId })
  return { methods, methodId, totals }
}
