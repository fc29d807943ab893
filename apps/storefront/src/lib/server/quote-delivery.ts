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
  destination: { countryCode: string; postalCode: string | null; methodId: string | null },
): Promise<DeliveryQuote> {
  const { countryCode, postalCode, methodId: requestedId } = destination
  const { shippingMethods: methods } = await callApi(event, shippingMethodsQuery, { countryCode, postalCode })
  const methodId = (methods.find(({ id }) => id === requestedId) ?? methods[0])?.id ?? null
  const quoted = { countryCode, postalCode, shippingMethodId: methodId }
  const { quote: totals } = await callApi(event, quoteQuery, quoted)
  return { methods, methodId, totals }
}
