import type { Api, ShopContext } from '../app/context.ts'

interface Client {
  app: Pick<Api, 'limiter'>
  address: string
  shop?: Pick<ShopContext['shop'], 'id'> | undefined
  /** Whether the server of `shop` passes the address on. */
  isShopServer?: boolean
}

/**
 * Counts one request, or root field, of a client: by its address, or by shop and address if a shop's server passes the address on.
 * @throws RATE_LIMITED beyond the limit
 */
export const countClient = ({ app, address, shop, isShopServer = false }: Client): Promise<void> =>
  shop && isShopServer
    ? app.limiter.countAddress('shopAndAddress', address, shop.id)
    : app.limiter.countAddress('address', address)
