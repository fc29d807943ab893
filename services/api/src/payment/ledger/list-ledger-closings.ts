import type { MerchantContext } from '../../app/context.ts'
import { requirePageSize } from '../../kernel/cursor.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { CLOSING_COLUMNS, type LedgerClosing } from './ledger-hash.ts'
import { MAX_LEDGER_PAGE } from './list-ledger.ts'

/**
 * The newest closed periods of the shop's ledger: days, months or years, one for each currency.
 * @throws BAD_USER_INPUT for an invalid number of them
 */
export async function listLedgerClosings(
  ctx: MerchantContext,
  { periodKind, first }: { periodKind: LedgerClosing['periodKind']; first: number },
): Promise<LedgerClosing[]> {
  requirePageSize(first, MAX_LEDGER_PAGE)
  return inTransaction(ctx, ({ em, shop }) =>
    em.execute<LedgerClosing[]>(
      `select ${CLOSING_COLUMNS} from ledger_closing c where c.shop_id = ? and c.period_kind = ?
       order by c.period desc, c.is_test, c.currency limit ?`,
      [shop.id, periodKind, first],
    ),
  )
}
