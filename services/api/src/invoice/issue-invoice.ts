import { v7 } from 'uuid'
import type { InTransaction, ShopContext } from '../app/context.ts'
import { writeEvent } from '../event/write-event.ts'
import { localDay } from '../kernel/local-day.ts'
import { lockOrderInShop } from '../order/lock-order.ts'
import type { Order } from '../order/order.entity.ts'
import { isPaidInTest } from '../payment/ledger/is-paid-in-test.ts'
import { loadOrderBalance } from '../payment/ledger/load-order-balance.ts'
import { executeAndCommit } from '../platform/db/execute-and-commit.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { dueRowsTask } from '../shop/due-rows-task.ts'
import { composeCreditNote, type DueDocument } from './compose-credit-note.ts'
import { composeInvoice } from './compose-invoice.ts'
import type { InvoiceData } from './invoice-data.ts'
import { loadSource, type SourceRow } from './load-invoice-source.ts'

type Tx = InTransaction<ShopContext>

/**
 * Issues the invoice of an order, or the credit note of a refund or of an invoice to cancel, if it is due: in one transaction with the end of its waiting, so that it happens exactly
 * once whatever crashes. Its number is taken by the last statement, which locks the shop's counter until the commit that goes with it.
 * @param dueId the id of the order, of the refund, or of the invoice to cancel
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
    // Not even a document that was never given to anybody: numbers of a legal series stand for sales.
    if (await isPaidInTest(tx, order.id)) return endWaiting(tx, order)
    const { source, row } = await loadSource(tx, order)
    const isCreditNote = Boolean(due.refundId ?? due.cancelsId)
    if (!isCreditNote && (await isNeverInvoiced(tx, order, row))) return endWaiting(tx, order)
    const document = isCreditNote
      ? await composeCreditNote(tx, source, order, due)
      : { data: await composeInvoice(tx, source, order, row), correctsId: null }
    if (!document) return true
    await insertInvoice(tx, order, row, { ...document, refundId: due.refundId })
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
async function takeDue({ em, shop }: Tx, id: string): Promise<DueDocument | undefined> {
  const [due] = await em.execute<DueDocument[]>(
    `delete from invoice_due d using due_invoice v
     where d.shop_id = ? and d.id = ? and v.shop_id = d.shop_id and v.id = d.id
     returning d.refund_id as "refundId", d.cancels_id as "cancelsId"`,
    [shop.id, id],
  )
  return due
}

/** Nothing of the order is issued. */
async function endWaiting({ em, shop }: Tx, order: Order): Promise<true> {
  await em.execute('delete from invoice_due where shop_id = ? and order_id = ?', [shop.id, order.id])
  return true
}

/** Whether the invoice waited for the shipment of an order that was refunded in whole before it: nothing was sold, so there is nothing to invoice or credit. */
async function isNeverInvoiced(tx: Tx, order: Order, { isAtShipment }: SourceRow): Promise<boolean> {
  if (!order.hasNothingToShip || !(isAtShipment || order.taxExemption === 'INTRA_COMMUNITY')) return false
  const { captured, refunded } = await loadOrderBalance(tx, order.id)
  return captured <= refunded
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
    ...[id, data.kind, order.id, refundId, correctsId, order.id, data.currency],
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
  insert into invoice (shop_id, id, kind, order_id, refund_id, corrects_id, ordinal, series, year, sequence, number, issued_at, currency, total, tax_total, taxes, data)
  select shop_id, ?::uuid, ?, ?::uuid, ?::uuid, ?::uuid,
    1 + (select count(*) from invoice c where c.shop_id = counter.shop_id and c.order_id = ?::uuid and c.kind = 'CREDIT_NOTE' and c.refund_id is null),
    series, year, last_number,
    series || year || '-' || lpad(last_number::text, greatest(5, length(last_number::text)), '0'), last_issued_at, ?, ?::integer, ?::integer, ?::jsonb, ?::jsonb
  from counter`
