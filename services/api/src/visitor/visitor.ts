import { randomBytes } from 'node:crypto'
import { isEqualText, hmacOf } from '../platform/crypto/sign.ts'

/** A visitor: 128 random bits. `id` is the secret that travels, `key` what the server keeps carts and orders under. */
export interface Visitor {
  id: string
  key: string
  expiresAt: Date
}

/** How long a visitor id is good, in days; a fresh one is given when less than half of it is left. */
const LIFE_DAYS = 180
const DAY_MS = 86_400_000

const today = (now: Date): number => Math.floor(now.getTime() / DAY_MS)

function sign(visitorKey: Buffer, shopId: string, key: string, lastDay: number): Visitor {
  const signature = hmacOf(visitorKey, 'visitor', shopId, key, String(lastDay))
  return {
    id: `${key}.${lastDay.toString(36)}.${signature}`,
    key,
    expiresAt: new Date((lastDay + 1) * DAY_MS),
  }
}

/** A visitor nobody has met. */
export const newVisitor = (visitorKey: Buffer, shopId: string, now: Date): Visitor =>
  sign(visitorKey, shopId, randomBytes(16).toString('base64url'), today(now) + LIFE_DAYS)

/** The visitor of an id that this platform signed for this shop, its life extended; a fresh one for anything else. */
export function readVisitor(visitorKey: Buffer, shopId: string, id: string | undefined, now: Date): Visitor {
  const [, key, day] = /^([\w-]{22})\.([0-9a-z]{1,8})\.[\w-]{43}$/.exec(id ?? '') ?? []
  if (!id || !key || !day) return newVisitor(visitorKey, shopId, now)
  const known = sign(visitorKey, shopId, key, parseInt(day, 36))
  if (!isEqualText(known.id, id) || known.expiresAt <= now) return newVisitor(visitorKey, shopId, now)
  const halfLife = today(now) + LIFE_DAYS / 2
  return parseInt(day, 36) < halfLife ? sign(visitorKey, shopId, key, today(now) + LIFE_DAYS) : known
}
