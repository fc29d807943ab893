import { randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** By which secret scanners recognise a token: `tmk_` (Triclic merchant key), then 43 letters and digits that are random, then 6 of a checksum. */
const PREFIX = 'tmk_'
const TOKEN = /^tmk_[0-9A-Za-z]{49}$/
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** The digits of 256 and of 32 bits in base 62. */
const RANDOM_DIGITS = 43
const CHECKSUM_DIGITS = 6

/** 256 random bits, without a character that ends a word, so that a double click selects all of it. */
export function newApiKeyToken(): string {
  const random = toBase62(BigInt(`0x${randomBytes(32).toString('hex')}`), RANDOM_DIGITS)
  return PREFIX + random + checksumOf(random)
}

/** Whether a credential claims to be an API key. */
export const isApiKeyToken = (token: string): boolean => token.startsWith(PREFIX)

/** Whether it has the form and the checksum of a token: one that was mistyped or cut off is recognised without the database. */
export const isWellFormed = (token: string): boolean => {
  const random = token.slice(PREFIX.length, -CHECKSUM_DIGITS)
  return TOKEN.test(token) && token.endsWith(checksumOf(random))
}

const checksumOf = (random: string): string => toBase62(BigInt(crc32(random)), CHECKSUM_DIGITS)

function toBase62(value: bigint, length: number): string {
  let text = ''
  for (let rest = value; text.length < length; rest /= 62n) text = DIGITS.charAt(Number(rest % 62n)) + text
  return text
}
