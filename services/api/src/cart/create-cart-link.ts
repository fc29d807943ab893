import type { BuyerContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { CART_LINK_SECONDS, sealCartLink } from './cart-link.ts'
import { readCart } from './read-cart.ts'

export interface CartLink {
  token: string
  expiresAt: Date
}

/**
 * A token with which another visitor can take over the lines of this visitor's cart, as they are when it is opened.
 * @throws OperationError CART_EMPTY; SERVICE_UNAVAILABLE
 */
export async function createCartLink(ctx: BuyerContext): Promise<CartLink> {
  const catalog = await ctx.app.catalogs.of(ctx.shop)
  const cart = await readCart(ctx)
  if (!cart?.lines.some(({ variantId }) => catalog.variants.has(variantId))) return reject('CART_EMPTY')
  const seconds = Math.floor(Date.now() / 1000) + CART_LINK_SECONDS
  const expiresAt = new Date(seconds * 1000)
  const token = sealCartLink(ctx.app.env.visitorKeys, ctx.shop.id, { visitor: ctx.visitor.key, expiresAt })
  return { token, expiresAt }
}
