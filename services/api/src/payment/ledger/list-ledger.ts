import type { MerchantContext } from '../../app/context.ts'
import { invalidCursor, parseCursor, requirePageSize } from '../../kernel/cursor.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { all, sql, toArray, type Sql } from '../../platform/db/sql.ts'
import { ENTRY_COLUMNS, type LedgerEntry } from './ledger-hash.ts'
import type { LedgerKind } from './ledger-kind.ts'

/** What the entries must match; days are in the shop's time zone. */
export interface LedgerFilter {
  kinds?: readonly LedgerKind[] | null
  /** The first and the last day: YYYY-MM-DD. */
  since?: string | null
  until?: string | null
  /** The first and the last entry, for an archive. */
  fromSequence?: number | null
  toSequence?: number | null
}

/** Sums of all entries that match the filter, in minor units. */
export interface LedgerTotals {
  currency: string
  isTest: boolean
  received: number
  returned: number
}

export interface LedgerPage {
  rows: LedgerEntry[]
  hasNextPage: boolean
}

/** The portal exports in pages of this size. */
export const MAX_LEDGER_PAGE = 500

const EARLIEST_DAY = '0001-01-01'

/**
 * A page of the shop's ledger, newest first or oldest first.
 * @throws BAD_USER_INPUT for an invalid page size or cursor
 */
export async function listLedger(
  ctx: MerchantContext,
  input: { filter: LedgerFilter; first: number; after: string | null; oldestFirst: boolean },
): Promise<LedgerPage> {
  const { filter, first, oldestFirst } = input
  requirePageSize(first, MAX_LEDGER_PAGE)
  const cursor = input.after === null ? null : parseCursor(input.after)
  return inTransaction(ctx, async ({ em, shop }) => {
    const conditions = [sql`e.shop_id = ${shop.id}`, ...conditionsOf(filter, shop.timeZone)]
    if (cursor) {
      const [position] = await em.execute<{ sequence: number }[]>(
        'select sequence::float8 as sequence from ledger_entry where shop_id = ? and id = ?',
        [shop.id, cursor],
      )
      if (!position) throw invalidCursor()
      conditions.push(
        oldestFirst
          ? sql`e.sequence > ${position.sequence}::bigint`
          : sql`e.sequence < ${position.sequence}::bigint`,
      )
    }
    const { text, params } = all(conditions)
    const rows = await em.execute<LedgerEntry[]>(
      `select ${ENTRY_COLUMNS} from ledger_entry e where ${text} order by e.sequence ${oldestFirst ? 'asc' : 'desc'} limit ?`,
      [...params, first + 1],
    )
    return { rows: rows.slice(0, first), hasNextPage: rows.length > first }
  })
}

/** The sums of the entries that match, by currency. */
export const sumLedger = (ctx: MerchantContext, filter: LedgerFilter): Promise<LedgerTotals[]> =>
  inTransaction(ctx, ({ em, shop }) => {
    const { text, params } = all([sql`e.shop_id = ${shop.id}`, ...conditionsOf(filter, shop.timeZone)])
    return em.execute<LedgerTotals[]>(
      `select e.currency, e.is_test as "isTest", coalesce(sum(e.amount) filter (where e.amount > 0), 0)::float8 as received,
         coalesce(sum(e.amount) filter (where e.amount < 0), 0)::float8 as returned
       from ledger_entry e where ${text} group by e.currency, e.is_test order by e.is_test, e.currency`,
      [...params],
    )
  })

function conditionsOf(filter: LedgerFilter, timeZone: string): Sql[] {
  const { kinds, since, until, fromSequence, toSequence } = filter
  const conditions: Sql[] = []
  const clamp = (day: string) => (day < EARLIEST_DAY ? EARLIEST_DAY : day)
  if (kinds) conditions.push(sql`e.kind = any(${toArray(kinds)}::text[])`)
  if (since) conditions.push(sql`e.at >= ${clamp(since)}::date::timestamp at time zone ${timeZone}`)
  if (until) conditions.push(sql`e.at < (${clamp(until)}::date + 1)::timestamp at time zone ${timeZone}`)
  if (fromSequence != null) conditions.push(sql`e.sequence >= ${fromSequence}::bigint`)
  if (toSequence != null) conditions.push(sql`e.sequence <= ${toSequence}::bigint`)
  return conditions
}
