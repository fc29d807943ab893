import { inTransaction, type MerchantContext } from '../../../app/context.ts'
import { invalidCursor, requirePageSize, parseCursor } from '../../../kernel/cursor.ts'
import type { Page } from '../../../kernel/page-info.type.ts'

/** A notification that was not authentic; `displayedFields` are those that its protocol allows a merchant to see. */
export interface RefusedNotification {
  id: string
  protocol: string
  bankName: string | null
  reason: string
  displayedFields: Record<string, string>
  receivedAt: Date
}

/** Newest first. */
export interface RefusedPage extends Page {
  notifications: RefusedNotification[]
}

const MAX_PAGE_SIZE = 50

/** A page of the shop's refused notifications, in two statements. @throws RequestError BAD_USER_INPUT for a wrong cursor or page size */
export function listRefusedNotifications(
  ctx: MerchantContext,
  input: { first: number; after?: string | null },
): Promise<RefusedPage> {
  requirePageSize(input.first, MAX_PAGE_SIZE)
  return inTransaction(ctx, async (tx) => {
    const after = input.after == null ? null : parseCursor(input.after)
    const [counted] = await tx.em.execute<{ total: number; cursor_exists: boolean }[]>(
      `select count(*)::int as total,
         exists (select from bank_notification_refused a where a.shop_id = ? and a.id = ?) as cursor_exists
       from bank_notification_refused n where n.shop_id = ?`,
      [tx.shop.id, after, tx.shop.id],
    )
    if (after && !counted?.cursor_exists) throw invalidCursor()
    const rows = await tx.em.execute<Row[]>(
      `select n.id, n.protocol, n.reason, n.displayed_fields as "displayedFields", n.received_at, (
         select b.name from gateway_account b where b.shop_id = n.shop_id and b.protocol = n.protocol limit 1) as bank_name
       from bank_notification_refused n where n.shop_id = ? ${after ? AFTER_CURSOR : ''}
       order by n.received_at desc, n.id desc limit ?`,
      [tx.shop.id, ...(after ? [after] : []), input.first + 1],
    )
    return {
      notifications: rows.slice(0, input.first).map(toRefused),
      totalCount: counted?.total ?? 0,
      hasNextPage: rows.length > input.first,
      hasPreviousPage: after !== null,
    }
  })
}

const AFTER_CURSOR =
  'and (n.received_at, n.id) < (select a.received_at, a.id from bank_notification_refused a where a.id = ?)'

interface Row {
  id: string
  protocol: string
  reason: string
  displayedFields: Record<string, string>
  received_at: Date | string
  bank_name: string | null
}

const toRefused = (row: Row): RefusedNotification => ({
  id: row.id,
  protocol: row.protocol,
  bankName: row.bank_name,
  reason: row.reason,
  displayedFields: row.displayedFields,
  receivedAt: new Date(row.received_at),
})
