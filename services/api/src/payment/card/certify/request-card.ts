import { v7 } from 'uuid'
import { writeAudit } from '../../../audit/write-audit.ts'
import type { InTransaction, MerchantContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { reject } from '../../../kernel/errors.ts'
import { MailKind } from '../../../mail/mail.type.ts'
import { queueMails } from '../../../mail/queue-mails.ts'
import { writeMails } from '../../../mail/write-mail.ts'
import { lockOrderInShop } from '../../../order/lock-order.ts'
import { changeOrderStatus } from '../../../order/change-order-status.ts'
import { isPayable, nextStatus } from '../../../order/order-status.ts'
import type { Order } from '../../../order/order.entity.ts'
import { writeOrderEvent } from '../../../order/write-order-event.ts'
import { hmacOf, sha256 } from '../../../platform/crypto/sign.ts'
import { acceptsCards } from '../../../shop/available-payment-modes.ts'
import { CardPayment } from '../card-payment.entity.ts'
import { closeCardPayment } from '../close-card-payment.ts'
import { cardTimelineMessage } from '../timeline-messages.ts'

/** How long the link of a card request is valid. */
export const CARD_REQUEST_HOURS = 72

/** The secret in the link of a card request. Computed when the mail is written, stored only as a hash, never logged. */
export const cardRequestToken = (
  key: Buffer,
  order: { shopId: string; id: string },
  requestId: string,
): string => hmacOf(key, 'card-request', order.shopId, order.id, requestId)

/**
 * Closes the order's card payment, erases its digits and mails the buyer a single-use link, valid for 72 hours, to enter
 * a card again. Also possible after a card was declined or when an earlier link was not used.
 * @throws CARD_NOT_REQUESTABLE when the order can't be paid by card or never had a card.
 */
export async function requestCard(
  ctx: MerchantContext,
  input: { orderCode: string },
): Promise<{ order: Order }> {
  const { order, mailIds } = await inTransaction(ctx, async (tx) => {
    const found = (await lockOrderInShop(tx, { code: input.orderCode })) ?? reject('NOT_FOUND', 'orderCode')
    const page = tx.shop.cardPageUrl ?? (tx.shop.origins[0] && `${tx.shop.origins[0]}/card`)
    if (!page || !(await acceptsCards(tx.shop, new Date())))
      return reject('CARD_NOT_REQUESTABLE', 'orderCode')
    await closePayment(tx, found)
    const requestId = await writeRequest(tx, found)
    writeAudit(tx, { action: 'requestCard', subject: found.code })
    await tx.em.flush()
    return {
      order: found,
      mailIds: await writeMails(tx, [
        {
          orderId: found.id,
          kind: MailKind.CARD_REQUEST,
          recipient: found.email,
          details: { requestId, page },
        },
      ]),
    }
  })
  await queueMails(ctx, mailIds)
  return { order }
}

async function closePayment(tx: InTransaction<MerchantContext>, order: Order): Promise<void> {
  const event = {
    kind: 'CARD_REQUESTED',
    by: tx.member.name,
    message: cardTimelineMessage('requested', tx.shop.locale),
  }
  await closeCardPayment(tx, order.id)
  if (nextStatus(order.status, 'requestCard')) return changeOrderStatus(tx, order, 'requestCard', event)
  const hadCard = await tx.em.count(CardPayment, { shopId: tx.shop.id, orderId: order.id })
  if (!isPayable(order.status) || hadCard === 0) return reject('CARD_NOT_REQUESTABLE', 'orderCode')
  writeOrderEvent(tx, order, event)
}

/** Creates the card request and expires the order's earlier ones. */
async function writeRequest(tx: InTransaction<MerchantContext>, order: Order): Promise<string> {
  const id = v7()
  const tokenHash = sha256(cardRequestToken(tx.app.env.orderTokenKey, order, id)).toString('hex')
  await tx.em.execute(
    'update card_request set expires_at = now() where shop_id = ? and order_id = ? and used_at is null and expires_at > now()',
    [tx.shop.id, order.id],
  )
  await tx.em.execute(
    `insert into card_request (id, shop_id, order_id, token_hash, expires_at)
     values (?, ?, ?, decode(?, 'hex'), now() + make_interval(hours => ?))`,
    [id, tx.shop.id, order.id, tokenHash, CARD_REQUEST_HOURS],
  )
  return id
}
