import { v7 } from 'uuid'
import { writeAudit } from '../audit/write-audit.ts'
import type { MerchantContext } from '../app/context.ts'
import { actorOf } from '../event/event-types.ts'
import { writeEvent } from '../event/write-event.ts'
import { reject } from '../kernel/errors.ts'
import { parseText } from '../kernel/read-text.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { lockOrderInShop } from './lock-order.ts'
import { MAX_NOTE_LENGTH } from './order-note.ts'
import type { Order } from './order.entity.ts'

/**
 * Writes a note on an order for the other members of the shop. Buyers never see it.
 * @throws OperationError NOT_FOUND, REQUIRED, CARD_NUMBER_IN_TEXT; RequestError BAD_USER_INPUT for more than MAX_NOTE_LENGTH characters
 */
export function addOrderNote(
  ctx: MerchantContext,
  input: { orderCode: string; text: string },
): Promise<{ order: Order }> {
  const text = parseText(input.text, 'text', MAX_NOTE_LENGTH) ?? reject('REQUIRED', 'text')
  return inTransaction(ctx, async (tx) => {
    const order = (await lockOrderInShop(tx, { code: input.orderCode })) ?? reject('NOT_FOUND', 'orderCode')
    const noteId = v7()
    await tx.em.execute(
      'insert into order_note (shop_id, id, order_id, text, member_id, member_name) values (?, ?, ?, ?, ?, ?)',
      [tx.shop.id, noteId, order.id, text, tx.isApiKey ? null : tx.member.id, tx.member.name],
    )
    await writeEvent(tx, order.id, {
      type: 'order.note_added',
      data: { noteId },
      by: actorOf(tx),
    })
    writeAudit(tx, { action: 'addOrderNote', subject: order.code })
    return { order }
  })
}
