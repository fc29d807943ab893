/** Counts the quotes that are loading. An order that is sent meanwhile is sent again afterwards, if its total stays the same. */
export class PendingQuotes {
  #count = $state(0)
  #totalAtSubmit: number | null = null
  readonly #total: () => number | null

  /** @param total that the page shows, in minor units */
  constructor(total: () => number | null) {
    this.#total = total
  }

  get isLoading(): boolean {
    return this.#count > 0
  }

  /** To be called when the order is sent while a quote loads. */
  postponeOrder(): void {
    this.#totalAtSubmit = this.#total()
  }

  async load(quote: () => Promise<void>, sendOrder: () => void): Promise<void> {
    this.#count += 1
    await quote()
    this.#count -= 1
    if (this.#count > 0 || this.#totalAtSubmit === null) return
    const isSame = this.#totalAtSubmit === this.#total()
    this.#totalAtSubmit = null
    if (isSame) sendOrder()
  }
}
