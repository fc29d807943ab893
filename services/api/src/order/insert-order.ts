import { v7 } from 'uuid'
import type { BuyerContext, InTransaction } from '../app/context.ts'
import { CLAIM_DISCOUNTS, claimsOf } from '../discount/claim-discounts.ts'
import type { EventActor } from '../event/event-types.ts'
import { prepareEvent } from '../event/write-event.ts'
import { columnsOf, toEntities } from '../platform/db/load-entities.ts'
import { executeAndCommit } from '../platform/db/execute-and-commit.ts'
import type { OrderChannel } from '../shop/card-offer.ts'
import { publishedPage } from '../shop/published-page.ts'
import { legalMention } from '../tax/legal-mention.ts'
import type { CheckedOrderInput } from './check-order-input.ts'
import { newOrderCode } from './order-code.ts'
import { Order } from './order.entity.ts'
import type { PricedOrder } from './price-order.ts'

/** How the order reached the shop, and who placed it. */
export interface OrderOrigin {
  channel?: OrderChannel
  by?: EventActor
  code?: string
}

/**
 * Inserts the order, its lines, its first event and its uses of discounts in one statement, whatever the number of lines, and commits. Returns the order with its
 * lines.
 */
export async function insertOrder(
  tx: InTransaction<BuyerContext>,
  input: CheckedOrderInput,
  priced: PricedOrder,
  cartVersion: string,
  { channel = 'WEB', by = 'buyer', code = newOrderCode() }: OrderOrigin = {},
): Promise<Order> {
  const id = v7()
  const { method, totals } = priced
  const order = {
    id,
    shop_id: tx.shop.id,
    code,
    channel,
    status: 'PENDING_PAYMENT',
    visitor: tx.visitor.key,
    idempotency_key: input.idempotencyKey,
    input_hash: `\\x${input.hash.toString('hex')}`,
    cart_version: cartVersion,
    event_count: 1,
    language: tx.language,
    email: input.email,
    billing_address: input.billingAddress,
    shipping_address: input.shippingAddress,
    note: input.note,
    shipping_method_id: method.id,
    shipping_method_name: method.name,
    shipping_method_description: method.description,
    is_pickup: method.kind === 'PICKUP',
    currency: tx.shop.currency,
    subtotal: totals.subtotal,
    shipping_total: totals.shippingTotal,
    tax_total: totals.taxTotal,
    total: totals.total,
    taxes: totals.taxes,
    shipping_discounts: totals.shipping?.discounts ?? [],
    tax_territory: totals.territory,
    tax_exemption: totals.exemption,
    legal_mention:
      totals.exemption && legalMention(tx.shop.tax, totals.exemption, totals.territory, tx.language),
    vat_number: input.vatNumber,
    is_distance_sale: totals.isDistanceSale,
    terms_version_id: publishedPage(tx.shop, 'TERMS', tx.language)?.id ?? null,
    withdrawal_version_id: publishedPage(tx.shop, 'WITHDRAWAL', tx.language)?.id ?? null,
  }
  const lines = priced.lines.map((line, position) => ({
    id: v7(),
    position,
    variant_id: line.variantId,
    product_name: line.productName,
    variant_name: line.variantName,
    sku: line.sku,
    quantity: line.quantity,
    unit_price: line.unitPrice,
    tax_category: line.taxCategory,
    withdrawal_exemption: line.withdrawalExemption,
    tax_basis_points: line.taxBasisPoints,
    discounts: line.discounts,
    total: line.total,
  }))
  const placed = prepareEvent(tx, id, { type: 'order.placed', data: {}, by })
  const columns = Object.keys(order).join(', ')
  const rows = await executeAndCommit<object>(
    tx.em,
    `with input as (select ?::jsonb as "order", ?::jsonb as lines), placed as (
       insert into "order" (${columns})
         select ${columns} from input, jsonb_populate_record(null::"order", input."order") returning ${columnsOf(tx.em, Order)}
     ), event as (
       insert into domain_event (shop_id, id, stream_id, order_id, sequence, type, actor, member_id, api_key_id, data, processed_at)
         select e.shop_id, e.id, placed.id, placed.id, 1, e.type, e.actor, e.member_id, e.api_key_id, e.data, e.processed_at
         from placed, jsonb_populate_record(null::domain_event, ?::jsonb) e
     ), ${CLAIM_DISCOUNTS}, line as (
       insert into order_line (id, shop_id, order_id, position, variant_id, product_name, variant_name, sku, quantity,
           unit_price, tax_category, withdrawal_exemption, tax_basis_points, discounts, total)
         select l.id, placed.shop_id, placed.id, l.position, l.variant_id, l.product_name, l.variant_name, l.sku,
           l.quantity, l.unit_price, l.tax_category, l.withdrawal_exemption, l.tax_basis_points, l.discounts, l.total
         from placed, input, jsonb_populate_recordset(null::order_line, input.lines) l
     )
     select ${columnsOf(tx.em, Order)} from placed`,
    [
      JSON.stringify(order),
      JSON.stringify(lines),
      JSON.stringify(placed),
      claimsOf(tx, priced.discounts, input.email),
    ],
  )
  const [inserted] = toEntities(tx.em, Order, rows)
  if (!inserted) throw new Error('The order was not inserted')
  inserted.lines = priced.lines
  return inserted
}
