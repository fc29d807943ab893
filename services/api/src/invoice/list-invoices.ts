import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { listPage, type ListPage } from '../platform/db/list-page.ts'
import { all } from '../platform/db/sql.ts'
import type { Invoice } from './invoice-data.ts'
import { conditionsOf, INVOICE_COLUMNS, type InvoiceFilter } from './invoice-period.ts'

/** A document with what a list shows of it. The buyer's name is that on the document. */
export type ListedInvoice = Invoice & { orderCode: string; buyer: string }

const MAX_PAGE_SIZE = 100

/**
 * A page of the shop's invoices and credit notes, newest first.
 * @throws BAD_USER_INPUT for an invalid page size or cursor
 */
export function listInvoices(
  ctx: MerchantContext,
  { filter, first, after }: { filter?: InvoiceFilter | null; first: number; after?: string | null },
): Promise<ListPage<ListedInvoice>> {
  return inTransaction(ctx, async (tx) => {
    const { text, params } = all(conditionsOf(filter ?? {}, tx.shop.timeZone))
    const page = await listPage<ListedInvoice>(
      tx,
      {
        table: 'invoice',
        newestBy: 'issued_at',
        where: text,
        params,
        columns: `${INVOICE_COLUMNS}, ${BUYER} as buyer, (select o.code from "order" o where o.shop_id = t.shop_id and o.id = t.order_id) as "orderCode"`,
      },
      { first, after: after ?? null, maxFirst: MAX_PAGE_SIZE },
    )
    return { ...page, rows: page.rows.map((row) => ({ ...row, issuedAt: new Date(row.issuedAt) })) }
  })
}

/** SQL of who bought: the company, or first and last name. */
export const BUYER = `coalesce(t.data #>> '{buyer,address,company}', concat_ws(' ', t.data #>> '{buyer,address,firstName}', t.data #>> '{buyer,address,lastName}'))`
