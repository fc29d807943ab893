import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../test/api.ts'
import { placeTestOrder, type PlacedOrder } from '../../../test/bank/bank.ts'
import { createManualPaymentScenario, type ManualPaymentScenario } from '../../../test/manual-payment.ts'
import { merchant } from '../../../test/member.ts'
import { executeInShop, queryInShop } from '../../../test/sql.ts'
import { verifyLedger } from '../ledger/verify-ledger.ts'

let api: TestApi
let scenario: ManualPaymentScenario
beforeAll(async () => {
  api = await startTestApi()
  scenario = await createManualPaymentScenario(api)
}, 60_000)
afterAll(() => api?.stop())

/** Kind and amount of the order's entries, oldest first. */
const entriesOf = async ({ code }: PlacedOrder) =>
  (
    await queryInShop<{ kind: string; amount: string }>(
      api,
      scenario.shop,
      'select kind, amount::text from ledger_entry where order_code = $1 order by sequence',
      code,
    )
  ).map(({ kind, amount }) => [kind, Number(amount)])

test('a transfer of the whole amount is what its order received', async () => {
  const order = await placeTestOrder(api, scenario.shop)
  const total = await scenario.totalOf(order)
  await scenario.record(order, total)
  expect(await entriesOf(order)).toEqual([['TRANSFER', total]])
})

test('a part waits, belongs to its order with the cheque that completes it, and what exceeds the total waits', async () => {
  const order = await placeTestOrder(api, scenario.shop)
  const total = await scenario.totalOf(order)
  await scenario.record(order, 100)
  await scenario.record(order, total, { method: 'CHEQUE' })
  expect(await entriesOf(order)).toEqual([
    ['UNMATCHED_RECEIPT', 100],
    ['UNMATCHED_APPLIED', -100],
    ['CHEQUE', total],
    ['UNMATCHED_RECEIPT', 100],
  ])
})

test('a receipt that is undone leaves nothing but the parts that came before', async () => {
  const order = await placeTestOrder(api, scenario.shop)
  const total = await scenario.totalOf(order)
  await scenario.record(order, 100)
  const { order: paid } = await scenario.record(order, total)
  await scenario.undo(paid?.receipts.at(-1)?.id ?? '')
  const entries = await entriesOf(order)
  expect(entries.slice(4)).toEqual([
    ['UNMATCHED_RECEIPT', -100],
    ['REVERSAL', -total],
    ['UNMATCHED_APPLIED', 100],
  ])
  expect(entries.reduce((sum, [, amount]) => sum + Number(amount), 0)).toBe(100)
})

test('a part that a member accepts for its order as it is becomes what the order received', async () => {
  const order = await placeTestOrder(api, scenario.shop)
  await scenario.record(order, 100)
  const [part] = await scenario.unmatchedOf(order)
  await merchant(
    api,
    `mutation ($input: AcceptUnmatchedPaymentInput!) { acceptUnmatchedPayment(input: $input) { userErrors { code } } }`,
    { input: { unmatchedPaymentId: part?.id, acceptedAmount: 100 } },
    scenario.owner,
  )
  expect(await entriesOf(order)).toEqual([
    ['UNMATCHED_RECEIPT', 100],
    ['UNMATCHED_APPLIED', -100],
    ['TRANSFER', 100],
  ])
})

test('the ledger is verified against what members recorded as received', async () => {
  const order = await placeTestOrder(api, scenario.shop)
  await scenario.record(order, await scenario.totalOf(order))
  const problem = async () => (await verifyLedger(api.app.orm, scenario.shop)).problem
  expect(await problem()).toBeNull()
  const change = (delta: number) =>
    executeInShop(
      api,
      scenario.shop,
      `update manual_receipt r set amount = r.amount + $1 from "order" o where o.id = r.order_id and o.code = $2`,
      delta,
      order.code,
    )
  await change(1)
  expect(await problem()).toBe(
    `The transfers and cheques of order ${order.code} are not those of the ledger.`,
  )
  await change(-1)
  await executeInShop(api, scenario.shop, 'update manual_receipt set undone_at = now() where paid_order')
  expect(await problem()).toMatch(/^The transfers and cheques of order \w+ are not those of the ledger\.$/)
})
