import { Accounts } from './accounts.ts'
import { MisbehaviourRules } from './misbehaviour-rules.ts'
import { Payments } from './payments.ts'
import type { FieldError } from './protocols/protocol.ts'

const MAX_REJECTIONS = 200
const MAX_REFERENCES = 20_000

/** A payment request that the bank rejected. */
export interface Rejection extends FieldError {
  /** ISO 8601, UTC. */
  at: string
  protocol: string
}

export interface BankOptions {
  accounts?: readonly unknown[]
  /** Delays in seconds before each retry of an unacknowledged notification; a real bank waits 15 minutes. */
  retrySeconds?: readonly number[]
  /** Time in seconds that a shop has to respond. */
  answerSeconds?: number
  now?: () => Date
}

/** The state of the bank, in memory only. */
export class Bank {
  readonly accounts = new Accounts()
  readonly payments = new Payments()
  readonly misbehaviourRules = new MisbehaviourRules()
  readonly references = new UsedReferences()
  /** Newest first. */
  readonly rejections: Rejection[] = []
  readonly retrySeconds: readonly number[]
  readonly answerSeconds: number
  readonly now: () => Date
  #timers = new Set<NodeJS.Timeout>()

  constructor(options: BankOptions = {}) {
    this.retrySeconds = options.retrySeconds ?? [2, 5, 10, 20]
    this.answerSeconds = options.answerSeconds ?? 10
    this.now = options.now ?? (() => new Date())
    for (const account of options.accounts ?? []) this.accounts.add(account)
  }

  recordRejection(rejection: Rejection): void {
    this.rejections.unshift(rejection)
    this.rejections.length = Math.min(this.rejections.length, MAX_REJECTIONS)
  }

  /** Runs `task` after `seconds`, unless the bank is closed before. */
  schedule(seconds: number, task: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      task()
    }, seconds * 1000)
    this.#timers.add(timer)
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }
}

/** References that must not be used twice; forgets the oldest beyond a limit. */
class UsedReferences {
  #used = new Set<string>()

  /** Marks a combination of parts as used; returns false if it was used before. */
  use(...parts: string[]): boolean {
    const key = JSON.stringify(parts)
    if (this.#used.has(key)) return false
    this.#used.add(key)
    const oldest = this.#used.values().next().value
    if (this.#used.size > MAX_REFERENCES && oldest) this.#used.delete(oldest)
    return true
  }
}
