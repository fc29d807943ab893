import type { InTransaction, BuyerContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { orderTotals, type OrderTotals } from './order-totals.ts'
import { shipsTo } from '../shipping/shipping-methods.ts'

type Tx = InTransaction<BuyerContext>

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

interface Method {
  id: string
  name: string
  description: string | null
  price: number
  taxBasisPoints: number
  countries: string[]
}

export interface PricedOrder {
  lines: PricedLine[]
  method: Method | null
  totals: OrderTotals
}

export interface OrderToPrice {
  lines: { variantId: string; quantity: number }[]
  countryCode: string
  shippingMethodId: string | null
}

/** The order at the prices that stand in the database now: the catalog in memory may be an instant old. */
export async function priceOrder(tx: Tx, wanted: OrderToPrice): Promise<PricedOrder> {
  const lines = await priceLines(tx, wanted.lines)
  const method = await chooseMethod(tx, wanted.countryCode, wanted.shippingMethodId)
  const totals = orderTotals(
    lines.map(({ total, taxBasisPoints }) => ({ amount: total, taxBasisPoints })),
    method && { amount: method.price, taxBasisPoints: method.taxBasisPoints },
  )
  return { lines, method, totals: totals ?? reject('CART_TOO_LARGE') }
}

async function priceLines(tx: Tx, wanted: OrderToPrice['lines']): Promise<PricedLine[]> {
  const rows = await tx.em.execute<Omit<PricedLine, 'quantity' | 'total'>[]>(
    `select v.id as "variantId", p.name as "productName", v.name as "variantName", v.sku,
       v.price as "unitPrice", v.tax_basis_points as "taxBasisPoints"
     from jsonb_array_elements_text(?::jsonb) as w (id)
       join variant v on v.id = w.id::uuid and v.shop_id = ?
       join product p on p.id = v.product_id and p.shop_id = v.shop_id`,
    [JSON.stringify(wanted.map(({ variantId }) => variantId)), tx.shop.id],
  )
  const known = new Map(rows.map((row) => [row.variantId, row]))
  return wanted.map(({ variantId, quantity }) => {
    const row = known.get(variantId) ?? reject('VARIANT_NOT_FOUND')
    return { ...row, quantity, total: row.unitPrice * quantity }
  })
}

async function chooseMethod(tx: Tx, countryCode: string, id: string | null): Promise<Method | null> {
  const all = await tx.em.execute<Method[]>(
    `select id, name, description, price, tax_basis_points as "taxBasisPoints", countries
     from shipping_method where shop_id = ?`,
    [tx.shop.id],
  )
  const offered = all.filter((method) => shipsTo(method, countryCode))
  if (id === null) return offered.length > 0 ? reject('REQUIRED', 'shippingMethodId') : null
  return (
    offered.find((method) => method.id === id) ?? reject('SHIPPING_METHOD_NOT_AVAILABLE', 'shippingMethodId')
  )
}
