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
  const { variants, methods } = await loadPrices(tx, order.lines)
  const lines = priceLines(variants, order.lines)
  const method = chooseMethod(methods, order.countryCode, order.shippingMethodId)
  const totals = orderTotals(
    lines.map(({ total, taxBasisPoints }) => ({ amount: total, taxBasisPoints })),
    method && { amount: method.price, taxBasisPoints: method.taxBasisPoints },
  )
  return { lines, method, totals: totals ?? reject('CART_TOO_LARGE') }
}

type PricedVariant = Omit<PricedLine, 'quantity' | 'total'>

/** The variants of the lines, and the shop's shipping methods. */
async function loadPrices(
  tx: Tx,
  lines: OrderToPrice['lines'],
): Promise<{ variants: PricedVariant[]; methods: CatalogShippingMethod[] }> {
  const [row] = await tx.em.execute<[{ variants: PricedVariant[]; methods: CatalogShippingMethod[] }]>(
    LOAD_PRICES,
    [JSON.stringify(lines.map(({ variantId }) => variantId)), tx.shop.id, tx.shop.id],
  )
  return row
}

// One lookup by key per variant: PostgreSQL cannot estimate the number of JSON elements, and may choose a bad join.
const LOAD_PRICES = `
  select coalesce((
      select json_agg(priced) from jsonb_array_elements_text(?::jsonb) as c (variant_id), lateral (
        select v.id as "variantId", p.name as "productName", v.name as "variantName", v.sku, v.price as "unitPrice",
          v.tax_basis_points as "taxBasisPoints"
        from variant v join product p on p.shop_id = v.shop_id and p.id = v.product_id
        where v.shop_id = ? and v.id = c.variant_id::uuid
      ) priced
    ), '[]') as variants,
    coalesce((
      select json_agg(json_build_object('id', m.id, 'name', m.name, 'description', m.description, 'price', m.price,
        'taxBasisPoints', m.tax_basis_points, 'countries', m.countries)) from shipping_method m where m.shop_id = ?
    ), '[]') as methods`

function priceLines(rows: PricedVariant[], cartLines: OrderToPrice['lines']): PricedLine[] {
  const variants = new Map(rows.map((row) => [row.variantId, row]))
  return cartLines.map(({ variantId, quantity }) => {
    const row = variants.get(variantId) ?? reject('VARIANT_NOT_FOUND')
    return { ...row, quantity, total: row.unitPrice * quantity }
  })
}

function chooseMethod(
  methods: CatalogShippingMethod[],
  countryCode: string,
  id: string | null,
): CatalogShippingMethod | null {
  const offered = methods.filter((method) => shipsTo(method, countryCode))
  if (id === null) return offered.length > 0 ? reject('REQUIRED', 'shippingMethodId') : null
  return (
    offered.find((method) => method.id === id) ?? reject('SHIPPING_METHOD_NOT_AVAILABLE', 'shippingMethodId')
  )
}
