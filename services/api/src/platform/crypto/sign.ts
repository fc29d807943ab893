import { createHmac, hash, timingSafeEqual } from 'node:crypto'

/** HMAC-SHA-256 in base64url. The parts are delimited, so that ('ab', 'c') and ('a', 'bc') differ. */
export const hmacOf = (key: Buffer, ...parts: string[]): string =>
  createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url')

/** Compares two texts of any length in constant time. */
export function isEqualText(a: string, b: string): boolean {
  return timingSafeEqual(sha256(a), sha256(b))
}

export const sha256 = (text: string | Buffer): Buffer => hash('sha256', text, 'buffer')
