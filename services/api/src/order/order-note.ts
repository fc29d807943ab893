import type { MerchantContext } from '../app/context.ts'
import type { BatchQuery } from '../platform/db/batch-load.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'

/** What a member or a program of the shop wrote about an order, for the members. */
export interface OrderNote {
  orderId: string
  id: string
  text: string
  /** Null: an API key wrote it, of that name. */
  memberId: string | null
  memberName: string
  writtenAt: Date
}

/** The most characters of a note. */
export const MAX_NOTE_LENGTH = 2000

/** Who may remove a note: its author, and an owner. */
export const mayRemoveNote = (
  { member, role }: Pick<MerchantContext, 'member' | 'role'>,
  note: Pick<OrderNote, 'memberId'>,
): boolean => role === 'OWNER' || member.id === note.memberId

/** The notes on several orders, oldest first, in one statement. */
export const notesOfOrders: BatchQuery<OrderNote> = (ctx, orderIds) =>
  inTransaction(ctx, async ({ em, shop }) => {
    const rows = await em.execute<(Omit<OrderNote, 'writtenAt'> & { writtenAt: string })[]>(SELECT, [
      shop.id,
      toArray(orderIds),
    ])
    return rows.map((row) => ({ ...row, writtenAt: new Date(row.writtenAt) }))
  })

const SELECT = `
  select order_id as "orderId", id, text, member_id as "memberId", member_name as "memberName", written_at as "writtenAt"
  from order_note where shop_id = ? and order_id = any(?::uuid[]) order by written_at, id`
