import { randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Client } from 'pg'
import { v7 } from 'uuid'
import {
  decryptCredentials,
  encryptCredentials,
} from '../src/payment/gateway/accounts/gateway-credentials.ts'
import type { Keys } from '../src/platform/crypto/keys.ts'
import type { BankProtocolName } from '../src/payment/gateway/bank-protocol.ts'
import { protocolOf } from '../src/payment/gateway/protocols/protocols.ts'
import { inShop } from './in-shop.ts'
import type { DemoEnv } from './seed-env.ts'

/** A gateway account of a demo shop at a bank of the sandbox, in test mode. */
export interface DemoBank {
  protocol: BankProtocolName
  name: string
  /** The public part of the credentials; the keys are generated at the first run. */
  identifiers: Record<string, string>
}

const randomText = (bytes: number): string => randomBytes(bytes).toString('base64url')
const randomHex = (bytes: number): string => randomBytes(bytes).toString('hex').toUpperCase()

/** For each protocol: the path of the sandbox's payment page in test mode, and keys in the format of the bank. */
const SANDBOX: Record<BankProtocolName, { path: string; makeKeys(): Record<string, string> }> = {
  lyra: {
    path: '/lyra/vads-payment/',
    makeKeys: () => ({ testKey: randomText(12), productionKey: randomText(12) }),
  },
  paybox: {
    path: '/paybox/preprod/cgi/MYchoix_pagepaiement.cgi',
    makeKeys: () => ({ hmacKey: randomHex(64) }),
  },
  monetico: { path: '/monetico/test/paiement.cgi', makeKeys: () => ({ key: randomHex(20) }) },
  sips: { path: '/sips/simu/paymentInit', makeKeys: () => ({ secretKey: randomText(32) }) },
}

export const makeBankKeys = (protocol: BankProtocolName): Record<string, string> =>
  SANDBOX[protocol].makeKeys()

/**
 * Creates the gateway account unless it exists. An unchanged account is updated to the current URL of the sandbox, which may
 * differ between starts; one that its merchant has changed stays as it is.
 */
export async function upsertDemoBank(
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
  const encrypted = encryptCredentials(env.bankKeys, shop.id, protocol, credentials)
  const { path } = SANDBOX[protocol]
  const id = await inShop(client, shop.id, async () => {
    const found = await client.query<StoredAccount>(
      'select id, environment, payment_url, sealed_credentials from gateway_account where shop_id = $1 and protocol = $2',
      [shop.id, protocol],
    )
    const [stored] = found.rows
    const id = stored?.id ?? v7()
    if (!stored)
      await client.query(
        `insert into gateway_account (id, shop_id, protocol, name, environment, payment_url, identity, sealed_credentials, position)
         values ($1, $2, $3, $4, 'TEST', $5, $6, $7, $8)`,
        [id, shop.id, protocol, name, env.bankUrl + path, identity, encrypted, position],
      )
    else if (isUnchanged(stored, path, decryptWith(env.bankKeys, shop.id, protocol, stored), credentials))
      await client.query(
        'update gateway_account set payment_url = $2, identity = $3, sealed_credentials = $4 where id = $1',
        [id, env.bankUrl + path, identity, encrypted],
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

interface StoredAccount {
  id: string
  environment: string
  payment_url: string
  sealed_credentials: Buffer
}

function isUnchanged(
  stored: StoredAccount,
  path: string,
  decrypted: Record<string, string> | null,
  credentials: Record<string, string>,
): boolean {
  // The encryption key was lost, so the account is unusable and may be replaced.
  if (!decrypted) return true
  return (
    stored.environment === 'TEST' &&
    stored.payment_url.endsWith(path) &&
    isDeepStrictEqual(decrypted, credentials)
  )
}

function decryptWith(
  bankKeys: Keys,
  shopId: string,
  protocol: BankProtocolName,
  stored: StoredAccount,
): Record<string, string> | null {
  try {
    return decryptCredentials(bankKeys, shopId, protocol, stored.sealed_credentials)
  } catch {
    return null
  }
}
