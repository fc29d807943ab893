import type { InTransaction, BuyerContext } from '../app/context.ts'
import type { CatalogShippingMethod } from '../catalog/catalog.ts'
import { reject } from '../kernel/errors.ts'
import { orderTotals, type OrderTotals } from './order-totals.ts'
import { shipsTo } from '../shipping/shipping-methods.ts'

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
  total: number
}

export interface PricedOrder {
  lines: PricedLine[]
  method: CatalogShippingMethod | null
  totals: OrderTotals
}

export interface OrderToPrice {
  lines: { variantId: string; quantity: number }[]
  countryCode: string
  shippingMethodId: string | null
}

/**
 * Prices the order from the database, because the catalog in memory may be slightly stale.
 * @throws VARIANT_NOT_FOUND, REQUIRED, SHIPPING_METHOD_NOT_AVAILABLE, CART_TOO_LARGE
 */
export async function priceOrder(tx: Tx, order: OrderToPrice): Promise<PricedOrder> {
  const lines = await priceLines(tx, order.lines)
  const method = await chooseMethod(tx, order.countryCode, order.shippingMethodId)
  const totals = orderTotals(
    lines.map(({ total, taxBasisPoints }) => ({ amount: total, taxBasisPoints })),
    method && { amount: method.price, taxBasisPoints: method.taxBasisPoints },
  )
  return { lines, method, totals: totals ?? reject('CART_TOO_LARGE') }
}

async function priceLines(tx: Tx, cartLines: OrderToPrice['lines']): Promise<PricedLine[]> {
  const rows = await tx.em.execute<Omit<PricedLine, 'quantity' | 'total'>[]>(
    `select v.id as "variantId", p.name as "productName", v.name as "variantName", v.sku,
       v.price as "unitPrice", v.tax_basis_points as "taxBasisPoints"
     from jsonb_array_elements_text(?::jsonb) as c (variant_id)
       join variant v on v.id = c.variant_id::uuid and v.shop_id = ?
       join product p on p.id = v.product_id and p.shop_id = v.shop_id`,
    [JSON.stringify(cartLines.map(({ variantId }) => variantId)), tx.shop.id],
  )
  const variants = new Map(rows.map((row) => [row.variantId, row]))
  return cartLines.map(({ variantId, quantity }) => {
    const row = variants.get(variantId) ?? reject('VARIANT_NOT_FOUND')
    return { ...row, quantity, total: row.unitPrice * quantity }
  })
}

async function chooseMethod(
  tx: Tx,
  countryCode: string,
  id: string | null,
): Promise<CatalogShippingMethod | null> {
  const methods = await tx.em.execute<CatalogShippingMethod[]>(
    `select id, name, description, price, tax_basis_points as "taxBasisPoints", countries
     from shipping_method where shop_id = ?`,
    [tx.shop.id],
  )
  const offered = methods.filter((method) => shipsTo(method, countryCode))
  if (id === null) return offered.length > 0 ? reject('REQUIRED', 'shippingMethodId') : null
  return (
    offered.find((method) => method.id === id) ?? reject('SHIPPING_METHOD_NOT_AVAILABLE', 'shippingMethodId')
  )
}
