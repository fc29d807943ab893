import type { MerchantContext } from '../../app/context.ts'
import { RequestError } from '../../kernel/errors.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { all, sql } from '../../platform/db/sql.ts'
import type { IssuedDocument } from '../factur-x/write-factur-x.ts'
import { conditionsOf, type InvoiceFilter } from '../invoice-period.ts'
import { renderInvoice } from '../render-invoice.ts'
import { BYTE_ORDER_MARK, toCsv, type Cell } from '../../kernel/to-csv.ts'
import { exportText } from './export-texts.ts'
import { journalHead, journalRows } from './journal.ts'
import { MAX_ZIP_FILES, writeZip, type ZipFile } from './zip.ts'

const PER_PAGE = 100

/**
 * A ZIP archive of the PDFs of a period, oldest first, with a CSV journal at its end. It is written while it is sent, and no transaction stays open meanwhile.
 * @throws BAD_USER_INPUT for a period with more documents than an archive can hold
 */
export async function exportInvoices(
  ctx: MerchantContext,
  filter: InvoiceFilter,
): Promise<AsyncGenerator<Buffer>> {
  const { text, params } = all(conditionsOf(filter, ctx.shop.timeZone))
  const [counted] = await inTransaction(ctx, ({ em, shop }) =>
    em.execute<{ count: number }[]>(
      `select count(*)::integer as count from invoice t where t.shop_id = ? and ${text}`,
      [shop.id, ...params],
    ),
  )
  if ((counted?.count ?? 0) >= MAX_ZIP_FILES)
    throw new RequestError('BAD_USER_INPUT', 'Too many documents for one archive: choose a shorter period.')
  return writeZip(filesOf(ctx, filter))
}

async function* filesOf(ctx: MerchantContext, filter: InvoiceFilter): AsyncGenerator<ZipFile> {
  const rows: Cell[][] = [journalHead(ctx.language)]
  for await (const document of documentsOf(ctx, filter)) {
    rows.push(...journalRows(document, ctx.language))
    const content = await renderInvoice(ctx.shop.id, document)
    yield { name: `${document.number}.pdf`, content, modifiedAt: document.issuedAt }
  }
  const content = Buffer.from(BYTE_ORDER_MARK + toCsv(rows, ctx.language))
  yield { name: exportText('journalFile', ctx.language), content, modifiedAt: new Date() }
}

/** The documents of a period, oldest first, page by page. */
async function* documentsOf(ctx: MerchantContext, filter: InvoiceFilter): AsyncGenerator<IssuedDocument> {
  let last: { at: string; id: string } | null = null
  for (;;) {
    const conditions = [sql`t.shop_id = ${ctx.shop.id}`, ...conditionsOf(filter, ctx.shop.timeZone)]
    if (last) conditions.push(sql`(t.issued_at, t.id) > (${last.at}::timestamptz, ${last.id}::uuid)`)
    const { text, params } = sql`
      select t.id, t.issued_at::text as at, t.number, t.issued_at as "issuedAt", t.data from invoice t
      where ${all(conditions)} order by t.issued_at, t.id limit ${PER_PAGE}`
    const rows: (IssuedDocument & { at: string; id: string })[] = await inTransaction(ctx, ({ em }) =>
      em.execute(text, params),
    )
    for (const row of rows) yield { ...row, issuedAt: new Date(row.issuedAt) }
    if (rows.length < PER_PAGE) return
    last = rows.at(-1) ?? null
  }
}
