import { randomInt } from 'node:crypto'

/** Consonants alone, so that no mark is a word. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ'

/** Four letters by which a person matches a fragment's mail and its kept digits; unlike the order's earlier ones. */
export function newMatchCode(taken: readonly string[]): string {
  const mark = Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return taken.includes(mark) ? newMatchCode(taken) : mark
}
