import { splitNumber } from '@triclic/card-core'
import { v7 } from 'uuid'
import { inTransaction, type BuyerContext } from '../../../app/context.ts'
import { RequestError, reject, OperationError, serviceUnavailable } from '../../../kernel/errors.ts'
import { Order } from '../../../order/order.entity.ts'
import { acceptsCards } from '../../../shop/available-payment-modes.ts'
import { requireCurrentSettings } from '../mail-settings/require-current-settings.ts'
import type { CardInput } from './card.input.ts'
import { requirePayable } from '../../require-payable.ts'
import { buildFragment } from '../custody/fragment-content.ts'
import { limitCardAttempts } from './limit-card-attempts.ts'
import { loadOrderForPayment, type OrderToPay } from './load-order-for-payment.ts'
import { newMatchCode } from './new-match-code.ts'
import { queueCardFragment } from './queue-card-fragment.ts'
import { parseIdempotencyKey } from '../../parse-idempotency-key.ts'
import { recordCardPayment } from './record-card-payment.ts'
import { sealCardParts } from './seal-card-parts.ts'
import { splitCheckedCard } from './split-checked-card.ts'

export interface PayByCardInput {
  orderCode: string
  /** The order's own token, or that of a card request. */
  orderToken: string
  card: CardInput
  idempotencyKey?: string | null
  abandonOpenAttempt?: boolean | null
}

/**
 * Takes a card for an order. The number is split here; the six last digits, encrypted to the shop's OpenPGP key if it has
 * one, are sealed and queued first, the payment with the sealed kept digits is committed second. Nothing is stored or queued for a card that is refused.
 * @throws SERVICE_UNAVAILABLE when the queue is down or the outcome of the commit unknown: the same key tells then.
 */
export async function payByCard(ctx: BuyerContext, input: PayByCardInput): Promise<{ order: Order }> {
  const asked = { ...input, idempotencyKey: parseIdempotencyKey(input.idempotencyKey) }
  const look = await inTransaction(ctx, (tx) => loadOrderForPayment(tx, asked))
  await limitCardAttempts(ctx, look?.id ?? null)
  if (!look) return reject('ORDER_NOT_FOUND', 'orderCode')
  if (look.earlier) return repeat(ctx, look, look.earlier, input.card)
  try {
    return { order: await takeCard(ctx, look, asked) }
  } catch (error) {
    if (error instanceof RequestError) throw error
    if (!(error instanceof OperationError)) throw serviceUnavailable(error)
    // Two requests with one key at the same time: the one that came second finds what the first one made.
    const again = asked.idempotencyKey
      ? await inTransaction(ctx, (tx) => loadOrderForPayment(tx, asked))
      : null
    if (again?.earlier) return repeat(ctx, again, again.earlier, input.card)
    throw error
  }
}

async function takeCard(
  ctx: BuyerContext,
  look: OrderToPay,
  input: PayByCardInput & { idempotencyKey: string | null },
): Promise<Order> {
  requireCurrentSettings(ctx, look.cardMail)
  const now = new Date()
  if (!(await acceptsCards(ctx.shop, now))) reject('PAYMENT_MODE_NOT_AVAILABLE')
  const parts = splitCheckedCard(ctx.shop, input.card, now)
  const abandonOpenAttempt = input.abandonOpenAttempt ?? false
  requirePayable(look.status)
  if (look.isAtBank && !abandonOpenAttempt) reject('PAYMENT_IN_PROGRESS')

  const owner = { shopId: ctx.shop.id, orderId: look.id, paymentId: v7() }
  const mark = newMatchCode(look.marks)
  const { total: amount, currency } = look
  const of = { orderCode: input.orderCode, mark, brand: input.card.brand, amount, currency }
  const fragment = await buildFragment(
    { shop: ctx.shop, portalUrl: ctx.app.env.portalUrl },
    of,
    parts.missing,
    now,
  )
  const sealed = await sealCardParts(ctx, { kept: parts.kept, fragment }, owner)
  await queueCardFragment(ctx, owner, sealed.fragment)
  return recordCardPayment(ctx, {
    paymentId: owner.paymentId,
    look,
    mark,
    card: input.card,
    firstSix: parts.kept.slice(0, 6),
    numberLength: parts.kept.length + parts.missing.length,
    kept: sealed.kept,
    idempotencyKey: input.idempotencyKey,
    abandonOpenAttempt,
  })
}

/** The first answer again. No hash of a number is kept: brand, first six and length tell one card from another. */
async function repeat(
  ctx: BuyerContext,
  look: OrderToPay,
  earlier: NonNullable<OrderToPay['earlier']>,
  card: CardInput,
): Promise<{ order: Order }> {
  const parts = splitNumber(card.number)
  const isSameCard =
    parts !== null &&
    earlier.brand === card.brand &&
    earlier.firstSix === parts.kept.slice(0, 6) &&
    earlier.numberLength === parts.kept.length + parts.missing.length
  if (earlier.orderId !== look.id || !isSameCard) return reject('IDEMPOTENCY_KEY_REUSED', 'idempotencyKey')
  const order = await inTransaction(ctx, (tx) =>
    tx.em.findOneOrFail(Order, { id: look.id, shopId: ctx.shop.id }),
  )
  return { order }
}
