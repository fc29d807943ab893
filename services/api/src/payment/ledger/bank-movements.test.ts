import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BankTestBench, type StartedPayment } from '../../../test/bank/bank-test-bench.ts'
import { createUnmatchedPaymentManager } from '../../../test/bank/unmatched-payment-manager.ts'
import { createRefundManager, ledgerOf } from '../../../test/refund.ts'
import { verifyLedger } from './verify-ledger.ts'

let bench: BankTestBench
beforeAll(async () => {
  bench = await BankTestBench.start()
}, 60_000)
afterAll(() => bench?.stop())

/** Starts a payment at Lyra and lets the bank take it. */
async function payOrder() {
  const payment = await bench.startPayment('lyra')
  await bench.notify(payment)
  const { shop } = payment.contract
  return {
    payment,
    code: payment.order.code,
    total: payment.order.total,
    ...(await createRefundManager(bench.api, shop)),
  }
}
const movementsOf = async ({ contract: { shop }, order }: StartedPayment) =>
  (await ledgerOf(bench.api, shop))
    .filter(({ order_code }) => order_code === order.code)
    .map(({ kind, amount }) => [kind, amount])
const refundAtBank = (payment: StartedPayment, processedAmount: number) =>
  bench.notify(payment, { status: 'CAPTURED', operation: 'CREDIT', processedAmount })
const codesOf = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors.map(({ code }) => code)

test('a payment at the bank enters the ledger once, however often it is notified', async () => {
  const { payment, total } = await payOrder()
  await Promise.all([bench.notify(payment), bench.notify(payment)])
  expect(await movementsOf(payment)).toEqual([['BANK_PAYMENT', total]])
})

describe('a refund that the bank notifies', () => {
  test('is gone before anybody records it, and is then recorded without leaving a second time', async () => {
    const { payment, code, total, recordRefund, refundableOf } = await payOrder()
    await refundAtBank(payment, 100)
    expect(await refundableOf(code)).toMatchObject({
      refunded: 100,
      remaining: { amount: total - 100 },
      announced: { amount: 100 },
    })
    expect(codesOf(await recordRefund(code, { otherAmount: 100 }))).toEqual(['REFUND_SEEN_AT_BANK'])
    expect(codesOf(await recordRefund(code, { otherAmount: 101, isAnnounced: true }))).toEqual([
      'REFUND_ABOVE_REMAINING',
    ])
    const same = await recordRefund(code, { otherAmount: 100, isAnnounced: true })
    expect(same).toMatchObject({
      order: { refundedTotal: { amount: 100 }, refunds: [{ isSeenAtBank: true }] },
      userErrors: [],
    })
    expect(await refundableOf(code)).toMatchObject({ refunded: 100, announced: { amount: 0 } })
    expect(await movementsOf(payment)).toEqual([
      ['BANK_PAYMENT', total],
      ['BANK_REFUND', -100],
    ])
  })

  test('can be followed by another one', async () => {
    const { payment, code, recordRefund, refundableOf } = await payOrder()
    await refundAtBank(payment, 100)
    await recordRefund(code, { otherAmount: 50, isAnnounced: false })
    expect(await refundableOf(code)).toMatchObject({ refunded: 150, announced: { amount: 100 } })
  })

  test('confirms one of the same amount that was recorded before', async () => {
    const { payment, code, total, recordRefund, refundableOf } = await payOrder()
    await recordRefund(code, { otherAmount: 100 })
    await refundAtBank(payment, 100)
    expect(await refundableOf(code)).toMatchObject({ refunded: 100, announced: { amount: 0 } })
    expect(await movementsOf(payment)).toEqual([
      ['BANK_PAYMENT', total],
      ['REFUND', -100],
    ])
  })
})

test('a payment that the bank cancels is reversed by what is left of it', async () => {
  const { payment, code, total, recordRefund } = await payOrder()
  await recordRefund(code, { otherAmount: 100 })
  await bench.notify(payment, { status: 'CANCELLED' })
  expect(await movementsOf(payment)).toEqual([
    ['BANK_PAYMENT', total],
    ['REFUND', -100],
    ['REVERSAL', 100 - total],
  ])
  expect(codesOf(await recordRefund(code, { otherAmount: 1 }))).toEqual(['REFUND_ABOVE_REMAINING'])
})

test('a payment of which the bank captured only a part is reversed by the rest', async () => {
  const { payment, total, code, refundableOf } = await payOrder()
  await bench.notify(payment, { status: 'CAPTURED', processedAmount: 100 })
  expect(await movementsOf(payment)).toEqual([
    ['BANK_PAYMENT', total],
    ['REVERSAL', 100 - total],
  ])
  expect(await refundableOf(code)).toMatchObject({ captured: { amount: 100 }, remaining: { amount: 100 } })
})

describe('money that no order can take', () => {
  test('enters when it arrives, and leaves for the order that a member accepts it for', async () => {
    const manager = await createUnmatchedPaymentManager(bench.api, bench.bank)
    const { unmatchedPayment } = await manager.createUnmatchedPayment('amount')
    const amount = unmatchedPayment.amount?.amount ?? 0
    await manager.accept(unmatchedPayment.id, amount)
    const { shop } = manager.contract
    expect(
      (await ledgerOf(bench.api, shop)).map((entry) => [entry.kind, entry.amount, entry.running_total]),
    ).toEqual([
      ['UNMATCHED_RECEIPT', amount, amount],
      ['UNMATCHED_APPLIED', -amount, 0],
      ['BANK_PAYMENT', amount, amount],
    ])
    expect((await verifyLedger(bench.api.app.orm, shop)).problem).toBeNull()
  })

  test('leaves when it is refunded, and comes back when that was recorded by mistake', async () => {
    const manager = await createUnmatchedPaymentManager(bench.api, bench.bank)
    const { unmatchedPayment } = await manager.createUnmatchedPayment('amount')
    const amount = unmatchedPayment.amount?.amount ?? 0
    await manager.recordRefund(unmatchedPayment.id, amount)
    await manager.reopen(unmatchedPayment.id)
    await manager.recordRefund(unmatchedPayment.id, amount)
    expect(
      (await ledgerOf(bench.api, manager.contract.shop)).map((entry) => [entry.kind, entry.amount]),
    ).toEqual([
      ['UNMATCHED_RECEIPT', amount],
      ['UNMATCHED_REFUND', -amount],
      ['UNMATCHED_REFUND', amount],
      ['UNMATCHED_REFUND', -amount],
    ])
  })
})
