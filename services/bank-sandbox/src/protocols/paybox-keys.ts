import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/** Paybox signs for all merchants with one RSA-1024 key. */
const generateKey = () => generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey

let bankKey: KeyObject | undefined
let wrongKey: KeyObject | undefined

/** The bank's signing key; generated on first use unless `persistPayboxKey` loaded it. */
export const payboxKey = (): KeyObject => (bankKey ??= generateKey())

/** A key that is not the bank's, for forged signatures. */
export const forgedPayboxKey = (): KeyObject => (wrongKey ??= generateKey())

/** The public key with which merchants verify notifications, in PEM. */
export const payboxPublicKey = (): string =>
  createPublicKey(payboxKey()).export({ type: 'spki', format: 'pem' }).toString()

/** Loads the bank's signing key from a file, or creates the file, so that the key survives a restart. */
export function persistPayboxKey(file: string): void {
  if (existsSync(file)) bankKey = createPrivateKey(readFileSync(file))
  else writeFileSync(file, payboxKey().export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
}
