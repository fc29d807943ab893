import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestApi } from '../../../test/api.ts'
import { startApiAndBank, type TestBank } from '../../../test/bank/bank.ts'
import { createTestContract, startBankPayment } from '../../../test/bank/bank-payment.ts'
import { merchant } from '../../../test/member.ts'
import { createRefundManager, ledgerOf } from '../../../test/refund.ts'

let api: TestApi
let bank: TestBank
let stop: (() => Promise<void>) | undefined
beforeAll(async () => {
  ;({ api, bank, stop } = await startApiAndBank([1]))
}, 60_000)
afterAll(() => stop?.())

test('a refund is real money if the payment was, though a test payment came for the order before', async () => {
  const contract = await createTestContract(api, bank, 'lyra', { environment: 'TEST' })
  const { shop } = contract
  const { order, id } = await startBankPayment(api, bank, contract)
  await bank.call('POST', `/api/payments/${id}/decide`, {
    outcome: 'paid',
    misbehaviour: { tamper: 'amount' },
  })
  const { recordRefund, headers } = await createRefundManager(api, shop)
  await merchant(
    api,
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
    headers,
  )
  expect((await recordRefund(order.code, { otherAmount: 100 })).userErrors).toEqual([])
  const entries = (await ledgerOf(api, shop)).map(({ kind, is_test }) => [kind, is_test])
  expect(entries).toEqual([
    ['UNMATCHED_RECEIPT', true],
    ['TRANSFER', false],
    ['REFUND', false],
  ])
})
