import { validate as isUuid } from 'uuid'
import type { BuyerContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { changeCart, type ChangedCart } from './change-cart.ts'
import { CART_LIMITS } from './stored-cart.ts'

/** Sets how many of a variant are in the visitor's cart; 0 takes it out, even when it is no longer sold. */
export async function setCartLine(
  ctx: BuyerContext,
  { variantId, quantity }: { variantId: string; quantity: number },
): Promise<ChangedCart> {
  if (quantity < 0 || quantity > CART_LIMITS.quantity) reject('INVALID_QUANTITY', 'quantity')
  const catalog = await ctx.app.catalogs.of(ctx.shop)
  const variant = catalog.variants.get(variantId)
  // The cart's hash has fields that are no lines, and nobody's variant has their names.
  if (!variant && (quantity > 0 || !isUuid(variantId))) reject('VARIANT_NOT_FOUND', 'variantId')
  const changed = await changeCart(ctx, { how: 'set', variantId, quantity, ...(variant && { variant }) })
  // Taking out what is sold and not there is done already.
  return changed.problem === 'VARIANT_NOT_FOUND' && variant ? { ...changed, problem: null } : changed
}
