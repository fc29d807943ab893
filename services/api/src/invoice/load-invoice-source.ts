import type { InTransaction, ShopContext } from '../app/context.ts'
import { OrderLine } from '../order/order-line.entity.ts'
import type { Order } from '../order/order.entity.ts'
import type { RecordedRefund } from './build-credit-note.ts'
import type { InvoiceData, InvoiceKind } from './invoice-data.ts'
import type { InvoiceSource } from './invoice-source.ts'

type Tx = InTransaction<ShopContext>

/** The settings that apply, and when the order was shipped, as PostgreSQL writes it. */
export interface SourceRow {
  invoicePrefix: string
  creditNotePrefix: string
  vatOnDebits: boolean
  isAtShipment: boolean
  shippedAt: string | null
}

/** What the documents of an order are made of. */
export async function loadSource(tx: Tx, order: Order): Promise<{ source: InvoiceSource; row: SourceRow }> {
  const { em, shop } = tx
  const [row] = await em.execute<SourceRow[]>(
    `select coalesce(i.invoice_prefix, 'F') as "invoicePrefix", coalesce(i.credit_note_prefix, 'A') as "creditNotePrefix",
       coalesce(i.vat_on_debits, false) as "vatOnDebits", coalesce(i.issued_at, 'PAYMENT') = 'SHIPMENT' as "isAtShipment",
       (select max(e.at)::text from domain_event e where e.shop_id = s.id and e.stream_id = ? and e.type like '%.shipped') as "shippedAt"
     from shop s left join invoice_settings i on i.shop_id = s.id where s.id = ?`,
    [order.id, shop.id],
  )
  if (!row || !shop.business) throw new Error('The shop has no business identity')
  const lines = await em.find(
    OrderLine,
    { shopId: shop.id, orderId: order.id },
    { orderBy: { position: 'asc' } },
  )
  const { vatOnDebits } = row
  const source = { shop, business: shop.business, vatOnDebits, order, lines, language: order.language }
  return { source, row }
}

/** `recordedAt` as PostgreSQL writes it. */
export async function loadRefund(
  { em, shop }: Tx,
  refundId: string,
): Promise<RecordedRefund & { recordedAt: string }> {
  const [refund] = await em.execute<(RecordedRefund & { recordedAt: string })[]>(
    `select r.amount, r.shipping_amount as "shippingAmount", r.other_amount as "otherAmount", r.recorded_at::text as "recordedAt",
       coalesce((select json_agg(json_build_object('orderLineId', l.order_line_id, 'quantity', l.quantity, 'amount', l.amount) order by o.position)
         from refund_line l join order_line o on o.shop_id = l.shop_id and o.id = l.order_line_id
         where l.shop_id = r.shop_id and l.refund_id = r.id), '[]') as lines
     from refund r where r.shop_id = ? and r.id = ?`,
    [shop.id, refundId],
  )
  if (!refund) throw new Error('The refund does not exist')
  return refund
}

/** A document of an order; `issuedAt` as PostgreSQL writes it. */
export interface IssuedRow {
  id: string
  kind: InvoiceKind
  /** Of a credit note: its invoice. */
  correctsId: string | null
  number: string
  issuedAt: string
  data: InvoiceData
}

/** The documents of an order, in the order in which they were issued. */
export const loadIssuedDocuments = ({ em, shop }: Tx, orderId: string): Promise<IssuedRow[]> =>
  em.execute<IssuedRow[]>(
    `select id, kind, corrects_id as "correctsId", number, issued_at::text as "issuedAt", data from invoice where shop_id = ? and order_id = ? order by issued_at, id`,
    [shop.id, orderId],
  )
