import type { BuyerContext, MerchantRequest } from '../app/context.ts'

/**
 * Counts one request or root field of a client: by its address, or by shop and address if a shop's server passes the address on.
 * @throws RATE_LIMITED beyond the limit
 */
export async function countClient(context: BuyerContext | MerchantRequest): Promise<void> {
  const { app, address } = context
  if ('isShopServer' in context && context.isShopServer)
    await app.limiter.countAddress('shopAndAddress', address, context.shop.id)
  else await app.limiter.countAddress('address', address)
}
