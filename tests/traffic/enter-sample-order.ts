import { randomUUID } from 'node:crypto'
import { merchant as document } from '../graphql/documents.ts'
import type { Merchant } from './merchant.ts'
import { codesOf } from './place-sample-order.ts'
import { postalCodeOf } from './visitor.ts'

const FIND = document(`query { products(filter: { status: [PUBLISHED] }, first: 20) {
  nodes { isVisible variants { id available } } } }`)
const QUOTE = document(`mutation ($input: EnteredOrderQuoteInput!) { quoteEnteredOrder(input: $input) {
  quote { methods { id } } } }`)
const ENTER = document(`mutation ($input: EnterOrderInput!) { enterOrder(input: $input) {
  order { code } userErrors { code } } }`)
const START = document(`mutation ($orderCode: String!) { startCardEntry(orderCode: $orderCode) {
  entry { orderToken } userErrors { code } } }`)

/** Enters an order of one available variant as if the buyer had telephoned, and opens the page for its card. `token` is accepted once by payByCard. */
export async function enterSampleOrder(
  merchant: Merchant,
  country: string,
): Promise<{ code: string; token: string }> {
  const { products } = await merchant.request(FIND, {})
  const variant = products.nodes
    .filter(({ isVisible }) => isVisible)
    .flatMap(({ variants }) => variants)
    .find(({ available }) => available > 0)
  if (!variant) throw new Error('The shop has nothing to sell.')
  const lines = [{ variantId: variant.id, quantity: 1 }]
  const postalCode = postalCodeOf(country)
  const { quoteEnteredOrder } = await merchant.request(QUOTE, {
    input: { lines, countryCode: country, postalCode },
  })
  const { enterOrder } = await merchant.request(ENTER, {
    input: {
      idempotencyKey: randomUUID(),
      channel: 'TELEPHONE',
      language: 'EN',
      lines,
      email: `camille-${randomUUID()}@buyers.example`,
      billingAddress: {
        firstName: 'Camille',
        lastName: 'Martin',
        line1: '1 rue de la Paix',
        postalCode,
        city: 'Paris',
        countryCode: country,
      },
      shippingMethodId: quoteEnteredOrder.quote?.methods[0]?.id ?? null,
    },
  })
  const code = enterOrder.order?.code
  if (!code) throw new Error(`enterOrder was refused: ${codesOf(enterOrder.userErrors)}`)
  const { startCardEntry } = await merchant.request(START, { orderCode: code })
  if (!startCardEntry.entry)
    throw new Error(`startCardEntry was refused: ${codesOf(startCardEntry.userErrors)}`)
  return { code, token: startCardEntry.entry.orderToken }
}
