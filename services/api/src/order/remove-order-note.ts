import { validate as isUuid } from 'uuid'
import { writeAudit } from '../audit/write-audit.ts'
import type { MerchantContext } from '../app/context.ts'
import { actorOf } from '../event/event-types.ts'
import { writeEvent } from '../event/write-event.ts'
import { reject } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { lockOrderInShop } from './lock-order.ts'
import { mayRemoveNote, type OrderNote } from './order-note.ts'
import type { Order } from './order.entity.ts'

/**
 * Removes a note from an order. Its timeline keeps that there was one.
 * @throws OperationError NOT_FOUND, NOTE_OF_SOMEBODY_ELSE for who neither wrote it nor owns the shop
 */
export function removeOrderNote(ctx: MerchantContext, noteId: string): Promise<{ order: Order }> {
  if (!isUuid(noteId)) return reject('NOT_FOUND', 'noteId')
  return inTransaction(ctx, async (tx) => {
    const [note] = await tx.em.execute<Pick<OrderNote, 'orderId' | 'memberId'>[]>(
      'select order_id as "orderId", member_id as "memberId" from order_note where shop_id = ? and id = ?',
      [tx.shop.id, noteId],
    )
    if (!note) return reject('NOT_FOUND', 'noteId')
    if (!mayRemoveNote(tx, note)) return reject('NOTE_OF_SOMEBODY_ELSE', 'noteId')
    const order = (await lockOrderInShop(tx, { id: note.orderId })) ?? reject('NOT_FOUND', 'noteId')
    const removed = await tx.em.execute<object[]>(
      'delete from order_note where shop_id = ? and id = ? returning id',
      [tx.shop.id, noteId],
    )
    if (removed.length === 0) return reject('NOT_FOUND', 'noteId')
    await writeEvent(tx, order.id, {
      type: 'order.note_removed',
      data: { noteId },
      by: actorOf(tx),
    })
    writeAudit(tx, { action: 'removeOrderNote', subject: order.code })
    return { order }
  })
}
