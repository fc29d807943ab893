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
    return this.#change(variant, 1)
  }

  subtract(variant: PricedVariant): this {
    return this.#change(variant, -1)
  }

  #change({ id, price }: PricedVariant, sign: 1 | -1): this {
    const [low, high] = hash(`${id}${price.amount}`)
    this.#low = (this.#low + sign * low) | 0
    this.#high = (this.#high + sign * high) | 0
    return this
  }

  toString(): string {
    return `${(this.#low >>> 0).toString(36)}.${(this.#high >>> 0).toString(36)}`
  }
}

/** Two independent 32-bit multiplicative hashes (the first is FNV-1a), mixed again so that sums do not cancel out. */
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
