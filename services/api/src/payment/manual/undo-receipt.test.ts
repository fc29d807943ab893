import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../test/api.ts'
import { placeTestOrder } from '../../../test/bank/bank.ts'
import { createManualPaymentScenario, type ManualPaymentScenario } from '../../../test/manual-payment.ts'
import { merchant } from '../../../test/member.ts'
import { queryInShop } from '../../../test/sql.ts'

let api: TestApi
let scenario: ManualPaymentScenario
beforeAll(async () => {
  api = await startTestApi()
  scenario = await createManualPaymentScenario(api)
}, 60_000)
afterAll(() => api?.stop())

describe('undoing a receipt', () => {
  test('makes the order wait again, with the parts that came before', async () => {
    const order = await placeTestOrder(api, scenario.shop)
    const total = await scenario.totalOf(order)
    await scenario.record(order, 100)
    const { order: paid } = await scenario.record(order, total)
    const last = paid?.receipts.at(-1)?.id ?? ''
    const undone = await scenario.undo(last)
    expect(undone.order?.status).toBe('PENDING_PAYMENT')
    expect(undone.order?.receipts.map(({ undoneAt }) => undoneAt !== null)).toEqual([false, true])
    expect(await scenario.unmatchedOf(order)).toMatchObject([
      { reason: 'PARTIAL_AMOUNT', amount: 100, outcome: null },
      { reason: 'EXCESS_AMOUNT', amount: 100, outcome: 'UNDONE' },
    ])
    const [row] = await queryInShop<{ paid_at: Date | null }>(
      api,
      scenario.shop,
      'select paid_at from "order" where code = $1',
      order.code,
    )
    expect(row?.paid_at).toBeNull()
    expect((await scenario.undo(last)).userErrors).toMatchObject([{ code: 'RECEIPT_NOT_UNDOABLE' }])
    expect((await scenario.record(order, total - 100)).order?.status).toBe('PAID')
  })

  test('by two members at once happens once', async () => {
    const order = await placeTestOrder(api, scenario.shop)
    const { order: paid } = await scenario.record(order, await scenario.totalOf(order))
    const id = paid?.receipts[0]?.id ?? ''
    const answers = await Promise.all([scenario.undo(id), scenario.undo(id), scenario.undo(id)])
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1)
    expect((await scenario.readOrder(order)).status).toBe('PENDING_PAYMENT')
  })

  test('is too late once the order is shipped, and impossible for what does not exist', async () => {
    const order = await placeTestOrder(api, scenario.shop)
    const { order: paid } = await scenario.record(order, await scenario.totalOf(order))
    await merchant(
      api,
      'mutation ($c: String!) { markShipped(orderCode: $c) { userErrors { code } } }',
      { c: order.code },
      scenario.owner,
    )
    expect((await scenario.undo(paid?.receipts[0]?.id ?? '')).userErrors).toMatchObject([
      { code: 'RECEIPT_NOT_UNDOABLE' },
    ])
    expect((await scenario.undo('not-an-id')).userErrors).toMatchObject([{ code: 'NOT_FOUND' }])
    expect((await scenario.undo(crypto.randomUUID())).userErrors).toMatchObject([{ code: 'NOT_FOUND' }])
  })
})
