import type { InTransaction, ShopContext } from '../app/context.ts'
import { localDay } from '../kernel/local-day.ts'
import type { Order } from '../order/order.entity.ts'
import { buildCreditNote, type RecordedRefund } from './build-credit-note.ts'
import type { InvoiceData } from './invoice-data.ts'
import type { InvoiceSource } from './invoice-source.ts'
import { loadIssuedDocuments, loadRefund } from './load-invoice-source.ts'

type Tx = InTransaction<ShopContext>

/** What is to be issued: the credit note of a refund, one that cancels an invoice, or with neither the invoice of an order. */
export interface DueDocument {
  refundId: string | null
  cancelsId: string | null
}

/**
 * The credit note of a refund of a locked order, or the one that cancels its invoice. Null if nothing of the invoice is left to credit. The buyer whose
 * data was erased from the order is the one of the invoice.
 */
export async function composeCreditNote(
  tx: Tx,
  source: InvoiceSource,
  order: Order,
  { refundId, cancelsId }: DueDocument,
): Promise<{ data: InvoiceData; correctsId: string } | null> {
  const documents = await loadIssuedDocuments(tx, order.id)
  const invoice = documents.findLast(({ id, kind }) => kind === 'INVOICE' && (!cancelsId || id === cancelsId))
  if (!invoice) throw new Error('The order has no invoice to correct')
  const refund = refundId ? await loadRefund(tx, refundId) : null
  const earlier = documents.filter(({ correctsId }) => correctsId === invoice.id).map(({ data }) => data)
  const data = buildCreditNote(source, invoice.data, refund ?? allOf(invoice.data), earlier, {
    paidOn: localDay(refund ? new Date(refund.recordedAt) : new Date(), source.shop.timeZone),
    corrects: {
      number: invoice.number,
      issuedOn: localDay(new Date(invoice.issuedAt), invoice.data.timeZone),
    },
  })
  if (!data) return null
  const { buyer, deliverTo, mentions } = invoice.data
  const named = order.erasedAt ? { ...data, buyer, deliverTo, mentions } : data
  return { data: refund ? named : { ...named, isCancellation: true }, correctsId: invoice.id }
}

/** As if all of the invoice was refunded. */
const allOf = ({ lines, charges, totals }: InvoiceData): RecordedRefund => ({
  amount: totals.gross,
  shippingAmount: charges.reduce((sum, { gross }) => sum + gross, 0),
  otherAmount: 0,
  lines: lines.map(({ orderLineId, quantity, gross }) => ({
    orderLineId: orderLineId ?? '',
    quantity,
    amount: gross,
  })),
})
