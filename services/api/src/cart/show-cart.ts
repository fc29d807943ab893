import { MAX_AMOUNT } from '@triclic/money'
import type { BuyerContext } from '../app/context.ts'
import type { Catalog, CatalogVariant } from '../catalog/catalog.ts'
import { toDiscountAmounts } from '../tax/tax.type.ts'
import { discountCart, sumDiscounts } from '../discount/discount-cart.ts'
import type { UserErrorCode } from '../kernel/errors.ts'
import type { StorefrontUserError } from '../kernel/user-error.type.ts'
import { toUserErrors } from '../kernel/to-user-errors.ts'
import { money } from '../kernel/money.type.ts'
import { sha256 } from '../platform/crypto/sign.ts'
import type { Cart, CartLine, DiscountCode } from './cart.type.ts'
import type { CartNotice } from './cart-notice.type.ts'
import { storeTotals } from './store-totals.ts'
import { noticesOfLine, noticeOfWithdrawn } from './cart-notices.ts'
import type { CartExcerpt, CartTotals, StoredLine } from './stored-cart.ts'

/**
 * The cart at current prices, from what was read of it. Lines whose variant is no longer sold are left out, as they are from an
 * order, and are among the notices instead. Totals that a change of prices has outdated are stored anew in the background.
 */
export function showCart(ctx: BuyerContext, catalog: Catalog, read: CartExcerpt | null): Cart {
  const id = cartId(ctx)
  const lines = read?.lines ? currentLines(catalog, read.lines) : null
  const totals = lines ? sumOf(lines) : (read?.totals ?? { quantity: 0, amount: 0 })
  if (read && !read.totals) void storeTotals(ctx, read.version, totals, catalog.prices)
  const { currency } = ctx.shop
  const discounted = lines && catalog.discounts.length > 0 ? discountCart(catalog, lines, read) : null
  const taken = discounted?.lines.flatMap(({ discounts }) => discounts) ?? []
  const saved = taken.reduce((sum, { amount }) => sum + amount, 0)
  return {
    id,
    totalQuantity: totals.quantity,
    subtotal: money(capAmount(totals.amount - saved), currency),
    discounts: toDiscountAmounts(sumDiscounts(taken), currency),
    discountCode: read?.code
      ? showCode(ctx, read.code, discounted ? discounted.codeProblem : 'DISCOUNT_CODE_UNKNOWN')
      : null,
    get lines(): CartLine[] {
      if (read && !lines) throw new Error('The lines of the cart were not read.')
      return (lines ?? []).map(({ variant, quantity, knownPrice }, index) => {
        const listed = variant.price.amount * quantity
        const line = discounted?.lines[index]
        return {
          id: `${id}.${variant.id}`,
          variant,
          quantity,
          unitPrice: variant.price,
          discounts: toDiscountAmounts(line?.discounts ?? [], currency),
          total: money(capAmount(line?.total ?? listed), currency),
          notices: noticesOfLine(ctx, variant, { quantity, knownPrice }),
        }
      })
    },
    get notices(): CartNotice[] {
      if (read && !read.lines) throw new Error('The lines of the cart were not read.')
      const withdrawn = (read?.lines ?? []).filter(({ variantId }) => !catalog.variants.has(variantId))
      return withdrawn.map((line) => noticeOfWithdrawn(ctx, line))
    },
  }
}

function showCode(ctx: BuyerContext, code: string, problem: UserErrorCode | null): DiscountCode {
  const [shown = null] = problem ? toUserErrors<StorefrontUserError>([{ code: problem }], ctx.language) : []
  return { code, problem: shown }
}

type CurrentLine = Pick<StoredLine, 'quantity' | 'knownPrice'> & { variant: CatalogVariant }

const currentLines = (catalog: Catalog, stored: StoredLine[]): CurrentLine[] =>
  stored.flatMap(({ variantId, quantity, knownPrice }) => {
    const variant = catalog.variants.get(variantId)
    return variant ? [{ variant, quantity, knownPrice }] : []
  })

function sumOf(lines: CurrentLine[]): CartTotals {
  const totals = { quantity: 0, amount: 0 }
  for (const { variant, quantity } of lines) {
    totals.quantity += quantity
    totals.amount += variant.price.amount * quantity
  }
  return totals
}

/** Price increases can push a cart above the largest amount; placeOrder then rejects it with CART_TOO_LARGE. */
const capAmount = (amount: number): number => Math.min(amount, MAX_AMOUNT)

/**
 * The same for all carts of a visitor in a shop, whatever VISITOR_KEY is. The visitor's 128 random bits can’t be derived from their hash.
 */
const cartId = ({ shop, visitor }: BuyerContext): string =>
  sha256(JSON.stringify(['cart', shop.id, visitor.key]))
    .toString('base64url')
    .slice(0, 22)
