import type { RequestEvent } from '@sveltejs/kit'
import type { CartTotals, ShippingMethod } from '#lib/api/types.ts'
import { callApi } from '#lib/server/call-api.ts'
import { money, totalsFields } from '#lib/server/fragments.ts'

/** What a country's deliveries are, which one is chosen, and what the cart costs with it. */
export interface DeliveryQuote {
  countryCode: string
  methods: ShippingMethod[]
  methodId: string | null
  totals: CartTotals | null
}

const methodsDocument = `query ShippingMethods($countryCode: String!) {
  shippingMethods(countryCode: $countryCode) { id name description price { ${money} } }
}`
const quoteDocument = `query Quote($countryCode: String!, $shippingMethodId: ID) {
  quote(countryCode: $countryCode, shippingMethodId: $shippingMethodId) { ${totalsFields} }
}`

/** The asked method where the country has it, else its first one. */
export async function quoteDelivery(
  event: RequestEvent,
  input: { countryCode: string; methodId: string | null },
): Promise<DeliveryQuote> {
  const { countryCode } = input
  const { shippingMethods: methods } = await callApi<{ shippingMethods: ShippingMethod[] }>(
    event,
    methodsDocument,
    {
      countryCode,
    },
  )
  const methodId = (methods.find((method) => method.id === input.methodId) ?? methods[0])?.id ?? null
  const { quote } = await callApi<{ quote: CartTotals | null }>(event, quoteDocument, {
    countryCode,
    shippingMethodId: methodId,
  })
  return { countryCode, methods, methodId, totals: quote }
}
