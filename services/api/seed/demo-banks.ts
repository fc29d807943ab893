import { randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Client } from 'pg'
import { v7 } from 'uuid'
import {
  decryptCredentials,
  encryptCredentials,
} from '../src/payment/gateway/accounts/gateway-credentials.ts'
import type { BankProtocolName } from '../src/payment/gateway/bank-protocol.ts'
import { protocolOf } from '../src/payment/gateway/protocols/protocols.ts'
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

/**
 * A contract as the platform keeps it: made where it is missing. What stands there as it was made follows the sandbox,
 * which may be elsewhere at each start; what its merchant has changed is left alone.
 */
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
  const sealed = encryptCredentials(env.bankKey, shop.id, protocol, credentials)
  const { path } = SANDBOX[protocol]
  const id = await inShop(client, shop.id, async () => {
    const found = await client.query<KeptBank>(
      'select id, environment, payment_url, sealed_credentials from gateway_account where shop_id = $1 and protocol = $2',
      [shop.id, protocol],
    )
    const [kept] = found.rows
    const id = kept?.id ?? v7()
    if (!kept)
      await client.query(
        `insert into gateway_account (id, shop_id, protocol, name, environment, payment_url, identity, sealed_credentials, position)
         values ($1, $2, $3, $4, 'TEST', $5, $6, $7, $8)`,
        [id, shop.id, protocol, name, env.bankUrl + path, identity, sealed, position],
      )
    else if (isAsMade(kept, path, decryptWith(env.bankKey, shop.id, protocol, kept), credentials))
      await client.query(
        'update gateway_account set payment_url = $2, identity = $3, sealed_credentials = $4 where id = $1',
        [id, env.bankUrl + path, identity, sealed],
      )
    return id
  })
  return {
    id,
    protocol,
    notifyUrl: `${env.apiUrl}/bank/${protocol}/notify/${shop.slug}`,
    credentials: { ...credentials, mode: 'TEST' },
  }
}

interface KeptBank {
  id: string
  environment: string
  payment_url: string
  sealed_credentials: Buffer
}

function isAsMade(
  kept: KeptBank,
  path: string,
  opened: Record<string, string> | null,
  credentials: Record<string, string>,
): boolean {
  // Sealed with a key that is lost: nobody can use it, so it is made anew.
  if (!opened) return true
  return (
    kept.environment === 'TEST' && kept.payment_url.endsWith(path) && isDeepStrictEqual(opened, credentials)
  )
}

function decryptWith(
  bankKey: Buffer,
  shopId: string,
  protocol: BankProtocolName,
  kept: KeptBank,
): Record<string, string> | null {
  try {
    return decryptCredentials(bankKey, shopId, protocol, kept.sealed_credentials)
  } catch {
    return null
  }
}
