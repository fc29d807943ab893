import { foldText } from './fold-text.ts'

/** An option of the shop's products, such as “Size”: whatever its case and accents, one option. */
export interface KnownOption {
  readonly name: string
  /** By normalized value. */
  readonly values: ReadonlyMap<string, KnownValue>
}

export interface KnownValue {
  /** Less than `OptionDictionary.size`. Free for another value once no variant has this one. */
  readonly id: number
  readonly value: string
}

/** The form in which option names and values are compared. */
export const foldOption = (text: string): string => foldText(text.trim())

/** The different ways in which variants write a text, each with the number of its uses. */
class Writings {
  readonly #uses = new Map<string, number>()

  add(text: string, uses: number): void {
    const sum = (this.#uses.get(text) ?? 0) + uses
    if (sum > 0) this.#uses.set(text, sum)
    else this.#uses.delete(text)
  }

  get isUnused(): boolean {
    return this.#uses.size === 0
  }

  /** The most frequent one; of equally frequent ones always the same, so that all API processes show it. */
  get mostUsed(): string {
    let [best, most] = ['', 0]
    for (const [text, uses] of this.#uses)
      if (uses > most || (uses === most && text < best)) [best, most] = [text, uses]
    return best
  }
}

class Value implements KnownValue {
  readonly writings = new Writings()
  readonly id: number
  constructor(id: number) {
    this.id = id
  }
  get value(): string {
    return this.writings.mostUsed
  }
}

class Option implements KnownOption {
  readonly writings = new Writings()
  readonly values = new Map<string, Value>()
  get name(): string {
    return this.writings.mostUsed
  }
}

/** The options and values of a shop's variants, with a number for each value. */
export class OptionDictionary {
  readonly #options = new Map<string, Option>()
  readonly #freeIds: number[] = []
  #size = 0

  /** All ids are less. */
  get size(): number {
    return this.#size
  }

  get options(): Iterable<KnownOption> {
    return this.#options.values()
  }

  find(name: string): KnownOption | undefined {
    return this.#options.get(foldOption(name))
  }

  /** The id of a value that one more variant has. */
  add(name: string, value: string): number {
    const optionKey = foldOption(name)
    const option = this.#options.get(optionKey) ?? new Option()
    this.#options.set(optionKey, option)
    option.writings.add(name.trim(), 1)
    const valueKey = foldOption(value)
    const known = option.values.get(valueKey) ?? new Value(this.#freeIds.pop() ?? this.#size++)
    option.values.set(valueKey, known)
    known.writings.add(value.trim(), 1)
    return known.id
  }

  /** One variant less has the value. */
  remove(name: string, value: string): void {
    const option = this.#options.get(foldOption(name))
    const known = option?.values.get(foldOption(value))
    if (!option || !known) return
    option.writings.add(name.trim(), -1)
    known.writings.add(value.trim(), -1)
    if (option.writings.isUnused) this.#options.delete(foldOption(name))
    if (!known.writings.isUnused) return
    option.values.delete(foldOption(value))
    this.#freeIds.push(known.id)
  }
}
