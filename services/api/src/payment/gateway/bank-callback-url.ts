import type { Api } from '../../app/context.ts'
import type { Shop } from '../../shop/shop-cache.ts'
import type { BankProtocolName } from './bank-protocol.ts'

/** Where this bank calls for this shop: its server with a notification, its buyer's browser on the way back. */
export const bankCallbackUrl = (
  app: Api,
  shop: Shop,
  protocol: BankProtocolName,
  way: 'notify' | 'return',
): string => `${app.env.apiUrl}/bank/${protocol}/${way}/${shop.slug}`
