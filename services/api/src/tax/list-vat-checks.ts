import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { listPage, type ListPage } from '../platform/db/list-page.ts'
import type { VatCheck } from './record-vat-check.ts'

/**
 * The recorded checks of VAT numbers, newest first.
 * @throws BAD_USER_INPUT for an invalid page size or cursor
 */
export const listVatChecks = (
  ctx: MerchantContext,
  { first, after }: { first: number; after?: string | null | undefined },
): Promise<ListPage<VatCheck>> =>
  inTransaction(ctx, (tx) =>
    listPage<VatCheck>(
      tx,
      {
        table: 'vat_check',
        newestBy: 'recorded_at',
        columns: 't.id, t.number, t.checked_on::text as "checkedOn", t.reference',
      },
      { first, after, maxFirst: 100 },
    ),
  )
