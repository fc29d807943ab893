import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { BankProtocolName } from '../src/payment/gateway/bank-protocol.ts'
import { newShopKey } from '../src/shop/new-shop-key.ts'
import { makeBankKeys } from './demo-banks.ts'

/** Generated keys of the demo shops by slug, and passwords of their members by email address. */
export interface DemoSecrets {
  /** `banks`: the keys of each gateway account by protocol. */
  shops: Record<string, { key: string; secret: string; banks: Record<string, Record<string, string>> }>
  passwords: Record<string, string>
}

const randomText = (bytes: number): string => randomBytes(bytes).toString('base64url')

/** Reads the secrets of an earlier run, generates missing ones and saves all of them in the file (mode 0600). */
export function loadOrCreateSecrets(
  file: string,
  shops: { slug: string; protocols: BankProtocolName[] }[],
  emails: string[],
): DemoSecrets {
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemoSecrets) : null
  const all: DemoSecrets = { shops: { ...known?.shops }, passwords: { ...known?.passwords } }
  for (const { slug, protocols } of shops) {
    const { key, secret, banks } = all.shops[slug] ?? { ...newShopKey(), banks: {} }
    const keys = protocols.map((protocol) => [protocol, banks?.[protocol] ?? makeBankKeys(protocol)])
    all.shops[slug] = { key, secret, banks: Object.fromEntries(keys) as typeof banks }
  }
  for (const email of emails) all.passwords[email] ??= randomText(9)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 })
  return all
}
