import type { BuyerContext, MerchantContext } from '../app/context.ts'
import type { BatchQuery } from '../platform/db/batch-load.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'
import type { Invoice } from './invoice-data.ts'
import { INVOICE_COLUMNS } from './invoice-period.ts'

/** Invoices and credit notes of several orders, in the order of their issue, in one statement. */
export const invoicesOfOrders: BatchQuery<Invoice> = (ctx, orderIds) => selectInvoices(ctx, orderIds)

export const selectInvoices = (
  ctx: MerchantContext | BuyerContext,
  orderIds: readonly string[],
): Promise<Invoice[]> =>
  inTransaction(ctx, async ({ em, shop }) => {
    const rows = await em.execute<Invoice[]>(
      `select ${INVOICE_COLUMNS} from invoice t where t.shop_id = ? and t.order_id = any(?::uuid[]) order by t.issued_at, t.id`,
      [shop.id, toArray(orderIds)],
    )
    return rows.map((row) => ({ ...row, issuedAt: new Date(row.issuedAt) }))
  })

/** Why the invoice of a paid order, or the credit note of a refund, is not issued yet. */
export const INVOICE_WAITS = ['BUSINESS_IDENTITY', 'VAT_NUMBER', 'SHIPMENT', 'INVOICE', 'SOON'] as const
export type InvoiceWait = (typeof INVOICE_WAITS)[number]

/** A document that is still to be issued. */
export interface WaitingInvoice {
  orderId: string
  orderCode: string
  isCreditNote: boolean
  since: Date
  wait: InvoiceWait
}

/** SQL of documents still to be issued, without an order: `where` and the rest follow. */
const SELECT_WAITING = `
  select d.order_id as "orderId", o.code as "orderCode", d.id <> d.order_id as "isCreditNote", d.since,
    case
      when v.id is not null then 'SOON'
      when public.missing_for_invoice(s.business, o.tax_exemption) is not null then public.missing_for_invoice(s.business, o.tax_exemption)
      when d.refund_id is not null then 'INVOICE'
      else 'SHIPMENT'
    end as wait
  from invoice_due d
    join "order" o on o.shop_id = d.shop_id and o.id = d.order_id
    join shop s on s.id = d.shop_id
    left join due_invoice v on v.shop_id = d.shop_id and v.id = d.id
  where d.shop_id = ?`

const toWaiting = (rows: WaitingInvoice[]): WaitingInvoice[] =>
  rows.map((row) => ({ ...row, since: new Date(row.since) }))

/** Documents of several orders that are still to be issued. */
export const waitingInvoicesOfOrders: BatchQuery<WaitingInvoice> = (ctx, orderIds) =>
  inTransaction(ctx, async ({ em, shop }) =>
    toWaiting(
      await em.execute<WaitingInvoice[]>(
        `${SELECT_WAITING} and d.order_id = any(?::uuid[]) order by d.since, d.id`,
        [shop.id, toArray(orderIds)],
      ),
    ),
  )

/** The shop's documents that wait for something that a member must enter, oldest first, and how many there are at most. */
export const MAX_BLOCKED = 100

export const listBlockedInvoices = (ctx: MerchantContext): Promise<WaitingInvoice[]> =>
  inTransaction(ctx, async ({ em, shop }) =>
    toWaiting(
      await em.execute<WaitingInvoice[]>(
        `${SELECT_WAITING} and v.id is null and public.missing_for_invoice(s.business, o.tax_exemption) is not null order by d.since, d.id limit ?`,
        [shop.id, MAX_BLOCKED],
      ),
    ),
  )
