import { MAX_AMOUNT } from '@triclic/money'
import type { BuyerContext } from '../app/context.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { OperationError, reject } from '../kernel/errors.ts'
import { openCartLink } from './cart-link.ts'
import { defineCartChange, type ChangedCart, type OpenedLine } from './change-cart.ts'
import { readLinesOf } from './read-cart.ts'
import { CART_LIMITS, type StoredLine } from './stored-cart.ts'

/** What becomes of the lines that the visitor's own cart has. */
export enum OpenCartMode {
  MERGE = 'MERGE',
  REPLACE = 'REPLACE',
}

/**
 * Copies the lines of the cart that a link leads to into the visitor's own cart, as far as they are sold. Nothing else of it: neither its discount
 * code nor which discounts its buyer has used up. With MERGE, of a variant in both carts the larger quantity stays, so that opening a link twice
 * adds nothing. Quantities are not limited by the stock: notices tell what is missing, as in the other cart.
 * @throws OperationError CART_LINK_NOT_VALID, CART_EMPTY, CART_TOO_LARGE; RATE_LIMITED, SERVICE_UNAVAILABLE
 */
export async function openCart(
  ctx: BuyerContext,
  { token, mode, withLines }: { token: string; mode: OpenCartMode; withLines: boolean },
): Promise<ChangedCart> {
  const visitor =
    openCartLink(ctx.app.env.visitorKeys, ctx.shop.id, token, new Date()) ??
    reject('CART_LINK_NOT_VALID', 'token')
  const catalog = await ctx.app.catalogs.of(ctx.shop)
  const opened = openedLines(catalog, await readLinesOf(ctx, visitor))
  if (opened.length === 0) throw new OperationError({ code: 'CART_EMPTY', field: ['token'], message: EMPTY })
  if (mode === OpenCartMode.MERGE || visitor === ctx.visitor.key)
    return mergeLines(ctx, { opened, withLines })
  const amount = opened.reduce((sum, { price, quantity }) => sum + price * quantity, 0)
  if (amount > MAX_AMOUNT) return reject('CART_TOO_LARGE', 'token')
  return replaceLines(ctx, { opened, withLines })
}

const EMPTY = {
  en: 'The cart that this link leads to is empty. It was ordered or cleared meanwhile.',
  fr: 'Le panier de ce lien est vide. Il a été commandé ou vidé entre-temps.',
}

const openedLines = ({ variants }: Catalog, stored: StoredLine[]): OpenedLine[] =>
  stored.flatMap(({ variantId, quantity, knownPrice, names }) => {
    const variant = variants.get(variantId)
    if (!variant) return []
    const price = variant.price.amount
    return [
      {
        variantId,
        quantity: Math.min(quantity, CART_LIMITS.quantity),
        price,
        knownPrice: knownPrice ?? price,
        names: names ?? { productName: variant.product.name, variantName: variant.name },
      },
    ]
  })

const mergeLines = defineCartChange('return respond(open_lines())')

// The code and what the visitor's own discounts are stay.
const replaceLines = defineCartChange(`
local own_code, own_withheld = unpack(redis.call('HMGET', cart, 'code', 'withheld'))
redis.call('DEL', cart)
if own_code then redis.call('HSET', cart, 'code', own_code) end
if own_withheld then redis.call('HSET', cart, 'withheld', own_withheld) end
return respond(open_lines())
`)
