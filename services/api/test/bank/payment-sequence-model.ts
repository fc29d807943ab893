import type { Outcome } from '../../../bank-sandbox/src/payment.ts'
import { protocols } from '../../../bank-sandbox/src/protocols/protocols.ts'
import type { PaymentAttemptStatus, BankProtocolName } from '../../src/payment/gateway/bank-protocol.ts'

/** What can happen to an order that is paid at a bank. `at`: index of the attempt, 0 for the newest. */
export type Action =
  | { do: 'payByBank' | 'payByCard'; abandons: boolean }
  | { do: 'notify'; at: number; outcome: Outcome; copies: number }
  | { do: 'return' | 'replay'; at: number }
  | { do: 'certify'; outcome: 'APPROVED' | 'REFUSED' }
  | { do: 'cancelOrder' | 'tenMinutesPass' | 'bankDelayPasses' | 'orderDelayPasses' | 'sellOut' | 'restock' }

export type OrderStatusName =
  'PENDING_PAYMENT' | 'AWAITING_CERTIFICATION' | 'PAID' | 'PAYMENT_REFUSED' | 'CANCELLED' | 'EXPIRED'

/** Allowed order status transitions, written independently of the API's own table. */
export const TRANSITIONS: Record<OrderStatusName, readonly OrderStatusName[]> = {
  PENDING_PAYMENT: ['AWAITING_CERTIFICATION', 'PAID', 'EXPIRED', 'CANCELLED'],
  PAYMENT_REFUSED: ['AWAITING_CERTIFICATION', 'PAID', 'EXPIRED', 'CANCELLED'],
  AWAITING_CERTIFICATION: ['PAID', 'PAYMENT_REFUSED', 'PENDING_PAYMENT', 'CANCELLED'],
  EXPIRED: ['PAID'],
  PAID: [],
  CANCELLED: [],
}

interface Attempt {
  status: PaymentAttemptStatus
  /** Less than ten minutes old. */
  isRecent: boolean
  notified: Set<Outcome>
  /** The bank's transaction that was last notified, if the bank identifies it. */
  lastTransaction: string | null
}

export const QUANTITY = 2

/** Test oracle: predicts an order's state in memory from the status table and the rules for notifications. */
export class PaymentSequenceModel {
  status: OrderStatusName = 'PENDING_PAYMENT'
  readonly attempts: Attempt[] = []
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

  /** Whether the buyer can start another payment; abandons recent attempts to do so. */
  #startPayment(abandons: boolean): boolean {
    const recent = this.attempts.filter(
      ({ status, isRecent }) => isRecent && ['OPEN', 'PENDING'].includes(status),
    )
    if (!this.#isPayable || (recent.length > 0 && !abandons)) return false
    for (const attempt of recent) attempt.status = 'CANCELLED'
    return true
  }

  payByBank(abandons: boolean): void {
    if (this.#startPayment(abandons))
      this.attempts.push({ status: 'OPEN', isRecent: true, notified: new Set(), lastTransaction: null })
  }

  payByCard(abandons: boolean): void {
    if (this.#startPayment(abandons)) this.status = 'AWAITING_CERTIFICATION'
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
    for (const attempt of this.attempts) attempt.isRecent = false
  }

  bankDelayPasses(): void {
    this.tenMinutesPass()
    for (const attempt of this.attempts) if (attempt.status === 'OPEN') attempt.status = 'EXPIRED'
  }

  orderDelayPasses(): void {
    if (!this.#isPayable || this.attempts.some(({ status }) => ['OPEN', 'PENDING'].includes(status))) return
    this.status = 'EXPIRED'
    this.available += QUANTITY
  }

  notify(attempt: Attempt, outcome: Outcome): void {
    const { skipsPending, omitsAttempt } = protocols[this.#protocol]
    if (attempt.notified.has(outcome) || (outcome === 'pending' && skipsPending)) return
    attempt.notified.add(outcome)
    if (outcome === 'paid') return this.#applyPayment(attempt)
    const transaction = omitsAttempt || outcome !== 'refused' ? 'only' : 'refused'
    if (!this.#changesStatus(attempt, outcome, transaction)) return
    attempt.status = ({ refused: 'REFUSED', cancelled: 'CANCELLED', pending: 'PENDING' } as const)[outcome]
    // Monetico identifies only accepted transactions.
    attempt.lastTransaction = this.#protocol === 'monetico' ? null : transaction
  }

  #changesStatus(attempt: Attempt, outcome: Exclude<Outcome, 'paid'>, transaction: string): boolean {
    const allowedFrom = {
      pending: ['OPEN', 'REFUSED', 'CANCELLED', 'EXPIRED'],
      refused: ['OPEN', 'PENDING', 'CANCELLED', 'EXPIRED'],
      cancelled: ['OPEN', 'PENDING'],
    }[outcome]
    if (!allowedFrom.includes(attempt.status)) return false
    if (attempt.lastTransaction === null) return true
    const isSameTransaction = attempt.lastTransaction === transaction
    return outcome === 'pending' ? !isSameTransaction : attempt.status !== 'PENDING' || isSameTransaction
  }

  /** The money pays the order if the order can take it; otherwise it becomes an unmatched payment. */
  #applyPayment(attempt: Attempt): void {
    const mustReserveStock = this.status === 'EXPIRED'
    const reason =
      this.status === 'PAID'
        ? 'ALREADY_PAID'
        : this.status === 'CANCELLED'
          ? 'ORDER_CANCELLED'
          : mustReserveStock && this.available < QUANTITY
            ? 'OUT_OF_STOCK'
            : null
    attempt.status = reason ? 'RESCUE' : 'PAID'
    if (reason) return void this.unmatchedPayments.push(reason)
    if (mustReserveStock) this.available -= QUANTITY
    this.status = 'PAID'
    this.confirmations += 1
  }
}
