import type { Outcome } from '../../../bank-sandbox/src/payment.ts'
import { protocols } from '../../../bank-sandbox/src/protocols/protocols.ts'
import type { PaymentAttemptStatus, BankProtocolName } from '../../src/payment/gateway/bank-protocol.ts'

/** What may happen to an order that is to be paid at a bank. `at`: which trip to the bank, the newest being 0. */
export type Action =
  | { do: 'payByBank' | 'payByCard'; abandons: boolean }
  | { do: 'notify'; at: number; outcome: Outcome; copies: number }
  | { do: 'return' | 'replay'; at: number }
  | { do: 'certify'; outcome: 'APPROVED' | 'REFUSED' }
  | { do: 'cancelOrder' | 'tenMinutesPass' | 'bankDelayPasses' | 'orderDelayPasses' | 'sellOut' | 'restock' }

export type OrderStatusName =
  'PENDING_PAYMENT' | 'AWAITING_CERTIFICATION' | 'PAID' | 'PAYMENT_REFUSED' | 'CANCELLED' | 'EXPIRED'

/** The table of statuses, written down a second time: from → to. */
export const TABLE: Record<OrderStatusName, readonly OrderStatusName[]> = {
  PENDING_PAYMENT: ['AWAITING_CERTIFICATION', 'PAID', 'EXPIRED', 'CANCELLED'],
  PAYMENT_REFUSED: ['AWAITING_CERTIFICATION', 'PAID', 'EXPIRED', 'CANCELLED'],
  AWAITING_CERTIFICATION: ['PAID', 'PAYMENT_REFUSED', 'PENDING_PAYMENT', 'CANCELLED'],
  EXPIRED: ['PAID'],
  PAID: [],
  CANCELLED: [],
}

interface Trip {
  status: PaymentAttemptStatus
  isYoung: boolean
  /** What the bank has said of it. */
  heard: Set<Outcome>
  /** The try that it was last heard of. */
  lastTry: string | null
}

export const QUANTITY = 2

/** The oracle: an order's life in memory, by the table of states and the rules of notifications alone. */
export class PaymentSequenceModel {
  status: OrderStatusName = 'PENDING_PAYMENT'
  readonly trips: Trip[] = []
  readonly unmatchedPayments: string[] = []
  confirmations = 0
  readonly #protocol: BankProtocolName
  available: number

  constructor(protocol: BankProtocolName, available: number) {
    this.#protocol = protocol
    this.available = available - QUANTITY
  }

  get #isPayable(): boolean {
    return this.status === 'PENDING_PAYMENT' || this.status === 'PAYMENT_REFUSED'
  }

  /** Whether the buyer may begin another payment; the young one at the bank is given up for it. */
  #begins(abandons: boolean): boolean {
    const young = this.trips.filter(({ status, isYoung }) => isYoung && ['OPEN', 'PENDING'].includes(status))
    if (!this.#isPayable || (young.length > 0 && !abandons)) return false
    for (const trip of young) trip.status = 'CANCELLED'
    return true
  }

  payByBank(abandons: boolean): boolean {
    const begins = this.#begins(abandons)
    if (begins) this.trips.push({ status: 'OPEN', isYoung: true, heard: new Set(), lastTry: null })
    return begins
  }

  payByCard(abandons: boolean): void {
    if (this.#begins(abandons)) this.status = 'AWAITING_CERTIFICATION'
  }

  certify(outcome: 'APPROVED' | 'REFUSED'): void {
    if (this.status !== 'AWAITING_CERTIFICATION') return
    this.status = outcome === 'APPROVED' ? 'PAID' : 'PAYMENT_REFUSED'
    if (outcome === 'APPROVED') this.confirmations += 1
  }

  cancelOrder(): void {
    if (['PAID', 'CANCELLED', 'EXPIRED'].includes(this.status)) return
    this.status = 'CANCELLED'
    this.available += QUANTITY
  }

  tenMinutesPass(): void {
    for (const trip of this.trips) trip.isYoung = false
  }

  bankDelayPasses(): void {
    this.tenMinutesPass()
    for (const trip of this.trips) if (trip.status === 'OPEN') trip.status = 'EXPIRED'
  }

  orderDelayPasses(): void {
    if (!this.#isPayable || this.trips.some(({ status }) => ['OPEN', 'PENDING'].includes(status))) return
    this.status = 'EXPIRED'
    this.available += QUANTITY
  }

  notify(trip: Trip, outcome: Outcome): void {
    const { skipsPending, omitsAttempt } = protocols[this.#protocol]
    if (trip.heard.has(outcome) || (outcome === 'pending' && skipsPending)) return
    trip.heard.add(outcome)
    if (outcome === 'paid') return this.#take(trip)
    const ownTry = omitsAttempt || outcome !== 'refused' ? 'only' : 'refused'
    if (!this.#isNews(trip, outcome, ownTry)) return
    trip.status = ({ refused: 'REFUSED', cancelled: 'CANCELLED', pending: 'PENDING' } as const)[outcome]
    // Monetico numbers its acceptances alone.
    trip.lastTry = this.#protocol === 'monetico' ? null : ownTry
  }

  #isNews(trip: Trip, outcome: Exclude<Outcome, 'paid'>, ownTry: string): boolean {
    const from = {
      pending: ['OPEN', 'REFUSED', 'CANCELLED', 'EXPIRED'],
      refused: ['OPEN', 'PENDING', 'CANCELLED', 'EXPIRED'],
      cancelled: ['OPEN', 'PENDING'],
    }[outcome]
    if (!from.includes(trip.status)) return false
    if (trip.lastTry === null) return true
    const isSameTry = trip.lastTry === ownTry
    return outcome === 'pending' ? !isSameTry : trip.status !== 'PENDING' || isSameTry
  }

  /** Money: the order's payment if it can take it, else the merchant's list of unmatched payments. */
  #take(trip: Trip): void {
    const mustTakeStock = this.status === 'EXPIRED'
    const reason =
      this.status === 'PAID'
        ? 'ALREADY_PAID'
        : this.status === 'CANCELLED'
          ? 'ORDER_CANCELLED'
          : mustTakeStock && this.available < QUANTITY
            ? 'OUT_OF_STOCK'
            : null
    trip.status = reason ? 'RESCUE' : 'PAID'
    if (reason) return void this.unmatchedPayments.push(reason)
    if (mustTakeStock) this.available -= QUANTITY
    this.status = 'PAID'
    this.confirmations += 1
  }
}
