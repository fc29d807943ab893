import { readCart } from '../cart/read-cart.ts'
import type { BuyerContext } from '../app/context.ts'
import { orderTotals, type OrderTotals } from './order-totals.ts'
import { shippingMethods } from '../shipping/shipping-methods.ts'

/**
 * The totals of the cart in minor units, before an order is placed; without a shipping method, excluding shipping. Null for
 * an empty cart, a method that is not available for the country, or a total above the largest amount.
 */
export async function quote(
  ctx: BuyerContext,
  { countryCode, shippingMethodId }: { countryCode: string; shippingMethodId?: string | null },
): Promise<OrderTotals | null> {
  const [catalog, cart, methods] = await Promise.all([
    ctx.app.catalogs.of(ctx.shop),
    readCart(ctx),
    shippingMethods(ctx, { countryCode }),
  ])
  const method = shippingMethodId ? methods.find(({ id }) => id === shippingMethodId) : null
  if (method === undefined) return null
  const lines = (cart?.lines ?? []).flatMap(({ variantId, quantity }) => {
    const variant = catalog.variants.get(variantId)
    return variant
      ? [{ amount: variant.price.amount * quantity, taxBasisPoints: variant.taxBasisPoints }]
      : []
  })
  if (lines.length === 0) return null
  return orderTotals(lines, method && { amount: method.price, taxBasisPoints: method.taxBasisPoints })
}
