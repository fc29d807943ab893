import type { Api } from '../../../app/context.ts'
import { decryptWithAny, encryptWithFirst, type Keys } from '../../../platform/crypto/keys.ts'
import type { DecryptedGatewayAccount } from '../bank-protocol.ts'
import type { GatewayAccount } from './gateway-account.entity.ts'

/** What encrypted credentials are bound to. */
export const boundToAccount = (shopId: string, protocol: string): Buffer =>
  Buffer.from(JSON.stringify(['bank', shopId, protocol]))

/** Encrypts a shop's bank credentials (AES-256-GCM), bound to this shop and protocol. */
export const encryptCredentials = (
  bankKeys: Keys,
  shopId: string,
  protocol: string,
  credentials: Record<string, string>,
): Buffer => encryptWithFirst(bankKeys, JSON.stringify(credentials), boundToAccount(shopId, protocol))

/** @throws if none of the keys encrypted them, or the credentials were encrypted for another shop or protocol */
export const decryptCredentials = (
  bankKeys: Keys,
  shopId: string,
  protocol: string,
  sealed: Buffer,
): Record<string, string> =>
  JSON.parse(decryptWithAny(bankKeys, sealed, boundToAccount(shopId, protocol))) as Record<string, string>

type EncryptedAccount = Pick<
  GatewayAccount,
  'shopId' | 'protocol' | 'environment' | 'paymentUrl' | 'identity' | 'sealedCredentials'
>

/** The account with its credentials, for one call. @throws if they cannot be decrypted with this BANK_KEY */
export const decryptGatewayAccount = (app: Api, account: EncryptedAccount): DecryptedGatewayAccount =>
  withCredentials(
    account,
    decryptCredentials(app.env.bankKeys, account.shopId, account.protocol, account.sealedCredentials),
  )

/** The account with credentials that are already decrypted. */
export const withCredentials = (
  account: EncryptedAccount,
  credentials: Record<string, string>,
): DecryptedGatewayAccount => ({
  protocol: account.protocol,
  environment: account.environment,
  paymentUrl: account.paymentUrl,
  identity: account.identity,
  credentials,
})

/** The stored fields of an account; empty if they were encrypted with another BANK_KEY and must be entered again. */
export function decryptStoredFields(app: Api, account: GatewayAccount): Record<string, string> {
  try {
    const { shopId, protocol, sealedCredentials } = account
    return decryptCredentials(app.env.bankKeys, shopId, protocol, sealedCredentials)
  } catch (error) {
    app.log.error(
      { err: error, shop: account.shopId, bank: account.protocol },
      'Gateway account credentials could not be decrypted',
    )
    return {}
  }
}
