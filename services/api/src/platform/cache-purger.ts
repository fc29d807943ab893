import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from './log.ts'

/** Where caches are told what to forget. */
export interface PurgeHook {
  url: string
  /** Sign the calls, the newest first. */
  secrets: readonly string[]
}

const TIMEOUT_MS = 5000
/** At least between two calls: changes meanwhile are sent together. */
const PAUSE_MS = 100
/** An answer that was computed before a change may reach the cache after the purge: each purge is repeated after this time. */
const REPEAT_MS = 3000
const MAX_BACKOFF_MS = 30_000
const MAX_TAGS_PER_CALL = 1000
/** More tags than this wait only after a long failure: then everything is purged. */
const MAX_WAITING = 20_000

/**
 * Calls the operator's hook with the tags of answers that are out of date: `{"everything": false, "tags": ["shop-…"]}`, with the tags also in a
 * `surrogate-key` header, signed in `x-triclic-signature: t=<epoch seconds>,v1=<HMAC-SHA-256 of "<t>.<body>" in hexadecimal>`, with a `v1` for each secret. A call that fails
 * is repeated, with what changed meanwhile, until it is answered with a status below 300.
 */
export class CachePurger {
  readonly #hook: PurgeHook
  readonly #log: Logger
  readonly #stopping = new AbortController()
  readonly #repeats = new Set<NodeJS.Timeout>()
  #waiting = new Set<string>()
  #everything = false
  #running: Promise<void> | null = null

  constructor(hook: PurgeHook, log: Logger) {
    this.#hook = hook
    this.#log = log
  }

  /** Purges the answers with any of these tags, now and once more a moment later. */
  purge(tags: readonly string[]): void {
    if (tags.length === 0) return
    this.#enqueue(tags)
    this.#repeatLater(() => this.#enqueue(tags))
  }

  /** Purges all answers: nobody knows what changed. */
  purgeEverything(): void {
    this.#enqueueEverything()
    this.#repeatLater(() => this.#enqueueEverything())
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    for (const timer of this.#repeats) clearTimeout(timer)
    await this.#running
  }

  #repeatLater(repeat: () => void): void {
    const timer = setTimeout(() => {
      this.#repeats.delete(timer)
      repeat()
    }, REPEAT_MS)
    this.#repeats.add(timer)
  }

  #enqueue(tags: readonly string[]): void {
    for (const tag of tags) this.#waiting.add(tag)
    if (this.#waiting.size > MAX_WAITING) return this.#enqueueEverything()
    this.#start()
  }

  #enqueueEverything(): void {
    this.#everything = true
    this.#waiting.clear()
    this.#start()
  }

  #start(): void {
    this.#running ??= this.#run().finally(() => {
      this.#running = null
      // What was added while the last run ended.
      if (this.#hasWork()) this.#start()
    })
  }

  #hasWork(): boolean {
    return !this.#stopping.signal.aborted && (this.#everything || this.#waiting.size > 0)
  }

  async #run(): Promise<void> {
    let failures = 0
    while (this.#hasWork()) {
      const everything = this.#everything
      const tags = [...this.#waiting].slice(0, MAX_TAGS_PER_CALL)
      this.#everything = false
      for (const tag of tags) this.#waiting.delete(tag)
      try {
        await this.#call(everything, tags)
        if (failures > 0) this.#log.info('The purge hook answers again')
        failures = 0
      } catch (error) {
        if (this.#stopping.signal.aborted) return
        if (everything) this.#everything = true
        for (const tag of tags) this.#waiting.add(tag)
        if (failures === 0) this.#log.warn({ err: error }, 'The purge hook failed; will retry')
        failures++
      }
      const delay = failures === 0 ? PAUSE_MS : Math.min(MAX_BACKOFF_MS, 250 * 2 ** failures)
      await pause(delay, undefined, { signal: this.#stopping.signal }).catch(() => undefined)
    }
  }

  async #call(everything: boolean, tags: string[]): Promise<void> {
    const body = JSON.stringify({ everything, tags })
    const time = Math.floor(Date.now() / 1000)
    const signatures = this.#hook.secrets.map(
      (secret) => `v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`,
    )
    const response = await fetch(this.#hook.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-triclic-signature': [`t=${time}`, ...signatures].join(','),
      },
      body,
      redirect: 'error',
      signal: AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    })
    await response.body?.cancel()
    if (!response.ok) throw new Error(`The purge hook answered with status ${response.status}`)
  }
}
