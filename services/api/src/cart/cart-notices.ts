import { formatMoney } from '@triclic/money'
import type { BuyerContext } from '../app/context.ts'
import type { CatalogVariant } from '../catalog/catalog.ts'
import { defineMessages } from '../kernel/messages.ts'
import { money } from '../kernel/money.type.ts'
import { ONLY_VARIANT } from '../kernel/only-variant.ts'
import { CartNoticeCode, type CartNotice } from './cart-notice.type.ts'
import type { LineNames, StoredLine } from './stored-cart.ts'

const text = defineMessages({
  PRICE_INCREASED: {
    en: 'The price of “{name}” has gone up from {before} to {now}.',
    fr: 'Le prix de «\u00a0{name}\u00a0» a augmenté\u00a0: il passe de {before} à {now}.',
  },
  PRICE_DECREASED: {
    en: 'The price of “{name}” has gone down from {before} to {now}.',
    fr: 'Le prix de «\u00a0{name}\u00a0» a baissé\u00a0: il passe de {before} à {now}.',
  },
  NOT_ENOUGH_STOCK: {
    en: 'Only {available} left of “{name}”. Reduce the quantity.',
    fr: 'Stock restant de «\u00a0{name}\u00a0»\u00a0: {available}. Réduisez la quantité.',
  },
  SOLD_OUT: {
    en: '“{name}” is sold out. Remove it from your cart.',
    fr: '«\u00a0{name}\u00a0» n’est plus en stock. Retirez cet article de votre panier.',
  },
  PRODUCT_WITHDRAWN: {
    en: '“{name}” is no longer sold and was removed from your cart.',
    fr: '«\u00a0{name}\u00a0» n’est plus en vente. L’article a été retiré de votre panier.',
  },
  UNNAMED_WITHDRAWN: {
    en: 'An item is no longer sold and was removed from your cart.',
    fr: 'Un article n’est plus en vente. Il a été retiré de votre panier.',
  },
})

/** What changed about a line that is still sold. Computed anew for each answer: reading a cart stores nothing. */
export function noticesOfLine(
  ctx: BuyerContext,
  variant: CatalogVariant,
  { quantity, knownPrice }: Pick<StoredLine, 'quantity' | 'knownPrice'>,
): CartNotice[] {
  const price = knownPrice === null ? null : noticeOfPrice(ctx, variant, knownPrice)
  const stock = noticeOfStock(ctx, variant, quantity)
  return [price, stock].filter((notice) => notice !== null)
}

function noticeOfPrice(ctx: BuyerContext, variant: CatalogVariant, knownPrice: number): CartNotice | null {
  const { amount } = variant.price
  if (amount === knownPrice) return null
  const code = amount > knownPrice ? CartNoticeCode.PRICE_INCREASED : CartNoticeCode.PRICE_DECREASED
  const previousUnitPrice = money(knownPrice, ctx.shop.currency)
  return {
    ...base(variant, code),
    id: priceNoticeId(variant.id, amount),
    message: text(code, ctx.language, {
      name: nameOf(namesOf(variant)),
      before: formatMoney(previousUnitPrice, ctx.language),
      now: formatMoney(variant.price, ctx.language),
    }),
    previousUnitPrice,
  }
}

function noticeOfStock(ctx: BuyerContext, variant: CatalogVariant, quantity: number): CartNotice | null {
  const available = Math.max(variant.availableQuantity, 0)
  if (quantity <= available) return null
  const code = available === 0 ? CartNoticeCode.SOLD_OUT : CartNoticeCode.NOT_ENOUGH_STOCK
  const name = nameOf(namesOf(variant))
  return {
    ...base(variant, code),
    message:
      code === CartNoticeCode.SOLD_OUT
        ? text(code, ctx.language, { name })
        : text(code, ctx.language, { name, available }),
    preventsOrder: true,
    availableQuantity: available,
  }
}

/** That a line is no longer in the cart, because its variant is not sold. */
export function noticeOfWithdrawn(ctx: BuyerContext, { variantId, names }: StoredLine): CartNotice {
  const code = CartNoticeCode.PRODUCT_WITHDRAWN
  return {
    id: withdrawnNoticeId(variantId),
    code,
    message: names
      ? text(code, ctx.language, { name: nameOf(names) })
      : text('UNNAMED_WITHDRAWN', ctx.language),
    preventsOrder: false,
    variantId,
    productName: names?.productName ?? null,
    variantName: names?.variantName ?? null,
    previousUnitPrice: null,
    unitPrice: null,
    availableQuantity: null,
  }
}

const base = (variant: CatalogVariant, code: CartNoticeCode): Omit<CartNotice, 'message'> => ({
  id: `${variant.id}.${code}`,
  code,
  preventsOrder: false,
  variantId: variant.id,
  ...namesOf(variant),
  previousUnitPrice: null,
  unitPrice: variant.price,
  availableQuantity: null,
})

const namesOf = ({ product, name }: CatalogVariant): LineNames => ({
  productName: product.name,
  variantName: name,
})

const nameOf = ({ productName, variantName }: LineNames): string =>
  variantName && variantName !== ONLY_VARIANT ? `${productName} – ${variantName}` : productName

const priceNoticeId = (variantId: string, price: number) => `${variantId}.PRICE.${price}`
const withdrawnNoticeId = (variantId: string) => `${variantId}.${CartNoticeCode.PRODUCT_WITHDRAWN}`

/** What an id of a notice acknowledges: the price that it told, or with null that the line is gone; undefined for notices about stock, and for anything else. */
export function readNoticeId(id: string): { variantId: string; price: number | null } | undefined {
  const [, variantId, price] = /^([\da-f-]{36})\.(?:PRICE\.(\d{1,10})|PRODUCT_WITHDRAWN)$/.exec(id) ?? []
  return variantId ? { variantId, price: price === undefined ? null : Number(price) } : undefined
}
