import { validate as isUuid } from 'uuid'
import type { BuyerContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { defineCartChange, type ChangedCart } from './change-cart.ts'
import { CART_LIMITS } from './stored-cart.ts'

/** Sets the quantity of a variant in the visitor's cart; 0 removes the line, even when the variant is no longer sold. */
export async function setCartLine(
  ctx: BuyerContext,
  { variantId, quantity, withLines }: { variantId: string; quantity: number; withLines: boolean },
): Promise<ChangedCart> {
  if (quantity < 0 || quantity > CART_LIMITS.quantity) reject('INVALID_QUANTITY', 'quantity')
  const catalog = await ctx.app.catalogs.of(ctx.shop)
  const variant = catalog.variants.get(variantId) ?? null
  if (quantity > 0) {
    if (!variant) return reject('VARIANT_NOT_FOUND', 'variantId')
    return setQuantity(ctx, { line: { variantId, quantity, variant }, withLines })
  }

  // The cart's hash also has fields that are not lines ('version', 'next', 'total'); their names are not UUIDs.
  if (!variant && !isUuid(variantId)) reject('VARIANT_NOT_FOUND', 'variantId')
  const changed = await removeLine(ctx, { line: { variantId, quantity, variant }, withLines })
  const wasAbsent = changed.problem === 'VARIANT_NOT_FOUND' && variant !== null
  return wasAbsent ? { ...changed, problem: null } : changed
}

const setQuantity = defineCartChange(`return respond(put_line(quantity))`)
const removeLine = defineCartChange(`return respond(remove_line())`)
