import { randomUUID } from 'node:crypto'
import type { Account } from './account.ts'
import type { NewPayment, Payment } from './payment.ts'

const MAX_PAYMENTS = 1000

/** The most recent payments, in memory only. */
export class Payments {
  #payments = new Map<string, Payment>()

  create(requested: NewPayment, now: Date): Payment {
    const payment: Payment = {
      ...requested,
      id: randomUUID(),
      openedAt: now,
      status: 'open',
      brand: 'CB',
      tries: 0,
      transactions: {},
      deliveries: [],
      misbehaviour: undefined,
      returnedAt: undefined,
    }
    this.#payments.set(payment.id, payment)
    const oldest = this.#payments.keys().next().value
    if (this.#payments.size > MAX_PAYMENTS && oldest) this.#payments.delete(oldest)
    return payment
  }

  find(id: string): Payment | undefined {
    return this.#payments.get(id)
  }

  /** Newest first. */
  list(): Payment[] {
    return [...this.#payments.values()].reverse()
  }

  isPaid({ shop, protocol }: Account, reference: string): boolean {
    return this.list().some(
      (payment) =>
        payment.status === 'paid' &&
        payment.reference === reference &&
        payment.account.shop === shop &&
        payment.protocol === protocol,
    )
  }

  /** The newest payment of another shop with the same protocol. */
  findOther(payment: Payment): Payment | undefined {
    return this.list().find(
      (other) => other.protocol === payment.protocol && other.account.shop !== payment.account.shop,
    )
  }
}
