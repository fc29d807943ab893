import { randomFillSync } from 'node:crypto'
import { findSigningKey, type Keys } from '../platform/crypto/keys.ts'
import { hmacOf } from '../platform/crypto/sign.ts'

/**
 * An anonymous visitor: 128 random bits. `id` is the signed secret the client sends; carts and orders are stored under `key`.
 */
export interface Visitor {
  id: string
  key: string
  expiresAt: Date
}

/** Lifetime of a visitor id in days; it is renewed when less than half is left. */
const LIFETIME_DAYS = 180
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

const KEY_BYTES = 16
/** Random bytes for the next visitors: each call of the generator costs as much as signing. */
const pool = Buffer.alloc(KEY_BYTES * 256)
let used = pool.length

function newKey(): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += KEY_BYTES
  return pool.toString('base64url', used - KEY_BYTES, used)
}

/** Creates a visitor. */
export const newVisitor = ([first]: Keys, shopId: string, now: Date): Visitor =>
  sign(first, shopId, newKey(), today(now) + LIFETIME_DAYS)

/**
 * The visitor of a valid id of this shop, renewed when due or when an earlier key signed it; a new visitor for a missing, forged or expired id.
 */
export function readVisitor(keys: Keys, shopId: string, id: string | undefined, now: Date): Visitor {
  const [, key, day] = /^([\w-]{22})\.([0-9a-z]{1,8})\.[\w-]{43}$/.exec(id ?? '') ?? []
  if (!id || !key || !day) return newVisitor(keys, shopId, now)
  const lastDay = parseInt(day, 36)
  const signingKey = findSigningKey(keys, id, (candidate) => sign(candidate, shopId, key, lastDay).id)
  const known = signingKey && sign(signingKey, shopId, key, lastDay)
  if (!known || known.expiresAt <= now) return newVisitor(keys, shopId, now)
  const isDue = lastDay < today(now) + LIFETIME_DAYS / 2 || signingKey !== keys[0]
  return isDue ? sign(keys[0], shopId, key, today(now) + LIFETIME_DAYS) : known
}
