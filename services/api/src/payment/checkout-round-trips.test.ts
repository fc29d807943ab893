import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import type { Buyer } from '../../test/buyer.ts'
import { goodCard } from '../../test/card.ts'
import { buyerWithCart, ORDER_FIELDS, orderInput, PLACE_ORDER, placeOrder } from '../../test/checkout.ts'
import type { PlaceOrderReply } from '../../test/checkout.ts'
import { countWithoutCatalog } from '../../test/count-statements.ts'
import { createShop } from '../../test/shop.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
}, 60_000)
afterAll(() => api?.stop())

const PAY = `mutation ($input: PayByCardInput!) { payByCard(input: $input) { order { status } userErrors { code } } }`
const READ = `query ($code: String!, $token: String!) { order(code: $code, token: $token) {
  ${ORDER_FIELDS} payment { mode cardFirstSix } bankAttempt { status } } }`

/** A buyer with this many lines in the cart. */
async function buyerWithLines(lines: number): Promise<{ buyer: Buyer; input: Record<string, unknown> }> {
  const shop = await createShop(api, { variants: Array.from({ length: lines }, () => ({ price: 100 })) })
  const quantities = Array.from({ length: lines }, () => 1)
  return { buyer: await buyerWithCart(api, shop, quantities), input: orderInput(shop) }
}

/** The smallest of three counts each: the API does some work of its own at any time. */
async function fewest(count: () => Promise<number[]>): Promise<number[]> {
  const counts = [await count(), await count(), await count()]
  return counts[0]?.map((_, index) => Math.min(...counts.map((each) => each[index] ?? Infinity))) ?? []
}

test.each([1, 100])(
  'a checkout with %i lines takes 7 round trips to PostgreSQL',
  async (lines) => {
    const counts = await fewest(async () => {
      const { buyer, input } = await buyerWithLines(lines)
      const placed = await countWithoutCatalog(() =>
        buyer.request<{ placeOrder: PlaceOrderReply }>(PLACE_ORDER, { input }),
      )
      const { order } = placed.result.data.placeOrder
      expect(order?.lines).toHaveLength(lines)
      const card = { orderCode: order?.code, orderToken: order?.token, card: goodCard }
      const paid = await countWithoutCatalog(() =>
        buyer.request<{ payByCard: PlaceOrderReply }>(PAY, { input: card }),
      )
      expect(paid.result.data.payByCard.order?.status).toBe('AWAITING_CERTIFICATION')
      return [placed.roundTrips, paid.roundTrips]
    })
    expect(counts).toEqual([3, 4])
  },
  60_000,
)

test.each([1, 100])(
  'an order with %i lines is read by its code in 1 round trip to PostgreSQL',
  async (lines) => {
    const { buyer, input } = await buyerWithLines(lines)
    const { order } = await placeOrder(buyer, input)
    const { result, roundTrips } = await countWithoutCatalog(() =>
      buyer.request<{ order: PlaceOrderReply['order'] }>(READ, { code: order?.code, token: order?.token }),
    )
    expect(result.data.order?.lines).toHaveLength(lines)
    expect(roundTrips).toBe(1)
  },
  60_000,
)
