import { validate } from 'uuid'
import type { MerchantContext } from '../app/context.ts'
import { invalidCursor, parseCursor, requirePageSize } from '../kernel/cursor.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { all, sql, type Sql } from '../platform/db/sql.ts'

/** What the entries must match; days are in the shop's time zone. */
export interface AuditLogFilter {
  memberId?: string | null
  action?: string | null
  /** The first and the last day: YYYY-MM-DD. */
  since?: string | null
  until?: string | null
}

export interface ListedAuditEntry {
  id: string
  at: Date
  actor: 'MEMBER' | 'API_KEY' | 'SYSTEM'
  /** Of the member or the key; null: nobody requested it. */
  memberName: string | null
  action: string
  subject: string
  /** The client address; null if unknown. */
  address: string | null
}

export interface AuditLogPage {
  rows: ListedAuditEntry[]
  hasNextPage: boolean
}

/** The portal exports in pages of this size. */
export const MAX_AUDIT_PAGE = 500

const EARLIEST_DAY = '0001-01-01'

/**
 * A page of the shop's audit log, newest first, in at most two statements.
 * @throws BAD_USER_INPUT for an invalid page size or cursor
 */
export async function listAuditLog(
  ctx: MerchantContext,
  { filter, first, after }: { filter?: AuditLogFilter | null; first: number; after?: string | null },
): Promise<AuditLogPage> {
  requirePageSize(first, MAX_AUDIT_PAGE)
  const cursor = after == null ? null : parseCursor(after)
  return inTransaction(ctx, async ({ em, shop }) => {
    const conditions = [sql`e.shop_id = ${shop.id}`, ...conditionsOf(filter ?? {}, shop.timeZone)]
    if (cursor) {
      const [position] = await em.execute<{ at: string }[]>(
        'select at::text from audit_entry where shop_id = ? and id = ?',
        [shop.id, cursor],
      )
      if (!position) throw invalidCursor()
      conditions.push(sql`(e.at, e.id) < (${position.at}::timestamptz, ${cursor}::uuid)`)
    }
    const { text, params } = sql`
      select e.id, e.at, e.actor, e.member_name as "memberName", e.action, e.subject, e.address from audit_entry e
      where ${all(conditions)} order by e.at desc, e.id desc limit ${first + 1}`
    const rows = await em.execute<(Omit<ListedAuditEntry, 'at'> & { at: Date | string })[]>(text, params)
    return {
      rows: rows.slice(0, first).map((row) => ({ ...row, at: new Date(row.at) })),
      hasNextPage: rows.length > first,
    }
  })
}

function conditionsOf({ memberId, action, since, until }: AuditLogFilter, timeZone: string): Sql[] {
  const conditions: Sql[] = []
  const clamp = (day: string) => (day < EARLIEST_DAY ? EARLIEST_DAY : day)
  if (memberId) conditions.push(validate(memberId) ? sql`e.member_id = ${memberId}::uuid` : sql`false`)
  if (action) conditions.push(sql`e.action = ${action}`)
  if (since) conditions.push(sql`e.at >= ${clamp(since)}::date::timestamp at time zone ${timeZone}`)
  if (until) conditions.push(sql`e.at < (${clamp(until)}::date + 1)::timestamp at time zone ${timeZone}`)
  return conditions
}
