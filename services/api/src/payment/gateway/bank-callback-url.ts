import type { Api } from '../../app/context.ts'
import type { Shop } from '../../shop/shop.ts'
import type { BankProtocolName } from './bank-protocol.ts'

/** URL that the bank calls for this shop: `notify` from its server, `return` from the buyer's browser. */
export const bankCallbackUrl = (
  app: Api,
  shop: Shop,
  protocol: BankProtocolName,
  callback: 'notify' | 'return',
): string => `${app.env.apiUrl}/bank/${protocol}/${callback}/${shop.slug}`
