import type { InTransaction, BuyerContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { orderTotals, type OrderTotals } from './order-totals.ts'
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
  quantity: number
  productName: string
  variantName: string
  sku: string
  unitPrice: number
  taxBasisPoints: number
  /** Of one unit; null if the merchant has not entered it. */
  weightGrams: number | null
  total: number
}

export interface PricedOrder {
  lines: PricedLine[]
  method: OfferedMethod
  totals: OrderTotals
}

export interface OrderToPrice {
  lines: { variantId: string; quantity: number }[]
  countryCode: string
  postalCode: string
  shippingMethodId: string | null
}

/**
 * Prices the order from the database, because the catalog in memory may be slightly stale.
 * @throws VARIANT_NOT_FOUND, REQUIRED, SHIPPING_METHOD_NOT_AVAILABLE, CART_TOO_LARGE
 */
export async function priceOrder(tx: Tx, order: OrderToPrice): Promise<PricedOrder> {
  const { variants, ...rules } = await loadPrices(tx, order.lines)
  const lines = priceLines(variants, order.lines)
  const method = chooseMethod(rules, order, {
    weightGrams: lines.reduce((sum, { weightGrams, quantity }) => sum + (weightGrams ?? 0) * quantity, 0),
    value: lines.reduce((sum, { total }) => sum + total, 0),
  })
  const totals = orderTotals(
    lines.map(({ total, taxBasisPoints }) => ({ amount: total, taxBasisPoints })),
    { amount: method.price, taxBasisPoints: method.taxBasisPoints },
  )
  return { lines, method, totals: totals ?? reject('CART_TOO_LARGE') }
}

type PricedVariant = Omit<PricedLine, 'quantity' | 'total'>

/** The variants of the lines, and the shop's shipping zones and methods. */
async function loadPrices(
  tx: Tx,
  lines: OrderToPrice['lines'],
): Promise<{ variants: PricedVariant[] } & ShippingRules> {
  const [row] = await tx.em.execute<[{ variants: PricedVariant[] } & ShippingRules]>(LOAD_PRICES, [
    JSON.stringify(lines.map(({ variantId }) => variantId)),
    tx.shop.id,
    tx.shop.id,
    tx.shop.id,
  ])
  return row
}

// One lookup by key per variant: PostgreSQL cannot estimate the number of JSON elements, and may choose a bad join.
const LOAD_PRICES = `
  select coalesce((
      select json_agg(priced) from jsonb_array_elements_text(?::jsonb) as c (variant_id), lateral (
        select v.id as "variantId", p.name as "productName", v.name as "variantName", v.sku, v.price as "unitPrice",
          v.tax_basis_points as "taxBasisPoints", v.weight_grams as "weightGrams"
        from variant v join product p on p.shop_id = v.shop_id and p.id = v.product_id
        where v.shop_id = ? and v.id = c.variant_id::uuid
      ) priced
    ), '[]') as variants,
    coalesce((select json_agg(zone) from (${SHIPPING_ZONES}) zone), '[]') as zones,
    coalesce((select json_agg(method) from (${SHIPPING_METHODS}) method), '[]') as methods`

function priceLines(rows: PricedVariant[], cartLines: OrderToPrice['lines']): PricedLine[] {
  const variants = new Map(rows.map((row) => [row.variantId, row]))
  return cartLines.map(({ variantId, quantity }) => {
    const row = variants.get(variantId) ?? reject('VARIANT_NOT_FOUND')
    return { ...row, quantity, total: row.unitPrice * quantity }
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
