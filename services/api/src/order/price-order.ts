import type { InTransaction, BuyerContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { refusesOrder, type ChosenDiscounts } from '../discount/choose-discounts.ts'
import { buyerKeysOf, USED_BY_BUYER } from '../discount/claim-discounts.ts'
import type { Discount } from '../discount/discount.ts'
import { chooseFromCatalog } from '../discount/discount-cart.ts'
import { applyDiscounts, type AppliedDiscount } from '../pricing/apply-discounts.ts'
import type { TaxCategory } from '../tax/tax-category.ts'
import type { LostDiscount } from './describe-lost-discounts.ts'
import { priceForDestination, type PricedForDestination } from './price-for-destination.ts'
import { IS_VISIBLE } from '../catalog/is-visible.ts'
import type { WithdrawalExemption } from '../catalog/withdrawal-exemption.ts'
import { DISCOUNTS_OF_ORDER } from '../catalog/select-discounts.ts'
import { SHIPPING_METHODS, SHIPPING_ZONES } from '../catalog/select-shipping.ts'
import { destinationOf } from '../shipping/destination.ts'
import {
  offerMethods,
  type OfferedMethod,
  type Parcel,
  type ShippingRules,
} from '../shipping/offer-methods.ts'

type Tx = InTransaction<BuyerContext>

/** Amounts in minor units, including tax. */
export interface PricedLine {
  variantId: string
  productId: string
  quantity: number
  productName: string
  variantName: string
  sku: string
  /** Before discounts. */
  unitPrice: number
  taxCategory: TaxCategory
  withdrawalExemption: WithdrawalExemption | null
  taxBasisPoints: number
  discounts: AppliedDiscount[]
  /** Of one unit; null if the merchant has not entered it. */
  weightGrams: number | null
  /** After discounts. */
  total: number
}

export interface PricedOrder {
  lines: PricedLine[]
  method: OfferedMethod
  totals: Omit<PricedForDestination, 'lines'>
  /** Those that take something off. */
  discounts: Discount[]
  /** Ids of automatic discounts that the cart is shown with, but that this buyer cannot use any more. */
  unusableDiscounts: string[]
  /** Those of them that took something off the cart as it is shown. */
  lostDiscounts: LostDiscount[]
}

export interface OrderToPrice {
  lines: { variantId: string; quantity: number }[]
  countryCode: string
  postalCode: string
  /** With its prefix, without separators. */
  vatNumber: string | null
  shippingMethodId: string | null
  /** The discount code of the cart, in upper case. */
  discountCode: string | null
  /** Ids of automatic discounts that the cart is shown without. */
  withheldDiscounts: readonly string[]
  /** Of the buyer. */
  email: string
}

/**
 * Prices the order from the database, because the catalog in memory may be slightly stale.
 * @throws VARIANT_NOT_FOUND, REQUIRED, SHIPPING_METHOD_NOT_AVAILABLE, CART_TOO_LARGE, and DISCOUNT_CODE_… for a code that cannot be used at all
 */
export async function priceOrder(tx: Tx, order: OrderToPrice): Promise<PricedOrder> {
  const catalog = await tx.app.catalogs.of(tx.shop)
  const { variants, vatNumberCountry, discounts, usedByBuyer, ...rules } = await loadPrices(
    tx,
    order,
    catalog.discounts,
  )
  const unpriced = findVariants(variants, order.lines)
  const listed = unpriced.map(({ variantId, productId, unitPrice, quantity }) => ({
    id: variantId,
    productId,
    total: unitPrice * quantity,
  }))
  const usable = discounts.filter(
    ({ id, code }) => code !== null || !(order.withheldDiscounts.includes(id) || usedByBuyer.includes(id)),
  )
  const chosen = chooseFromCatalog(catalog, usable, listed, order.discountCode, Date.now())
  if (chosen.codeProblem && refusesOrder(chosen.codeProblem)) reject(chosen.codeProblem, 'discountCode')
  // The only one of them that the buyer may have used up is the code.
  if (chosen.discounts.some(({ id }) => usedByBuyer.includes(id)))
    reject('DISCOUNT_CODE_ALREADY_USED', 'discountCode')
  const method = chooseMethod(rules, order, {
    weightGrams: unpriced.reduce((sum, { weightGrams, quantity }) => sum + (weightGrams ?? 0) * quantity, 0),
    value: applyDiscounts(listed, chosen.discounts).reduce((sum, { total }) => sum + total, 0),
  })
  const priced = priceForDestination(tx.shop, {
    lines: unpriced.map((line) => ({ ...line, id: line.variantId })),
    discounts: chosen.discounts,
    shipping: method,
    isPickup: method.kind === 'PICKUP',
    countryCode: order.countryCode,
    postalCode: order.postalCode,
    vatNumberCountry,
  })
  if (!priced) return reject('CART_TOO_LARGE')
  const { lines: amounts, ...totals } = priced
  const lines = unpriced.map((line, index) => {
    const amount = amounts[index]
    if (!amount) throw new Error('A line was not priced')
    const { unitPrice, taxBasisPoints, discounts, total } = amount
    return { ...line, unitPrice, taxBasisPoints, discounts, total }
  })
  const unusable = discounts.filter(
    ({ id, code, isUsedUp }) =>
      code === null &&
      (isUsedUp || usedByBuyer.includes(id)) &&
      catalog.discounts.some((shown) => shown.id === id && !shown.isUsedUp),
  )
  const applied = [...lines.flatMap((line) => line.discounts), ...(totals.shipping?.discounts ?? [])]
  return {
    lines,
    method,
    totals,
    discounts: discounts.filter(({ id }) => applied.some(({ discountId }) => discountId === id)),
    unusableDiscounts: unusable.map(({ id }) => id),
    lostDiscounts: lostOf(
      unusable.filter(({ id }) => !order.withheldDiscounts.includes(id)),
      usedByBuyer,
      (lost) => chooseFromCatalog(catalog, [...usable, ...lost], listed, order.discountCode, Date.now()),
    ),
  }
}

/** Those that the cart was shown with: they would have been chosen. */
function lostOf(
  unusable: readonly Discount[],
  usedByBuyer: readonly string[],
  chooseWith: (lost: readonly Discount[]) => ChosenDiscounts,
): LostDiscount[] {
  if (unusable.length === 0) return []
  const chosen = chooseWith(unusable.map((discount) => ({ ...discount, isUsedUp: false }))).discounts
  return unusable
    .filter(({ id }) => chosen.some((discount) => discount.id === id))
    .map(({ id, name }) => ({ id, name, reason: usedByBuyer.includes(id) ? 'ALREADY_USED' : 'USED_UP' }))
}

/** At the listed price. */
type UnpricedLine = Omit<PricedLine, 'taxBasisPoints' | 'discounts' | 'total'>
type VariantToPrice = Omit<UnpricedLine, 'quantity'>

interface Prices extends ShippingRules {
  discounts: Discount[]
  variants: VariantToPrice[]
  /** The member state of the VAT number, if its check is recorded. */
  vatNumberCountry: string | null
  /** Ids of the discounts that the buyer has used as often as allowed. */
  usedByBuyer: string[]
}

/** The variants of the lines, the shop's shipping zones and methods, the discounts that may apply, and what is known of the VAT number. */
async function loadPrices(
  tx: Tx,
  { lines, vatNumber, discountCode, email }: OrderToPrice,
  shown: readonly Discount[],
): Promise<Prices> {
  const mayApply = shown.filter(({ code }) => code === null || code === discountCode)
  const [row] = await tx.em.execute<[Prices]>(LOAD_PRICES, [
    JSON.stringify(lines.map(({ variantId }) => variantId)),
    tx.shop.id,
    tx.shop.id,
    tx.shop.id,
    tx.shop.id,
    vatNumber,
    tx.shop.id,
    tx.shop.id,
    discountCode,
    buyerKeysOf(tx, mayApply, email),
    tx.shop.id,
    tx.shop.id,
  ])
  return row
}

// One lookup by key per variant: PostgreSQL cannot estimate the number of JSON elements, and may choose a bad join.
const LOAD_PRICES = `
  select coalesce((
      select json_agg(priced) from jsonb_array_elements_text(?::jsonb) as c (variant_id), lateral (
        select v.id as "variantId", p.id as "productId", p.name as "productName", v.name as "variantName", v.sku, v.price as "unitPrice",
          v.tax_category as "taxCategory", v.weight_grams as "weightGrams", p.withdrawal_exemption as "withdrawalExemption"
        from variant v join product p on p.shop_id = v.shop_id and p.id = v.product_id
        where v.shop_id = ? and v.id = c.variant_id::uuid and ${IS_VISIBLE}
      ) priced
    ), '[]') as variants,
    coalesce((select json_agg(zone) from (${SHIPPING_ZONES}) zone), '[]') as zones,
    coalesce((select json_agg(method) from (${SHIPPING_METHODS}) method), '[]') as methods,
    (select c.country from vat_check c where c.shop_id = ? and c.number = ?) as "vatNumberCountry",
    coalesce((select json_agg(discount) from (${DISCOUNTS_OF_ORDER}) discount), '[]') as discounts,
    coalesce((select json_agg(used.id) from (${USED_BY_BUYER}) used), '[]') as "usedByBuyer"`

function findVariants(rows: VariantToPrice[], cartLines: OrderToPrice['lines']): UnpricedLine[] {
  const variants = new Map(rows.map((row) => [row.variantId, row]))
  return cartLines.map(({ variantId, quantity }) => {
    const row = variants.get(variantId) ?? reject('VARIANT_NOT_FOUND')
    return { ...row, quantity }
  })
}

function chooseMethod(
  rules: ShippingRules,
  { countryCode, postalCode, shippingMethodId }: OrderToPrice,
  parcel: Parcel,
): OfferedMethod {
  const offered = offerMethods(rules, destinationOf(countryCode, postalCode), parcel)
  if (shippingMethodId === null && offered.length > 0) return reject('REQUIRED', 'shippingMethodId')
  return (
    offered.find(({ id }) => id === shippingMethodId) ??
    reject('SHIPPING_METHOD_NOT_AVAILABLE', 'shippingMethodId')
  )
}
