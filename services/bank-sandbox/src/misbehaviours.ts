import { type Misbehaviour, misbehaviourSchema, type Standing, wellBehaved } from './misbehaviour.ts'
import type { Payment } from './payment.ts'

/** Misbehaviours ordered ahead for payments still to come; the newest that fits a payment is taken. */
export class Misbehaviours {
  #standing: Standing[] = []

  order(standing: Standing): void {
    this.#standing = [standing, ...this.#standing].slice(0, 100)
  }

  take(payment: Payment): Misbehaviour {
    const standing = this.#standing.find(
      ({ shop, protocol }) =>
        (shop ?? payment.account.shop) === payment.account.shop &&
        (protocol ?? payment.protocol) === payment.protocol,
    )
    if (!standing) return wellBehaved
    if (standing.times) standing.times -= 1
    if (standing.times === 0) this.#standing = this.#standing.filter((other) => other !== standing)
    return misbehaviourSchema.strip().parse(standing)
  }

  list(): readonly Standing[] {
    return this.#standing
  }

  reset(): void {
    this.#standing = []
  }
}
