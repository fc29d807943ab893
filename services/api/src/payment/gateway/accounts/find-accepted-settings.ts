import type { Api } from '../../../app/context.ts'
import { inShop } from '../../../platform/db/orm.ts'
import type { Shop } from '../../../shop/shop-cache.ts'
import { BankAccountEarlier } from './previous-gateway-settings.entity.ts'
import { BankAccount } from './gateway-account.entity.ts'
import type { BankProtocolName, OpenBankAccount } from '../bank-protocol.ts'
import { openBankAccount } from './decrypt-gateway-account.ts'

/** How long what an account was before a change is still believed: a buyer may be at the bank, and the bank may retry. */
export const EARLIER_HOURS = 24

/** Settings by which a notification may be authentic. */
export interface BelievedSettings {
  account: OpenBankAccount
  /** Null for those of now; else they are believed for what was opened by this moment, and for nothing newer. */
  until: Date | null
}

/** The account as it is now, then as it was before changes of the last day, newest first. */
export async function findBelievedSettings(
  app: Api,
  shop: Shop,
  protocol: BankProtocolName,
): Promise<BelievedSettings[]> {
  return inShop(app.orm, shop.id, async (em) => {
    const account = await em.findOne(BankAccount, { shopId: shop.id, protocol })
    if (!account) return []
    const earlier = await em.find(
      BankAccountEarlier,
      {
        shopId: shop.id,
        bankAccountId: account.id,
        replacedAt: { $gt: new Date(Date.now() - EARLIER_HOURS * 3_600_000) },
      },
      { orderBy: { replacedAt: 'desc' } },
    )
    const now = account.archivedAt ? [] : [{ account: openBankAccount(app, account), until: null }]
    const before = earlier.map(({ environment, paymentUrl, identity, sealedCredentials, replacedAt }) => ({
      account: openBankAccount(app, {
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
