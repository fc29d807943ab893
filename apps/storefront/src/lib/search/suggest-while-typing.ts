import { stillMatches, type SuggestedItem } from './suggested-items.ts'

/** Letters from which on the API suggests anything. */
const FEWEST_LETTERS = 2
const PAUSE_MS = 150

interface Options {
  /** Asks for the suggestions of a text. */
  read: (text: string, signal: AbortSignal) => Promise<SuggestedItem[]>
  /** `isComplete` is false while the answer is awaited: only what fits what is typed now is then left. */
  show: (items: SuggestedItem[], isComplete: boolean) => void
  reportError: (error: unknown) => void
}

/** Follows what is typed: asks after a short pause, ends requests whose answer is no longer wanted, and never shows the answer to another text. */
export class SuggestWhileTyping {
  readonly #options: Options
  readonly #answers = new Map<string, SuggestedItem[]>()
  #items: SuggestedItem[] = []
  #awaited: AbortController | null = null

  constructor(options: Options) {
    this.#options = options
  }

  type(typed: string): void {
    this.stop()
    const text = typed.trim()
    if (text.length < FEWEST_LETTERS) return this.#show([], true)
    const known = this.#answers.get(text)
    if (known) return this.#show(known, true)
    this.#show(
      this.#items.filter((item) => stillMatches(item, text)),
      false,
    )
    const controller = new AbortController()
    this.#awaited = controller
    const timer = setTimeout(() => void this.#ask(text, controller.signal), PAUSE_MS)
    controller.signal.addEventListener('abort', () => clearTimeout(timer))
  }

  /** Cancels the pending request: its answer will not be shown. */
  stop(): void {
    this.#awaited?.abort()
    this.#awaited = null
  }

  async #ask(text: string, signal: AbortSignal): Promise<void> {
    try {
      const items = await this.#options.read(text, signal)
      if (signal.aborted) return
      this.#answers.set(text, items)
      this.#show(items, true)
    } catch (error) {
      if (signal.aborted) return
      this.#show([], true)
      this.#options.reportError(error)
    }
  }

  #show(items: SuggestedItem[], isComplete: boolean): void {
    this.#items = items
    this.#options.show(items, isComplete)
  }
}
