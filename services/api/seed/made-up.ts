import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { BankProtocolName } from '../src/payment/gateway/bank-protocol.ts'
import { makeBankKeys } from './demo-banks.ts'

/** Keys and passwords of the demo, made up at the first run: a shop's by its slug, a member's by its e-mail. */
export interface MadeUp {
  /** `banks`: the keys at each, by protocol. */
  shops: Record<string, { key: string; secret: string; banks: Record<string, Record<string, string>> }>
  passwords: Record<string, string>
}

const letters = (bytes: number): string => randomBytes(bytes).toString('base64url')

/** Reads the file of an earlier run and adds what is missing in it (0600). */
export function loadOrCreateSecrets(
  file: string,
  shops: { slug: string; protocols: BankProtocolName[] }[],
  emails: string[],
): MadeUp {
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as MadeUp) : null
  const all: MadeUp = { shops: { ...known?.shops }, passwords: { ...known?.passwords } }
  for (const { slug, protocols } of shops) {
    const { key, secret, banks } = all.shops[slug] ?? { ...newShopKey(), banks: {} }
    const keys = protocols.map((protocol) => [protocol, banks?.[protocol] ?? makeBankKeys(protocol)])
    all.shops[slug] = { key, secret, banks: Object.fromEntries(keys) as typeof banks }
  }
  for (const email of emails) all.passwords[email] ??= letters(9)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 })
  return all
}

export const newShopKey = () => ({
  key: `pk_${randomBytes(16).toString('hex')}`,
  secret: `sk_${randomBytes(24).toString('hex')}`,
})
