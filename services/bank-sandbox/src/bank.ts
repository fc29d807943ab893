import { Accounts } from './accounts.ts'
import { Misbehaviours } from './misbehaviours.ts'
import { Payments } from './payments.ts'
import type { Refusal } from './protocols/protocol.ts'
import { UsedReferences } from './used-references.ts'

/** A request this bank would not take. */
export interface Rejection extends Refusal {
  at: string
  protocol: string
}

export interface BankOptions {
  accounts?: readonly unknown[]
  /** Waits before each retry of a notification that was not acknowledged; a real bank takes a quarter of an hour. */
  retrySeconds?: readonly number[]
  /** How long a shop may take to answer. */
  answerSeconds?: number
  now?: () => Date
}

/** Everything this bank remembers, in memory alone. */
export class Bank {
  readonly accounts = new Accounts()
  readonly payments = new Payments()
  readonly misbehaviours = new Misbehaviours()
  readonly references = new UsedReferences()
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

  reject(rejection: Rejection): void {
    this.rejections.unshift(rejection)
    this.rejections.length = Math.min(this.rejections.length, 200)
  }

  /** Runs `task` after `seconds`, unless the bank has closed by then. */
  later(seconds: number, task: () => void): void {
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
