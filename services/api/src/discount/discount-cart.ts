import type { Catalog, CatalogVariant } from '../catalog/catalog.ts'
import { applyDiscounts, type AppliedDiscount } from '../pricing/apply-discounts.ts'
import { chooseDiscounts, whyNotNow, type ChosenDiscounts } from './choose-discounts.ts'
import type { Discount } from './discount.ts'

interface CartLine {
  variant: CatalogVariant
  quantity: number
}

export interface DiscountedCart extends ChosenDiscounts {
  /** Of each line, in minor units. */
  lines: { discounts: AppliedDiscount[]; total: number }[]
}

/** Whether an automatic discount may apply to a cart now, so that its total depends on its lines. */
export const hasAutomaticDiscount = ({ discounts }: Catalog, now: number): boolean =>
  discounts.some((discount) => discount.code === null && whyNotNow(discount, now) === null)

/** The discounts of a cart at listed prices. */
export function discountCart(
  catalog: Catalog,
  lines: readonly CartLine[],
  cart: { code: string | null; withheldDiscounts: readonly string[] } | null,
  now = Date.now(),
): DiscountedCart {
  const question = lines.map(({ variant, quantity }) => ({
    id: variant.id,
    productId: variant.product.id,
    total: variant.price.amount * quantity,
  }))
  const { code = null, withheldDiscounts = [] } = cart ?? {}
  const discounts =
    withheldDiscounts.length > 0
      ? catalog.discounts.filter(({ id }) => !withheldDiscounts.includes(id))
      : catalog.discounts
  const chosen = chooseFromCatalog(catalog, discounts, question, code, now)
  return { ...chosen, lines: applyDiscounts(question, chosen.discounts) }
}

/** Chooses among discounts; which products are in a collection is known from the catalog. */
export const chooseFromCatalog = (
  { collections }: Pick<Catalog, 'collections'>,
  discounts: readonly Discount[],
  lines: Parameters<typeof chooseDiscounts>[0]['lines'],
  code: string | null,
  now: number,
): ChosenDiscounts =>
  chooseDiscounts({
    discounts,
    code,
    lines,
    now,
    isInCollection: (collectionId, productId) =>
      collections.find(({ id }) => id === collectionId)?.positions.has(productId) ?? false,
  })

/** What each discount takes off several lines together, in the order in which they apply. */
export function sumDiscounts(taken: readonly AppliedDiscount[]): AppliedDiscount[] {
  const sums = new Map<string, AppliedDiscount>()
  for (const { discountId, label, amount } of taken) {
    const before = sums.get(discountId)?.amount ?? 0
    sums.set(discountId, { discountId, label, amount: before + amount })
  }
  return [...sums.values()]
}
