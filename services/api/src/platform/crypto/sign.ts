import { createHmac, timingSafeEqual, createHash } from 'node:crypto'

/** HMAC-SHA-256 over parts that can't run into one another, base64url. */
export const hmacOf = (key: Buffer, ...parts: string[]): string =>
  createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url')

/** Equality in constant time for texts of any length. */
export function isEqualText(a: string, b: string): boolean {
  const left = createHash('sha256').update(a).digest()
  const right = createHash('sha256').update(b).digest()
  return timingSafeEqual(left, right)
}

export const sha256 = (text: string | Buffer): Buffer => createHash('sha256').update(text).digest()
