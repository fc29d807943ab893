import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestApi } from '../../../test/api.ts'
import { startApiAndBank, type TestBank } from '../../../test/bank/bank.ts'
import { createUnmatchedPaymentManager } from '../../../test/bank/unmatched-payment-manager.ts'
import { createRefundManager, ledgerOf } from '../../../test/refund.ts'

let api: TestApi
let bank: TestBank
let stop: (() => Promise<void>) | undefined
beforeAll(async () => {
  ;({ api, bank, stop } = await startApiAndBank([1]))
}, 60_000)
afterAll(() => stop?.())

test('a refund is real money if the payment was, though a test payment came for the order before', async () => {
  const manager = await createUnmatchedPaymentManager(api, bank)
  const { shop } = manager.contract
  const { order } = await manager.createUnmatchedPayment('amount')
  await manager.request(
    `mutation ($input: RecordReceiptInput!) { recordReceipt(input: $input) { userErrors { code } } }`,
    {
      input: {
        orderCode: order.code,
        method: 'TRANSFER',
        amount: order.total,
        receivedOn: '2026-01-02',
        knownReceipts: [],
      },
    },
  )
  const { recordRefund } = await createRefundManager(api, shop)
  expect((await recordRefund(order.code, { otherAmount: 100 })).userErrors).toEqual([])
  const entries = (await ledgerOf(api, shop)).map(({ kind, is_test }) => [kind, is_test])
  expect(entries).toEqual([
    ['UNMATCHED_RECEIPT', true],
    ['TRANSFER', false],
    ['REFUND', false],
  ])
})
