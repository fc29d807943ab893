import { randomInt } from 'node:crypto'

/** No look-alikes (0 O, 1 I L, 2 Z, 5 S, 8 B, U V), no vowels to make words of. */
const LETTERS = '34679CDFGHJKMNPQRTVWXY'
const LENGTH = 8

/** A code that is read out on the phone: random, so that codes tell nobody how many orders there are. */
export const newOrderCode = (): string =>
  Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
