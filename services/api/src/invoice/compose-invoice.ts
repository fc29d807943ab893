import type { InTransaction, ShopContext } from '../app/context.ts'
import { localDay } from '../kernel/local-day.ts'
import type { Order } from '../order/order.entity.ts'
import { CAPTURES } from '../payment/ledger/ledger-kind.ts'
import { buildInvoice } from './build-invoice.ts'
import type { InvoiceData } from './invoice-data.ts'
import type { InvoiceSource } from './invoice-source.ts'
import type { SourceRow } from './load-invoice-source.ts'

type Tx = InTransaction<ShopContext>

/** The invoice of a locked order that is paid: what was received stands on it, also where a member accepted another amount than the total. */
export async function composeInvoice(
  tx: Tx,
  source: InvoiceSource,
  order: Order,
  { shippedAt }: SourceRow,
): Promise<InvoiceData> {
  const { timeZone } = source.shop
  // An order that was marked as shipped before there were events has no date of it.
  const isShipped = order.fulfillment !== 'UNFULFILLED'
  const suppliedAt = shippedAt ? new Date(shippedAt) : isShipped ? new Date() : null
  const { captured, receivedOn } = await loadPayment(tx, order.id)
  return buildInvoice(source, {
    suppliedOn: suppliedAt && localDay(suppliedAt, timeZone),
    paidOn: receivedOn ?? localDay(order.paidAt ?? new Date(), timeZone),
    paid: captured ?? order.total,
  })
}

interface Payment {
  /** Minor units; null for an order that was paid before there was a ledger. */
  captured: number | null
  /** The day on which the transfer or cheque came that paid the order; null if it was paid otherwise. */
  receivedOn: string | null
}

async function loadPayment({ em, shop }: Tx, orderId: string): Promise<Payment> {
  const [payment] = await em.execute<Payment[]>(
    `select sum(l.amount)::float8 as captured, (
       select (select r.received_on::text from manual_receipt r where r.shop_id = e.shop_id and r.id = e.subject_id)
       from ledger_entry e where e.shop_id = ? and e.order_id = ? and e.amount > 0 and e.kind in ${CAPTURES}
       order by e.sequence desc limit 1) as "receivedOn"
     from ledger_entry l where l.shop_id = ? and l.order_id = ? and l.kind in ${CAPTURES}`,
    [shop.id, orderId, shop.id, orderId],
  )
  return payment ?? { captured: null, receivedOn: null }
}
