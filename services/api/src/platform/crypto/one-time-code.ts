import { createHmac } from 'node:crypto'
import { isEqualText } from './sign.ts'

const STEP_SECONDS = 30
const DIGITS = 6

/** The code of one step (RFC 4226): SHA-1, six digits, as every authenticator application counts. */
export function codeAtStep(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 15
  const value = (mac.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 10 ** DIGITS
  return String(value).padStart(DIGITS, '0')
}

/**
 * The step (RFC 6238, 30 s) whose code this is, one step early or late allowed for clocks; null for none.
 * The caller keeps the step: a code is good once.
 */
export function findStepOfCode(secret: Buffer, code: string, now: Date): number | null {
  const current = Math.floor(now.getTime() / 1000 / STEP_SECONDS)
  const given = code.replace(/\s/g, '')
  return (
    [current, current - 1, current + 1].find((step) => isEqualText(codeAtStep(secret, step), given)) ?? null
  )
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648 base32 without padding, as authenticators take a secret. */
export function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[parseInt(five.padEnd(5, '0'), 2)]).join('')
}
