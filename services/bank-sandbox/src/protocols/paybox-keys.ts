import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/** Paybox signs with one RSA-1024 key for all its merchants. */
const generate = () => generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey

let bankKey: KeyObject | undefined
let strangersKey: KeyObject | undefined

export const payboxKey = (): KeyObject => (bankKey ??= generate())

/** A key of the same kind that is nobody's. */
export const forgersKey = (): KeyObject => (strangersKey ??= generate())

/** What a merchant is given to check notifications with, PEM. */
export const payboxPublicKey = (): string =>
  createPublicKey(payboxKey()).export({ type: 'spki', format: 'pem' }).toString()

/** Keeps the bank's key in a file, so that it is the same after a restart. */
export function keepPayboxKey(file: string): void {
  if (existsSync(file)) bankKey = createPrivateKey(readFileSync(file))
  else writeFileSync(file, payboxKey().export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
}
