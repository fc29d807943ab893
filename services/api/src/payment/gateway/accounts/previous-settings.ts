import { v7 } from 'uuid'
import type { InTransaction, MerchantContext } from '../../../app/context.ts'
import { PreviousGatewaySettings } from './previous-gateway-settings.entity.ts'
import type { GatewayAccount } from './gateway-account.entity.ts'

/** Puts what an account is now with what it was before; called ahead of a change. */
export function keepPreviousSettings(
  tx: InTransaction<MerchantContext>,
  account: GatewayAccount,
  at: Date,
): void {
  const { shopId, environment, paymentUrl, identity, sealedCredentials } = account
  tx.em.create(PreviousGatewaySettings, {
    id: v7(),
    shopId,
    gatewayAccountId: account.id,
    environment,
    paymentUrl,
    identity,
    sealedCredentials,
    replacedAt: at,
  })
}

/** For a key that others may have: from now on nothing is believed by what the account was before. */
export const deletePreviousSettings = (
  tx: InTransaction<MerchantContext>,
  account: GatewayAccount,
): Promise<number> =>
  tx.em.nativeDelete(PreviousGatewaySettings, { shopId: tx.shop.id, gatewayAccountId: account.id })
