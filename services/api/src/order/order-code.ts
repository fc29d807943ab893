import { randomInt } from 'node:crypto'

/** Without look-alikes (0 O, 1 I L, 2 Z, 5 S, 8 B, U V), and without vowels, so that no code spells a word. */
export const CODE_ALPHABET = '34679CDFGHJKMNPQRTVWXY'
const CODE_LENGTH = 8

/** A code that can be read out on the phone; random, so that it does not reveal the number of orders. */
export const newOrderCode = (): string =>
  Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('')
