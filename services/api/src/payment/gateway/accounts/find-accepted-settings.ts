import type { Api } from '../../../app/context.ts'
import { inShop } from '../../../platform/db/orm.ts'
import type { Shop } from '../../../shop/shop.ts'
import { PreviousGatewaySettings } from './previous-gateway-settings.entity.ts'
import { GatewayAccount } from './gateway-account.entity.ts'
import type { BankProtocolName, DecryptedGatewayAccount } from '../bank-protocol.ts'
import { decryptGatewayAccount } from './gateway-credentials.ts'

/**
 * How long previous settings are accepted after a change, because buyers may be at the bank and the bank may retry. The
 * database view due_previous_gateway_settings names the same time.
 */
const PREVIOUS_SETTINGS_HOURS = 24

/** Settings that may authenticate a notification. */
export interface AcceptedSettings {
  account: DecryptedGatewayAccount
  /** Null for the current settings. Previous settings count only for payments started by this time. */
  validUntil: Date | null
}

/** The account's current settings, then those replaced in the last day, newest first. */
export async function findAcceptedSettings(
  app: Api,
  shop: Shop,
  protocol: BankProtocolName,
): Promise<AcceptedSettings[]> {
  return inShop(app.orm, shop.id, async (em) => {
    const account = await em.findOne(GatewayAccount, { shopId: shop.id, protocol })
    if (!account) return []
    const replaced = await em.find(
      PreviousGatewaySettings,
      {
        shopId: shop.id,
        gatewayAccountId: account.id,
        replacedAt: { $gt: new Date(Date.now() - PREVIOUS_SETTINGS_HOURS * 3_600_000) },
      },
      { orderBy: { replacedAt: 'desc' } },
    )
    const current = account.archivedAt
      ? []
      : [{ account: decryptGatewayAccount(app, account), validUntil: null }]
    const previous = replaced.map(({ environment, paymentUrl, identity, sealedCredentials, replacedAt }) => ({
      account: decryptGatewayAccount(app, {
        shopId: shop.id,
        protocol,
        environment,
        paymentUrl,
        identity,
        sealedCredentials,
      }),
      validUntil: replacedAt,
    }))
    return [...current, ...previous]
  })
}
