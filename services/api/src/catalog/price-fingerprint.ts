interface PricedVariant {
  id: string
  price: { amount: number }
}

/**
 * A short text that is equal for equal sets of variants and prices, in every process: what was computed from one set is valid
 * as long as it stays the same. Not a secret, and not safe against a collision that somebody looks for. A sum over the
 * variants, so that one can be added or subtracted when it changes.
 */
export class PriceFingerprint {
  #low = 0
  #high = 0

  add(variant: PricedVariant): this {
    const [low, high] = hash(`${variant.id}${variant.price.amount}`)
    this.#low = (this.#low + low) | 0
    this.#high = (this.#high + high) | 0
    return this
  }

  subtract(variant: PricedVariant): this {
    const [low, high] = hash(`${variant.id}${variant.price.amount}`)
    this.#low = (this.#low - low) | 0
    this.#high = (this.#high - high) | 0
    return this
  }

  toString(): string {
    return `${(this.#low >>> 0).toString(36)}.${(this.#high >>> 0).toString(36)}`
  }
}

/** Two FNV-1a hashes of 32 bits with different offsets, each mixed once more so that sums of them stay distinct. */
function hash(text: string): [low: number, high: number] {
  let low = 0x811c9dc5
  let high = 0x9747b28c
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ code, 0x85ebca6b)
  }
  return [mix(low), mix(high)]
}

const mix = (value: number): number => {
  const mixed = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d)
  return mixed ^ (mixed >>> 13)
}
