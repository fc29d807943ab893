import type { MerchantContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { listPage, type ListPage } from '../../../platform/db/list-page.ts'

/** A notification that was not authentic; `displayedFields` are those that its protocol allows a merchant to see. */
export interface RefusedNotification {
  id: string
  protocol: string
  bankName: string | null
  reason: string
  displayedFields: Record<string, string>
  receivedAt: Date
  /** How many similar ones arrived in the same hour before this one and were not kept. */
  omittedCount: number
}

const MAX_PAGE_SIZE = 50

const COLUMNS = `t.id, t.protocol, t.reason, t.displayed_fields as "displayedFields", t.received_at as "receivedAt", t.omitted as "omittedCount",
  (select b.name from gateway_account b where b.shop_id = t.shop_id and b.protocol = t.protocol limit 1) as "bankName"`

/**
 * A page of the shop's refused notifications, newest first, in two statements.
 * @throws RequestError BAD_USER_INPUT for a wrong cursor or page size
 */
export function listRefusedNotifications(
  ctx: MerchantContext,
  input: { first: number; after?: string | null },
): Promise<ListPage<RefusedNotification>> {
  return inTransaction(ctx, async (tx) => {
    const { rows, ...page } = await listPage<
      Omit<RefusedNotification, 'receivedAt'> & { receivedAt: string | Date }
    >(
      tx,
      { table: 'bank_notification_refused', newestBy: 'received_at', columns: COLUMNS },
      { ...input, maxFirst: MAX_PAGE_SIZE },
    )
    return { ...page, rows: rows.map((row) => ({ ...row, receivedAt: new Date(row.receivedAt) })) }
  })
}
