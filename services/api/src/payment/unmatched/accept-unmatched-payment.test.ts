import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestApi } from '../../../test/api.ts'
import { startApiAndBank, type PlacedOrder, type TestBank } from '../../../test/bank/bank.ts'
import { codesOf, createUnmatchedPaymentManager } from '../../../test/bank/unmatched-payment-manager.ts'
import { payByTestCard } from '../../../test/card.ts'
import { stockOf } from '../../../test/checkout.ts'

let api: TestApi
let bank: TestBank
let stop: (() => Promise<void>) | undefined
let manager: Awaited<ReturnType<typeof createUnmatchedPaymentManager>>

beforeAll(async () => {
  ;({ api, bank, stop } = await startApiAndBank([1]))
  manager = await createUnmatchedPaymentManager(api, bank)
})
afterAll(() => stop?.())

const kindsOf = async (order: PlacedOrder) => (await manager.timelineOf(order)).map(({ kind }) => kind)

describe('accepting an unmatched payment', () => {
  test('requires confirming another amount, succeeds once, and mails that amount to the buyer', async () => {
    const { order, unmatchedPayment } = await manager.createUnmatchedPayment('amount')
    expect(unmatchedPayment).toMatchObject({
      reason: 'WRONG_AMOUNT',
      bank: 'Banque lyra',
      amount: { amount: 29, currency: 'EUR' },
      notAcceptable: null,
      order: { code: order.code, email: 'camille@buyers.test' },
      steps: [],
    })
    expect(unmatchedPayment.reference).toMatch(/^[a-p]{30}$/)
    for (const amount of [undefined, 28, order.total])
      expect(codesOf(await manager.accept(unmatchedPayment.id, amount))).toEqual(['AMOUNT_NOT_CONFIRMED'])
    expect((await manager.stateOf(order)).status).toBe('PENDING_PAYMENT')

    const both = await Promise.all([
      manager.accept(unmatchedPayment.id, 29),
      manager.accept(unmatchedPayment.id, 29),
    ])
    expect(both.map(codesOf).sort()).toEqual([[], ['UNMATCHED_PAYMENT_CLOSED']])
    expect(both.find(({ unmatchedPayment: accepted }) => accepted)?.unmatchedPayment).toMatchObject({
      closedAt: expect.any(String),
      order: { status: 'PAID' },
      steps: [{ kind: 'ACCEPTED', amount: { amount: 29 }, note: 'agreed by telephone' }],
    })
    expect(await manager.stateOf(order)).toMatchObject({
      status: 'PAID',
      isPaid: true,
      attempts: ['PAID'],
      mails: ['PAYMENT_NOTICE:RESCUE', 'PAYMENT_CONFIRMATION'],
    })
    const [mail] = await manager.rows<{ details: unknown }>(
      `select m.details from mail m join "order" o on o.id = m.order_id where o.code = $1 and m.kind = 'PAYMENT_CONFIRMATION'`,
      order.code,
    )
    expect(mail?.details).toEqual({ amount: 29 })
    expect(await kindsOf(order)).toEqual([
      'PLACED',
      'BANK_OPENED',
      'BANK_PAYMENT_UNMATCHED',
      'UNMATCHED_PAYMENT_ACCEPTED',
    ])
    const audit = await manager.rows(
      `select action from audit_entry where subject like '%' || $1`,
      unmatchedPayment.id,
    )
    expect(audit).toEqual([{ action: 'unmatchedPayment ACCEPTED' }])
  })

  test('is rejected for another currency', async () => {
    const { unmatchedPayment } = await manager.createUnmatchedPayment('currency')
    expect(unmatchedPayment.notAcceptable).toBe('UNMATCHED_PAYMENT_OTHER_CURRENCY')
    expect(codesOf(await manager.accept(unmatchedPayment.id, unmatchedPayment.amount?.amount))).toEqual([
      'UNMATCHED_PAYMENT_OTHER_CURRENCY',
    ])
  })

  test.each([
    ['PAID', 'ORDER_ALREADY_PAID'],
    ['CANCELLED', 'ORDER_CANCELLED'],
  ])('is rejected if the order is %s', async (status, code) => {
    const { order, unmatchedPayment } = await manager.createUnmatchedPayment('none', (placed) =>
      manager.setOrderStatus(placed, status),
    )
    expect(unmatchedPayment.notAcceptable).toBe(code)
    expect(codesOf(await manager.accept(unmatchedPayment.id, order.total))).toEqual([code])
    expect(await manager.stateOf(order)).toMatchObject({ status, attempts: ['RESCUE'] })
  })

  test('of an expired order succeeds once there is stock, and reserves it', async () => {
    const { order, unmatchedPayment } = await manager.createUnmatchedPayment('none', async (placed) => {
      await manager.setOrderStatus(placed, 'EXPIRED')
      await manager.setStock(0)
    })
    expect(unmatchedPayment).toMatchObject({ reason: 'OUT_OF_STOCK', notAcceptable: null })
    expect(codesOf(await manager.accept(unmatchedPayment.id))).toEqual(['ORDER_OUT_OF_STOCK'])
    expect((await manager.unmatchedPaymentOf(order)).closedAt).toBeNull()
    await manager.setStock(1000)
    expect(codesOf(await manager.accept(unmatchedPayment.id))).toEqual([])
    expect(await manager.stateOf(order)).toMatchObject({ status: 'PAID', attempts: ['PAID'] })
    expect(await stockOf(api, manager.contract.shop, 0)).toBe(999)
  })

  test('closes a card payment awaiting certification, erases its digits and tells the merchant not to charge it', async () => {
    const { order, unmatchedPayment } = await manager.createUnmatchedPayment('amount', async (placed) => {
      const { userErrors } = await payByTestCard(api, placed, { abandonOpenAttempt: true })
      expect(userErrors).toEqual([])
    })
    expect(codesOf(await manager.accept(unmatchedPayment.id, 29))).toEqual([])
    const state = await manager.stateOf(order)
    expect(state.status).toBe('PAID')
    expect(state.mails).toContain('PAYMENT_NOTICE:PAID_DO_NOT_KEY')
    const cards = await manager.rows(
      `select p.status, p.expiry_year, (select count(*)::int from card_kept k where k.payment_id = p.id) as kept
       from card_payment p join "order" o on o.id = p.order_id where o.code = $1`,
      order.code,
    )
    expect(cards).toEqual([{ status: 'CLOSED', expiry_year: null, kept: 0 }])
  })
})
