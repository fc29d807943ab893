/** Numbers that look random and are the same for the same seed, so that a run can be repeated from what it printed. */
export interface Random {
  seed: number
  /** A whole number from 0 to `count` - 1. */
  below(count: number): number
  pick<T>(list: readonly T[]): T
  digits(count: number): string
  /** Another row of numbers from the same seed: what takes from one does not shift the other. */
  fork(name: string): Random
}

/** @param seed 32 bits. The algorithm is mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (count: number) => Math.floor(next() * count)
  return {
    seed,
    below,
    pick<T>(list: readonly T[]): T {
      if (list.length === 0) throw new Error('Nothing to pick from')
      return list[below(list.length)] as T
    },
    digits: (count) => Array.from({ length: count }, () => below(10)).join(''),
    fork: (name) => randomFrom(Array.from(name).reduce(mix, seed)),
  }
}

const mix = (hash: number, letter: string): number =>
  Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0

/** The seed that was asked for by SEED, else a new one; tell it, so that the run can be repeated. */
export function seedOfRun(): number {
  const asked = Number(process.env['SEED'] ?? Number.NaN)
  return Number.isInteger(asked) ? asked >>> 0 : Math.floor(Math.random() * 2 ** 32)
}
