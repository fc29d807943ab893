import { MAX_AMOUNT } from '@triclic/money'
import type { Catalog } from '../catalog/catalog.ts'
import type { BuyerContext } from '../app/context.ts'
import { hmacOf } from '../platform/crypto/sign.ts'
import { money } from '../kernel/money.type.ts'
import type { Cart, CartLine } from './cart.type.ts'
import type { StoredCart } from './stored-cart.ts'

/** Builds the cart at current prices. Lines whose variant is no longer sold are left out, as they are from an order. */
export function buildCart(ctx: BuyerContext, catalog: Catalog, stored: StoredCart | null): Cart {
  const { currency } = ctx.shop
  const id = cartId(ctx)
  const lines: CartLine[] = []
  let totalQuantity = 0
  let subtotal = 0
  for (const { variantId, quantity } of stored?.lines ?? []) {
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
      total: money(capAmount(total), currency),
    })
  }
  return { id, lines, totalQuantity, subtotal: money(capAmount(subtotal), currency) }
}

/** Price increases can push a cart above the largest amount; placeOrder then rejects it with CART_TOO_LARGE. */
const capAmount = (amount: number): number => Math.min(amount, MAX_AMOUNT)

/** The same for all carts of a visitor in a shop; the visitor id can’t be derived from it. */
const cartId = ({ app, shop, visitor }: BuyerContext): string =>
  hmacOf(app.env.visitorKey, 'cart', shop.id, visitor.key).slice(0, 22)
