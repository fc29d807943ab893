import { v7 } from 'uuid'
import type { InTransaction, MerchantContext } from '../../../app/context.ts'
import { PreviousGatewaySettings } from './previous-gateway-settings.entity.ts'
import type { GatewayAccount } from './gateway-account.entity.ts'

/** Saves the account's current settings before they change, to authenticate payments already started. */
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

/** Stops accepting all previous settings at once, for a key that may have leaked. */
export const deletePreviousSettings = (
  tx: InTransaction<MerchantContext>,
  account: GatewayAccount,
): Promise<number> =>
  tx.em.nativeDelete(PreviousGatewaySettings, { shopId: tx.shop.id, gatewayAccountId: account.id })
