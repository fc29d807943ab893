import type { Api } from '../../context.ts'
import type { Shop } from '../../shop/shops.ts'
import type { BankProtocolName } from './bank.ts'

/** Where this bank calls for this shop: its server with a notification, its buyer's browser on the way back. */
export const bankAddress = (
  app: Api,
  shop: Shop,
  protocol: BankProtocolName,
  way: 'notify' | 'return',
): string => `${app.env.apiUrl}/bank/${protocol}/${way}/${shop.slug}`
