import { describe, expect, it } from 'vitest'
import { nextActionOf } from './next-action.ts'

type Facts = Parameters<typeof nextActionOf>[0]

const money = (amount: number) => ({ amount, currency: 'EUR' })
const order = (facts: Partial<Facts>, announced = 0): Facts => ({
  status: 'PAID',
  fulfillment: 'UNFULFILLED',
  hasNothingToShip: false,
  isPickup: false,
  cardPayments: [],
  manualPayment: null,
  refundable: { announced: money(announced) } as Facts['refundable'],
  unmatchedPayments: [],
  withdrawal: { withdrawals: [] as object[] } as Facts['withdrawal'],
  ...facts,
})
const uncertified = [{ certification: null }] as Facts['cardPayments']
const byCheque: Facts['manualPayment'] = { method: 'CHEQUE', dueAt: '2026-12-01T00:00:00Z' }
const withdrawn = { withdrawals: [{ status: 'OPEN' }] } as Facts['withdrawal']
const open = [{ closedAt: null, bankPaymentId: null }] as Facts['unmatchedPayments']

describe('nextActionOf', () => {
  it.each<[string, Facts, ReturnType<typeof nextActionOf>]>([
    ['a card to certify', order({ status: 'AWAITING_CERTIFICATION', cardPayments: uncertified }), 'CERTIFY'],
    ['a cheque to wait for', order({ status: 'PENDING_PAYMENT', manualPayment: byCheque }), 'RECORD_RECEIPT'],
    ['a buyer who has not paid', order({ status: 'PENDING_PAYMENT' }), null],
    ['a paid order', order({}), 'SHIP'],
    ['a paid order to collect', order({ isPickup: true }), 'SET_ASIDE'],
    ['an order that waits in the shop', order({ isPickup: true, fulfillment: 'SHIPPED' }), 'HAND_OVER'],
    ['an order on its way', order({ fulfillment: 'SHIPPED' }), null],
    ['a paid order of which nothing is left to ship', order({ hasNothingToShip: true }), null],
    ['a paid order from which the buyer withdrew', order({ withdrawal: withdrawn }), null],
    ['a delivered order', order({ fulfillment: 'DELIVERED' }), null],
    ['a cancelled order', order({ status: 'CANCELLED' }), null],
    ['a refund that the bank has made', order({ status: 'PAID' }, 500), 'RECORD_REFUND'],
    ['a payment that the order could not take', order({ unmatchedPayments: open }, 500), null],
  ])('of %s', (_case, facts, action) => {
    expect(nextActionOf(facts, () => true)).toBe(action)
  })

  it('is nothing that the member may not do', () => {
    expect(nextActionOf(order({}), (permission) => permission !== 'ORDER_FULFILL')).toBeNull()
    expect(nextActionOf(order({}, 500), (permission) => permission !== 'PAYMENT_REFUND')).toBeNull()
    expect(
      nextActionOf(
        order({ status: 'AWAITING_CERTIFICATION', cardPayments: uncertified }),
        (permission) => permission !== 'PAYMENT_CERTIFY',
      ),
    ).toBeNull()
  })
})
