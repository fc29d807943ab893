/** A pseudo-random generator with a seed, so that a run can be repeated. */
export interface Random {
  seed: number
  /** A whole number from 0 to `count` - 1. */
  below(count: number): number
  pick<T>(list: readonly T[]): T
  digits(count: number): string
  /** An independent generator derived from the same seed. */
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
      if (list.length === 0) throw new Error('The list to pick from is empty')
      return list[below(list.length)] as T
    },
    digits: (count) => Array.from({ length: count }, () => below(10)).join(''),
    fork: (name) => randomFrom(Array.from(name).reduce(mix, seed)),
  }
}

const mix = (hash: number, character: string): number =>
  Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0

/** The seed from the environment variable SEED, else a new one. Print it so that the run can be repeated. */
export function seedOfRun(): number {
  const given = Number(process.env['SEED'] ?? Number.NaN)
  return Number.isInteger(given) ? given >>> 0 : Math.floor(Math.random() * 2 ** 32)
}
