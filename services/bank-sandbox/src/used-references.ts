const keptReferences = 20_000

/** References already seen, kept for the scope in which they must not come twice; oldest dropped. */
export class UsedReferences {
  #seen = new Set<string>()

  /** False when the reference was used before. */
  use(...parts: string[]): boolean {
    const key = JSON.stringify(parts)
    if (this.#seen.has(key)) return false
    this.#seen.add(key)
    const oldest = this.#seen.values().next().value
    if (this.#seen.size > keptReferences && oldest) this.#seen.delete(oldest)
    return true
  }
}
