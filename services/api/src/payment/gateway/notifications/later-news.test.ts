import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { processPendingEvents } from '../../../../test/events.ts'
import { BankTestBench, type StartedPayment } from '../../../../test/bank/bank-test-bench.ts'
import { queryInShop } from '../../../../test/sql.ts'
import { headersOf, merchant } from '../../../../test/member.ts'
import { protocolNames } from '../protocols/protocols.ts'

let bench: BankTestBench
beforeAll(async () => {
  bench = await BankTestBench.start()
})
afterAll(() => bench?.stop())

interface ShownPayment {
  laterNews: string | null
  laterNewsAmount: { amount: number } | null
}

const ORDER = `query ($code: String!) { order(code: $code) { status
  bankPayments { status laterNews laterNewsAmount { amount } } timeline { kind message } } }`

async function orderAsShown({ contract: { shop }, order }: StartedPayment) {
  const headers = await headersOf(bench.api, shop, 'OWNER')
  const { data } = await merchant<{
    order: {
      status: string
      bankPayments: ShownPayment[]
      timeline: { kind: string; message: string }[]
    }
  }>(bench.api, ORDER, { code: order.code }, headers)
  return data.order
}

async function noticesOf({ contract: { shop }, order }: StartedPayment) {
  await processPendingEvents(bench.api, shop)
  return queryInShop<{ outcome: string; amount: number | null }>(
    bench.api,
    shop,
    `select m.details->>'outcome' as outcome, (m.details->>'amount')::int as amount from mail m
     join "order" o on o.id = m.order_id where o.code = $1 and m.kind = 'PAYMENT_NOTICE' order by m.created_at, m.id`,
    order.code,
  )
}

const startPaid = async (protocol: (typeof protocolNames)[number]): Promise<StartedPayment> => {
  const payment = await bench.startPayment(protocol)
  await bench.notify(payment)
  await bench.expectPaidOnce(payment)
  return payment
}

const PART = { processedAmount: 100 }
const CASES = {
  lyra: [
    ['a capture that failed', { status: 'CAPTURE_FAILED' }, 'CAPTURE_FAILED', null],
    ['a cancellation', { status: 'CANCELLED' }, 'PAYMENT_CANCELLED', null],
    ['an expired authorisation', { status: 'EXPIRED' }, 'AUTHORIZATION_EXPIRED', null],
    ['a refund', { status: 'CAPTURED', operation: 'CREDIT', ...PART }, 'REFUNDED', 100],
    ['a capture of a part', { status: 'CAPTURED', ...PART }, 'PARTIALLY_CAPTURED', 100],
  ],
  paybox: [
    ['an error about the authorised payment', { status: '00105' }, 'PAYMENT_CANCELLED', null],
    ['a lower amount', { ...PART }, 'PARTIALLY_CAPTURED', 100],
  ],
  monetico: [
    ['a cancellation with the authorisation number', { status: 'Annulation' }, 'PAYMENT_CANCELLED', null],
    ['a lower amount', { ...PART }, 'PARTIALLY_CAPTURED', 100],
  ],
  sips: [
    ['a refusal of the authorised payment', { status: '05' }, 'PAYMENT_CANCELLED', null],
    ['a lower amount', { ...PART }, 'PARTIALLY_CAPTURED', 100],
  ],
} as const

describe.each(protocolNames)('%s notifies about a paid order', (protocol) => {
  test.each<readonly [string, object, string, number | null]>([...CASES[protocol]])(
    '%s: timeline, one mail to the merchant and a warning; the order stays paid',
    async (_what, options, kind, amount) => {
      const payment = await startPaid(protocol)
      await bench.notify(payment, { ...options, copies: 2 })
      const order = await orderAsShown(payment)
      expect(order).toMatchObject({
        status: 'PAID',
        bankPayments: [{ laterNews: kind, laterNewsAmount: amount === null ? null : { amount } }],
      })
      expect(order.timeline.filter((event) => event.kind === `BANK_${kind}`)).toHaveLength(1)
      expect(await noticesOf(payment)).toEqual([
        { outcome: 'PAID', amount: null },
        { outcome: kind, amount },
      ])
      expect((await bench.stateOf(payment)).unmatchedPayments).toEqual([])
    },
  )

  test('a late refusal of an earlier attempt of the buyer: nothing', async () => {
    const payment = await startPaid(protocol)
    await bench.notify(payment, { outcome: 'refused' })
    await bench.notify(payment, { outcome: 'cancelled' })
    await bench.expectPaidOnce(payment)
    expect((await orderAsShown(payment)).bankPayments).toMatchObject([{ laterNews: null }])
  })
})

test('a refund that Lyra notifies as authorised and as captured is reported once', async () => {
  const payment = await startPaid('lyra')
  for (const status of ['AUTHORISED', 'CAPTURED'])
    await bench.notify(payment, { status, operation: 'CREDIT', ...PART })
  expect(await noticesOf(payment)).toHaveLength(2)
})

test('a payment of which Lyra captured only a part from the start does not pay the order', async () => {
  const payment = await bench.startPayment('lyra')
  await bench.notify(payment, { status: 'CAPTURED', ...PART })
  await bench.expectUnpaid(payment, 'RESCUE', ['WRONG_AMOUNT'])
})
