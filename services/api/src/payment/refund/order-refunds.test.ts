import { afterAll, beforeAll, expect, test } from 'vitest'
import { graphql, startTestApi, type TestApi } from '../../../test/api.ts'
import type { PlacedOrder } from '../../../test/bank/bank.ts'
import { createRefundScenario } from '../../../test/refund.ts'
import { createShop } from '../../../test/shop.ts'

const READ = `query ($code: String!, $token: String!) { order(code: $code, token: $token) { refundedTotal { amount }
  refunds { amount { amount currency } shippingAmount { amount } otherAmount { amount } reason refundedAt
    lines { productName variantName quantity amount { amount } } }
  steps { kind at amount { amount } parcelId } } }`

interface Refund {
  amount: { amount: number; currency: string }
  refundedAt: string
}
interface BuyerOrder {
  refundedTotal: { amount: number }
  refunds: Refund[]
  steps: { kind: string; at: string; amount: { amount: number } | null; parcelId: string | null }[]
}

let api: TestApi
let scenario: Awaited<ReturnType<typeof createRefundScenario>>
beforeAll(async () => {
  api = await startTestApi()
  scenario = await createRefundScenario(api, { variants: [{ price: 1000, stock: 1000 }] })
}, 60_000)
afterAll(() => api?.stop())

async function orderOf({ code, token }: PlacedOrder, key: string): Promise<BuyerOrder | null> {
  const headers = { 'x-shop-key': key }
  const { data } = await graphql<{ order: BuyerOrder | null }>(
    `${api.url}/graphql`,
    READ,
    { code, token },
    headers,
  )
  return data.order
}

test('a buyer sees what each refund was for, oldest first, and when', async () => {
  const order = await scenario.placePaidOrder(3)
  const before = await orderOf(order, scenario.shop.key)
  expect(before).toMatchObject({ refunds: [], steps: [{ kind: 'PLACED' }, { kind: 'PAID' }] })
  const [line] = (await scenario.refundableOf(order.code)).lines
  await scenario.recordRefund(order.code, {
    lines: [{ lineId: line?.id, quantity: 2 }],
    shippingAmount: 490,
    reason: 'Broken',
  })
  await scenario.recordRefund(order.code, { otherAmount: 250, bankReference: 'RB-2' })
  const after = await orderOf(order, scenario.shop.key)
  expect(after).toMatchObject({
    refundedTotal: { amount: 2740 },
    refunds: [
      {
        amount: { amount: 2490, currency: 'EUR' },
        shippingAmount: { amount: 490 },
        otherAmount: { amount: 0 },
        reason: 'Broken',
        lines: [{ productName: 'Product 1', variantName: 'Standard', quantity: 2, amount: { amount: 2000 } }],
      },
      { amount: { amount: 250 }, otherAmount: { amount: 250 }, reason: null, lines: [] },
    ],
    steps: [
      { kind: 'PLACED', amount: null, parcelId: null },
      { kind: 'PAID' },
      { kind: 'REFUNDED', amount: { amount: 2490 } },
      { kind: 'REFUNDED', amount: { amount: 250 } },
    ],
  })
  expect(after?.steps[2]?.at).toBe(after?.refunds[0]?.refundedAt)
})

test('another shop is refused', async () => {
  const order = await scenario.placePaidOrder()
  await scenario.recordRefund(order.code, { otherAmount: 100 })
  const { key } = await createShop(api)
  expect(await orderOf(order, key)).toBeNull()
})
