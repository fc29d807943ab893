import type { Shop } from './shop-cache.ts'

/** The frontend's page that opens an order from a mail's link; the first origin's /order unless told. Null without an origin. */
export const orderPageUrl = (shop: Pick<Shop, 'orderPageUrl' | 'origins'>): string | null =>
  shop.orderPageUrl ?? (shop.origins[0] ? `${shop.origins[0]}/order` : null)
