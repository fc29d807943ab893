import { randomBytes } from 'node:crypto'

/** Thirty letters of 120 random bits. No digits: one in a thousand such hexadecimal texts reads as a card's number, and is struck out. */
export const randomLetters = (): string =>
  [...randomBytes(15).toString('hex')]
    .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
    .join('')
