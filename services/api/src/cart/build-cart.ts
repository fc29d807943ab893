import type { Catalog } from '../catalog/catalog.ts'
import type { BuyerContext } from '../app/context.ts'
import { hmacOf } from '../platform/crypto/sign.ts'
import { MAX_AMOUNT } from '@triclic/money'
import { money } from '../kernel/money.type.ts'
import type { Cart, CartLine } from './cart.type.ts'
import type { StoredCart } from './stored-cart.ts'

/** The cart at today's prices. A line whose variant is no longer sold is left out, here and from an order. */
export function buildCart(ctx: BuyerContext, catalog: Catalog, kept: StoredCart | null): Cart {
  const { currency } = ctx.shop
  const id = cartId(ctx)
  const lines: CartLine[] = []
  let totalQuantity = 0
  let subtotal = 0
  for (const { variantId, quantity } of kept?.lines ?? []) {
    const variant = catalog.variants.get(variantId)
    if (!variant) continue
    const total = variant.price.amount * quantity
    totalQuantity += quantity
    subtotal += total
    lines.push({
      id: `${id}.${variantId}`,
      variant,
      quantity,
      unitPrice: variant.price,
      total: money(hold(total), currency),
    })
  }
  return { id, lines, totalQuantity, subtotal: money(hold(subtotal), currency) }
}

/** Prices that rose since may lift a cart over what an amount can hold; such a cart can't be ordered. */
const hold = (amount: number): number => Math.min(amount, MAX_AMOUNT)

/** Always the same for a visitor, and no way back from it to the visitor’s. */
const cartId = ({ app, shop, visitor }: BuyerContext): string =>
  hmacOf(app.env.visitorKey, 'cart', shop.id, visitor.key).slice(0, 22)
