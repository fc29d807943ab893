import { randomBytes } from 'node:crypto'
import type { Client } from 'pg'
import { v7 } from 'uuid'
import { sealCredentials } from '../src/payment/bank/account/bank-credentials.ts'
import type { BankProtocolName } from '../src/payment/bank/bank.ts'
import { protocolOf } from '../src/payment/bank/protocols/protocols.ts'
import { inShop } from './in-shop.ts'
import type { DemoEnv } from './seed-env.ts'

/** A contract of a demo shop with a bank of the sandbox, in test. */
export interface DemoBank {
  protocol: BankProtocolName
  name: string
  /** What a contract says openly; its keys are made up at the first run. */
  identifiers: Record<string, string>
}

const letters = (bytes: number): string => randomBytes(bytes).toString('base64url')
const hex = (bytes: number): string => randomBytes(bytes).toString('hex').toUpperCase()

/** Of each protocol: the sandbox's page for tests, and keys as its bank would make them. */
const SANDBOX: Record<BankProtocolName, { path: string; makeKeys(): Record<string, string> }> = {
  lyra: {
    path: '/lyra/vads-payment/',
    makeKeys: () => ({ testKey: letters(12), productionKey: letters(12) }),
  },
  paybox: {
    path: '/paybox/preprod/cgi/MYchoix_pagepaiement.cgi',
    makeKeys: () => ({ hmacKey: hex(64) }),
  },
  monetico: { path: '/monetico/test/paiement.cgi', makeKeys: () => ({ key: hex(20) }) },
  sips: { path: '/sips/simu/paymentInit', makeKeys: () => ({ secretKey: letters(32) }) },
}

export const makeBankKeys = (protocol: BankProtocolName): Record<string, string> =>
  SANDBOX[protocol].makeKeys()

/** A contract as the platform keeps it, made or set anew, since the sandbox may stand elsewhere at each start. */
export async function setDemoBank(
  client: Client,
  env: DemoEnv,
  shop: { id: string; slug: string },
  { protocol, name, identifiers }: DemoBank,
  position: number,
  keys: Record<string, string>,
) {
  const bankKeys: Record<string, string> = protocol === 'paybox' ? { publicKey: env.payboxPublicKey } : {}
  const credentials = { ...identifiers, ...keys, ...bankKeys }
  const identity = protocolOf(protocol)?.settings.identityOf(credentials) ?? ''
  const sealed = sealCredentials(env.bankKey, shop.id, protocol, credentials)
  const { rows } = await inShop(client, shop.id, () =>
    client.query<{ id: string }>(
      `insert into bank_account (id, shop_id, protocol, name, environment, payment_url, identity, sealed_credentials, position)
       values ($1, $2, $3, $4, 'TEST', $5, $6, $7, $8)
       on conflict (shop_id, protocol) do update
         set payment_url = excluded.payment_url, identity = excluded.identity, sealed_credentials = excluded.sealed_credentials
       returning id`,
      [v7(), shop.id, protocol, name, env.bankUrl + SANDBOX[protocol].path, identity, sealed, position],
    ),
  )
  return {
    id: rows[0]?.id ?? '',
    protocol,
    notifyUrl: `${env.apiUrl}/bank/${protocol}/notify/${shop.slug}`,
    credentials: { ...credentials, mode: 'TEST' },
  }
}
