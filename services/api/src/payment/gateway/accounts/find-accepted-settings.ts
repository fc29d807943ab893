import type { Api } from '../../../app/context.ts'
import { inShop } from '../../../platform/db/orm.ts'
import type { Shop } from '../../../shop/shop-cache.ts'
import { PreviousGatewaySettings } from './previous-gateway-settings.entity.ts'
import { GatewayAccount } from './gateway-account.entity.ts'
import type { BankProtocolName, DecryptedGatewayAccount } from '../bank-protocol.ts'
import { decryptGatewayAccount } from './decrypt-gateway-account.ts'

/** How long what an account was before a change is still believed: a buyer may be at the bank, and the bank may retry. */
export const PREVIOUS_SETTINGS_HOURS = 24

/** Settings by which a notification may be authentic. */
export interface AcceptedSettings {
  account: DecryptedGatewayAccount
  /** Null for those of now; else they are believed for what was opened by this moment, and for nothing newer. */
  until: Date | null
}

/** The account as it is now, then as it was before changes of the last day, newest first. */
export async function findAcceptedSettings(
  app: Api,
  shop: Shop,
  protocol: BankProtocolName,
): Promise<AcceptedSettings[]> {
  return inShop(app.orm, shop.id, async (em) => {
    const account = await em.findOne(GatewayAccount, { shopId: shop.id, protocol })
    if (!account) return []
    const earlier = await em.find(
      PreviousGatewaySettings,
      {
        shopId: shop.id,
        gatewayAccountId: account.id,
        replacedAt: { $gt: new Date(Date.now() - PREVIOUS_SETTINGS_HOURS * 3_600_000) },
      },
      { orderBy: { replacedAt: 'desc' } },
    )
    const now = account.archivedAt ? [] : [{ account: decryptGatewayAccount(app, account), until: null }]
    const before = earlier.map(({ environment, paymentUrl, identity, sealedCredentials, replacedAt }) => ({
      account: decryptGatewayAccount(app, {
        shopId: shop.id,
        protocol,
        environment,
        paymentUrl,
        identity,
        sealedCredentials,
      }),
      until: replacedAt,
    }))
    return [...now, ...before]
  })
}
