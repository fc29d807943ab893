import type { MerchantRequest } from '../../app/context.ts'
import { findNextSetupStep } from '../../shop/setup/load-shop-readiness.ts'
import { countOpenUnmatchedPayments } from '../unmatched/count-open-unmatched-payments.ts'
import { findCardMailWarning } from './find-card-mail-warning.ts'
import type { ShopAlerts } from './shop-alerts.type.ts'

/** The alerts that the member may see in the shop of the request; null without a shop in which the member works. */
export async function loadShopAlerts({
  app,
  membership,
  readTransaction,
}: MerchantRequest): Promise<ShopAlerts | null> {
  if (!membership) return null
  const { shop, permissions } = membership
  const maySetUp = permissions.has('settings.manage') && shop.status !== 'CLOSED'
  return {
    openUnmatchedPaymentCount: permissions.has('unmatched_payment.read')
      ? await countOpenUnmatchedPayments({ app, shop, readTransaction })
      : null,
    cardMailWarning: permissions.has('card_mail.manage') ? await findCardMailWarning(shop) : null,
    nextSetupStep: maySetUp ? await findNextSetupStep({ app, shop, readTransaction }) : null,
    secondFactorOff: permissions.has('settings.manage') && !shop.secondFactorRequired,
  }
}
