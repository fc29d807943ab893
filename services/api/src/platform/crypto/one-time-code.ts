import { Secret, TOTP } from 'otpauth'

const STEP_SECONDS = 30

/** Time-based one-time passwords (RFC 6238) as every authenticator application supports them: SHA-1, 6 digits, 30 s. */
const totpOf = (secret: Buffer): TOTP =>
  new TOTP({ secret: secretOf(secret), algorithm: 'SHA1', digits: 6, period: STEP_SECONDS })

// Copied, because a small Buffer is a view of a larger ArrayBuffer.
const secretOf = (bytes: Buffer): Secret => new Secret({ buffer: Uint8Array.from(bytes).buffer })

/** The code of a time step: its number of 30-second periods since 1970. */
export const codeAtStep = (secret: Buffer, step: number): string =>
  totpOf(secret).generate({ timestamp: step * STEP_SECONDS * 1000 })

/**
 * The time step that a code belongs to: the current one, the previous or the next, to allow for clock drift. Null for
 * a wrong code. Spaces are ignored. To prevent replay, the caller must store the step and refuse it from then on.
 */
export function findStepOfCode(secret: Buffer, code: string, now: Date): number | null {
  const token = code.replace(/\s/g, '')
  // The library throws if the six characters are encoded in more than six bytes.
  if (!/^\d{6}$/.test(token)) return null
  const timestamp = now.getTime()
  const delta = totpOf(secret).validate({ token, timestamp, window: 1 })
  return delta === null ? null : TOTP.counter({ period: STEP_SECONDS, timestamp }) + delta
}

/** RFC 4648 base32 without padding: the form in which an authenticator application takes a secret. */
export const toBase32 = (secret: Buffer): string => secretOf(secret).base32
