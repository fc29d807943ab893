import type { BuyerContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { changeCart, type ChangedCart } from './change-cart.ts'
import { CART_LIMITS } from './stored-cart.ts'

/** Puts so many more of a variant into the visitor's cart. */
export async function addToCart(
  ctx: BuyerContext,
  { variantId, quantity }: { variantId: string; quantity: number },
): Promise<ChangedCart> {
  if (quantity < 1 || quantity > CART_LIMITS.quantity) reject('INVALID_QUANTITY', 'quantity')
  const catalog = await ctx.app.catalogs.of(ctx.shop)
  const variant = catalog.variants.get(variantId) ?? reject('VARIANT_NOT_FOUND', 'variantId')
  return changeCart(ctx, { how: 'add', variantId, quantity, variant })
}
