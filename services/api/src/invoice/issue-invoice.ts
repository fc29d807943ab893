import { v7 } from 'uuid'
import type { InTransaction, ShopContext } from '../app/context.ts'
import { writeEvent } from '../event/write-event.ts'
import { localDay } from '../kernel/local-day.ts'
import { lockOrderInShop } from '../order/lock-order.ts'
import type { Order } from '../order/order.entity.ts'
import { loadOrderBalance } from '../payment/ledger/load-order-balance.ts'
import { executeAndCommit } from '../platform/db/execute-and-commit.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { dueRowsTask } from '../shop/due-rows-task.ts'
import { buildCreditNote } from './build-credit-note.ts'
import { buildInvoice } from './build-invoice.ts'
import type { InvoiceData } from './invoice-data.ts'
import type { InvoiceSource } from './invoice-source.ts'
import { loadIssuedDocuments, loadRefund, loadSource, type SourceRow } from './load-invoice-source.ts'

type Tx = InTransaction<ShopContext>

/**
 * Issues the invoice of an order, or the credit note of a refund, if it is due: in one transaction with the end of its waiting, so that it happens exactly
 * once whatever crashes. Its number is taken by the last statement, which locks the shop's counter until the commit that goes with it.
 * @param dueId the id of the order or of the refund
 * @returns false if it is not due, or no longer
 */
export const issueInvoice = (ctx: ShopContext, dueId: string): Promise<boolean> =>
  inTransaction(ctx, async (tx) => {
    const orderId = await findOrderOfDue(tx, dueId)
    if (!orderId) return false
    // One at a time of an order: what a credit note may still return depends on those before it. And the order first, as whatever changes an order does.
    const order = await lockOrderInShop(tx, { id: orderId })
    const due = await takeDue(tx, dueId)
    if (!due || !order) return false
    const { source, row } = await loadSource(tx, order)
    if (!due.refund_id && (await isNeverInvoiced(tx, order, row))) {
      await tx.em.execute('delete from invoice_due where shop_id = ? and order_id = ?', [
        tx.shop.id,
        order.id,
      ])
      return true
    }
    const document = due.refund_id
      ? await creditNoteOf(tx, source, order, due.refund_id)
      : { data: invoiceOf(source, order, row), correctsId: null }
    if (!document) return true
    await insertInvoice(tx, order, row, { ...document, refundId: due.refund_id })
    return true
  })

/** Scheduled task: issues what is due. What lacks something that an invoice must say waits for it, and the portal lists it. */
export const issueInvoices = dueRowsTask(
  'due_invoice',
  issueInvoice,
  'An invoice could not be issued; will retry',
)

async function findOrderOfDue({ em, shop }: Tx, id: string): Promise<string | undefined> {
  const select = 'select order_id from invoice_due where shop_id = ? and id = ?'
  const [row] = await em.execute<{ order_id: string }[]>(select, [shop.id, id])
  return row?.order_id
}

/** Ends the waiting of what is due. Two processes that do it at the same time: the second finds nothing. */
async function takeDue({ em, shop }: Tx, id: string): Promise<{ refund_id: string | null } | undefined> {
  const [due] = await em.execute<{ refund_id: string | null }[]>(
    `delete from invoice_due d using due_invoice v
     where d.shop_id = ? and d.id = ? and v.shop_id = d.shop_id and v.id = d.id returning d.refund_id`,
    [shop.id, id],
  )
  return due
}

/** Whether the invoice waited for the shipment of an order that was refunded in whole before it: nothing was sold, so there is nothing to invoice or credit. */
async function isNeverInvoiced(tx: Tx, order: Order, { isAtShipment }: SourceRow): Promise<boolean> {
  if (!order.hasNothingToShip || !(isAtShipment || order.taxExemption === 'INTRA_COMMUNITY')) return false
  const { captured, refunded } = await loadOrderBalance(tx, order.id)
  return captured <= refunded
}

function invoiceOf(source: InvoiceSource, order: Order, { shippedAt }: SourceRow): InvoiceData {
  const { timeZone } = source.shop
  // An order that was marked as shipped before there were events has no date of it.
  const isShipped = order.fulfillment !== 'UNFULFILLED'
  const suppliedAt = shippedAt ? new Date(shippedAt) : isShipped ? new Date() : null
  return buildInvoice(source, {
    suppliedOn: suppliedAt && localDay(suppliedAt, timeZone),
    paidOn: localDay(order.paidAt ?? new Date(), timeZone),
  })
}

/** Null if nothing of the invoice is left to credit. */
async function creditNoteOf(
  tx: Tx,
  source: InvoiceSource,
  order: Order,
  refundId: string,
): Promise<{ data: InvoiceData; correctsId: string } | null> {
  const refund = await loadRefund(tx, refundId)
  const documents = await loadIssuedDocuments(tx, order.id)
  const invoice = documents.find(({ kind }) => kind === 'INVOICE')
  if (!invoice) throw new Error('The order of the refund has no invoice')
  const earlier = documents.filter(({ kind }) => kind === 'CREDIT_NOTE').map(({ data }) => data)
  const { timeZone } = source.shop
  const data = buildCreditNote(source, invoice.data, refund, earlier, {
    paidOn: localDay(new Date(refund.recordedAt), timeZone),
    corrects: {
      number: invoice.number,
      issuedOn: localDay(new Date(invoice.issuedAt), invoice.data.timeZone),
    },
  })
  return data && { data, correctsId: invoice.id }
}

interface ToInsert {
  data: InvoiceData
  refundId: string | null
  correctsId: string | null
}

/** Writes the event, then takes the next number, inserts the document under it and commits, in one statement. */
async function insertInvoice(tx: Tx, order: Order, row: SourceRow, document: ToInsert): Promise<void> {
  const { data, refundId, correctsId } = document
  const id = v7()
  const type = data.kind === 'INVOICE' ? 'invoice.issued' : 'credit_note.issued'
  await writeEvent(tx, order.id, { type, data: { invoiceId: id }, by: 'system' })
  await tx.em.flush()
  const now = new Date()
  const year = Number(localDay(now, tx.shop.timeZone).slice(0, 4))
  const series = data.kind === 'INVOICE' ? row.invoicePrefix : row.creditNotePrefix
  await executeAndCommit(tx.em, INSERT_INVOICE, [
    tx.shop.id,
    series,
    year,
    now,
    ...[id, data.kind, order.id, refundId, correctsId, data.currency],
    ...[data.totals.gross, data.totals.tax, JSON.stringify(data.taxes), JSON.stringify(data)],
  ])
}

/** Dates follow the numbers, even if the clock of one process is behind. */
const INSERT_INVOICE = `
  with counter as (
    insert into invoice_counter as c (shop_id, series, year, last_number, last_issued_at) values (?, ?, ?, 1, ?)
    on conflict (shop_id, series, year) do update set last_number = c.last_number + 1,
      last_issued_at = greatest(c.last_issued_at, excluded.last_issued_at)
    returning *
  )
  insert into invoice (shop_id, id, kind, order_id, refund_id, corrects_id, series, year, sequence, number, issued_at, currency, total, tax_total, taxes, data)
  select shop_id, ?::uuid, ?, ?::uuid, ?::uuid, ?::uuid, series, year, last_number,
    series || year || '-' || lpad(last_number::text, greatest(5, length(last_number::text)), '0'), last_issued_at, ?, ?::integer, ?::integer, ?::jsonb, ?::jsonb
  from counter`
