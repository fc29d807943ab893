import { v7 } from 'uuid'
import { writeAudit } from '../../../audit/write-audit.ts'
import type { InTransaction, MerchantContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { reject } from '../../../kernel/errors.ts'
import type { NewEvent } from '../../../event/event-types.ts'
import { actorOf } from '../../../event/event-types.ts'
import { writeEvent } from '../../../event/write-event.ts'
import { lockOrderInShop } from '../../../order/lock-order.ts'
import { changeOrderStatus } from '../../../order/change-order-status.ts'
import { isPayable, nextStatus } from '../../../order/order-status.ts'
import type { Order } from '../../../order/order.entity.ts'
import type { Keys } from '../../../platform/crypto/keys.ts'
import { hmacOf, sha256 } from '../../../platform/crypto/sign.ts'
import type { Shop } from '../../../shop/shop.ts'
import { acceptsCards } from '../../../shop/available-payment-modes.ts'
import { isCardOffered } from '../../../shop/card-offer.ts'
import { CardPayment } from '../card-payment.entity.ts'
import { closeCardPayment } from '../close-card-payment.ts'

/** How long the link of a card request is valid. */
export const CARD_REQUEST_HOURS = 72

/** The secret in the link of a card request. Computed when the mail is written, stored only as a hash, never logged. */
export const cardRequestToken = (
  [first]: Keys,
  order: { shopId: string; id: string },
  requestId: string,
): string => tokenOf(first, order, requestId)

/** The token of which this hash (SHA-256) is stored; undefined if none of the keys made it. */
export const findCardRequestToken = (
  keys: Keys,
  order: { shopId: string; id: string },
  request: { id: string; tokenHash: Buffer },
): string | undefined =>
  keys.map((key) => tokenOf(key, order, request.id)).find((token) => sha256(token).equals(request.tokenHash))

const tokenOf = (key: Buffer, order: { shopId: string; id: string }, requestId: string): string =>
  hmacOf(key, 'card-request', order.shopId, order.id, requestId)

/**
 * Closes the order's card payment, erases its digits and mails the buyer a single-use link, valid for 72 hours, to enter
 * a card again. Also possible after a card was declined or when an earlier link was not used.
 * @throws CARD_NOT_REQUESTABLE when the order can't be paid by card or never had a card.
 */
export function requestCard(ctx: MerchantContext, input: { orderCode: string }): Promise<{ order: Order }> {
  return inTransaction(ctx, async (tx) => {
    const order = (await lockOrderInShop(tx, { code: input.orderCode })) ?? reject('NOT_FOUND', 'orderCode')
    const billingCountry = order.billingAddress.countryCode
    if (!cardPageOf(tx.shop) || !isCardOffered(tx.shop, { channel: order.channel, billingCountry }))
      return reject('CARD_NOT_REQUESTABLE', 'orderCode')
    if (!(await acceptsCards(tx.shop, new Date()))) return reject('CARD_NOT_REQUESTABLE', 'orderCode')
    const data = { requestId: await writeCardRequest(tx, order, CARD_REQUEST_HOURS) }
    await closePayment(tx, order, { type: 'card.requested', data, by: actorOf(tx) })
    writeAudit(tx, { action: 'requestCard', subject: order.code })
    return { order }
  })
}

/** Where the buyer enters a card again; undefined if the shop has no page for it. */
export const cardPageOf = ({ cardPageUrl, origins }: Shop): string | undefined =>
  cardPageUrl ?? (origins[0] && `${origins[0]}/card`)

async function closePayment(
  tx: InTransaction<MerchantContext>,
  order: Order,
  event: NewEvent,
): Promise<void> {
  await closeCardPayment(tx, order.id)
  if (nextStatus(order.status, 'requestCard')) return changeOrderStatus(tx, order, 'requestCard', event)
  const hadCard = await tx.em.count(CardPayment, { shopId: tx.shop.id, orderId: order.id })
  if (!isPayable(order.status) || hadCard === 0) return reject('CARD_NOT_REQUESTABLE', 'orderCode')
  await writeEvent(tx, order.id, event)
}

/** Ends the links of earlier card requests for the order that were not used. */
export async function expireCardRequests(
  { em, shop }: InTransaction<MerchantContext>,
  orderId: string,
): Promise<void> {
  await em.execute(
    'update card_request set expires_at = now() where shop_id = ? and order_id = ? and used_at is null and expires_at > now()',
    [shop.id, orderId],
  )
}

/** Creates a card request that is valid for so many hours, and expires the order's earlier ones. */
export async function writeCardRequest(
  tx: InTransaction<MerchantContext>,
  order: Order,
  hours: number,
): Promise<string> {
  const id = v7()
  const tokenHash = sha256(cardRequestToken(tx.app.env.orderTokenKeys, order, id)).toString('hex')
  await expireCardRequests(tx, order.id)
  await tx.em.execute(
    `insert into card_request (id, shop_id, order_id, token_hash, expires_at)
     values (?, ?, ?, decode(?, 'hex'), now() + make_interval(hours => ?))`,
    [id, tx.shop.id, order.id, tokenHash, hours],
  )
  return id
}
