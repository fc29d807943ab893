import type { BuyerContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { defineCartChange, type ChangedCart } from './change-cart.ts'
import { CART_LIMITS } from './stored-cart.ts'

/** Adds `quantity` of a variant to the visitor's cart. */
export async function addToCart(
  ctx: BuyerContext,
  { variantId, quantity, withLines }: { variantId: string; quantity: number; withLines: boolean },
): Promise<ChangedCart> {
  if (quantity < 1 || quantity > CART_LIMITS.quantity) reject('INVALID_QUANTITY', 'quantity')
  const catalog = await ctx.app.catalogs.of(ctx.shop)
  const variant = catalog.variants.get(variantId) ?? reject('VARIANT_NOT_FOUND', 'variantId')
  return addQuantity(ctx, { line: { variantId, quantity, variant }, withLines })
}

const addQuantity = defineCartChange(`return respond(put_line(line_quantity() + quantity))`)
