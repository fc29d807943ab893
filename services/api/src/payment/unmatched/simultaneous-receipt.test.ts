import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../test/api.ts'
import { placeTestOrder } from '../../../test/bank/bank.ts'
import { blockedBy } from '../../../test/blocked-by.ts'
import { createManualPaymentScenario, type ManualPaymentScenario } from '../../../test/manual-payment.ts'
import { merchant } from '../../../test/member.ts'

let api: TestApi
let scenario: ManualPaymentScenario
beforeAll(async () => {
  api = await startTestApi()
  scenario = await createManualPaymentScenario(api)
}, 60_000)
afterAll(() => api?.stop())

async function mutate(mutation: string): Promise<string[]> {
  const { data, errors } = await merchant<{ payload: { userErrors: { code: string }[] } }>(
    api,
    `mutation { payload: ${mutation} { userErrors { code } } }`,
    {},
    scenario.owner,
  )
  expect(errors).toBeUndefined()
  return data.payload.userErrors.map(({ code }) => code)
}

const accept = (id: string) =>
  `acceptUnmatchedPayment(input: { unmatchedPaymentId: "${id}", acceptedAmount: 100 })`
const refund = (id: string) =>
  `recordUnmatchedPaymentRefund(input: { unmatchedPaymentId: "${id}", amount: 100, bankReference: "RB-1" })`
const reopen = (id: string) => `reopenUnmatchedPayment(unmatchedPaymentId: "${id}")`
const contact = (id: string) => `recordBuyerContact(unmatchedPaymentId: "${id}")`

describe('an operation on an order, which locks the order first and then its unmatched payment, ends by no deadlock', () => {
  test.each([
    ['acceptance', accept, []],
    ['refund', refund, []],
    ['reopening', reopen, [refund]],
    ['contact', contact, []],
  ] as const)('with a simultaneous %s', async (_name, mutation, before) => {
    const order = await placeTestOrder(api, scenario.shop)
    await scenario.record(order, 100)
    const [part] = await scenario.unmatchedOf(order)
    const id = part?.id ?? ''
    for (const earlier of before) expect(await mutate(earlier(id))).toEqual([])
    const { shop } = scenario
    const codes = await blockedBy(
      shop,
      {
        first: [
          'select from "order" where shop_id = $1 and code = $2 for no key update',
          shop.id,
          order.code,
        ],
        second: ['select from unmatched_payment where shop_id = $1 and id = $2 for update', shop.id, id],
      },
      () => mutate(mutation(id)),
    )
    expect(codes).toEqual([])
  })
})

test('a receipt that completes the order while a member accepts its part as it is leaves one of the two', async () => {
  const order = await placeTestOrder(api, scenario.shop)
  const total = await scenario.totalOf(order)
  await scenario.record(order, 100)
  const [part] = await scenario.unmatchedOf(order)
  const [received, codes] = await Promise.all([
    scenario.record(order, total - 100),
    mutate(accept(part?.id ?? '')),
  ])
  expect(received.order?.status).toBe('PAID')
  const rows = await scenario.unmatchedOf(order)
  expect(rows.filter(({ outcome }) => outcome === 'ACCEPTED')).toHaveLength(1)
  expect(rows.filter(({ reason }) => reason === 'ALREADY_PAID')).toHaveLength(codes.length === 0 ? 1 : 0)
})
