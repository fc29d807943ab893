import {
  type Misbehaviour,
  type MisbehaviourRule,
  misbehaviourSchema,
  normalBehaviour,
} from './misbehaviour.ts'
import type { Payment } from './payment.ts'

const MAX_RULES = 100

/** Misbehaviours for future payments; the newest rule that matches a payment applies. */
export class MisbehaviourRules {
  #rules: MisbehaviourRule[] = []

  add(rule: MisbehaviourRule): void {
    this.#rules = [rule, ...this.#rules].slice(0, MAX_RULES)
  }

  /** Returns the misbehaviour for a payment and removes its rule if it was to apply for the last time. */
  take(payment: Payment): Misbehaviour {
    const rule = this.#rules.find(
      ({ shop, protocol }) =>
        (shop ?? payment.account.shop) === payment.account.shop &&
        (protocol ?? payment.protocol) === payment.protocol,
    )
    if (!rule) return normalBehaviour
    if (rule.times) rule.times -= 1
    if (rule.times === 0) this.#rules = this.#rules.filter((other) => other !== rule)
    return misbehaviourSchema.strip().parse(rule)
  }

  list(): readonly MisbehaviourRule[] {
    return this.#rules
  }

  clear(): void {
    this.#rules = []
  }
}
