import { splitNumber } from '@triclic/card-core'
import { v7 } from 'uuid'
import { demandSecure, inTransaction, type BuyerContext } from '../../../app/context.ts'
import { Failure, refuse, Refused, unavailable } from '../../../kernel/errors.ts'
import { Order } from '../../../order/order.entity.ts'
import { takesCards } from '../../../shop/available-payment-modes.ts'
import { demandFreshShop } from '../mail-settings/require-current-settings.ts'
import type { CardInput } from './card.input.ts'
import { demandPayable } from '../../require-payable.ts'
import { writeFragment } from '../custody/fragment-content.ts'
import { limitCardAttempts } from './limit-card-attempts.ts'
import { lookAtOrder, type OrderToPay } from './load-order-for-payment.ts'
import { newMark } from './new-match-code.ts'
import { queueFragment } from './queue-card-fragment.ts'
import { readIdempotencyKey } from '../../parse-idempotency-key.ts'
import { recordCard } from './record-card-payment.ts'
import { sealHalves } from './seal-card-parts.ts'
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
  demandSecure(ctx)
  const asked = { ...input, idempotencyKey: readIdempotencyKey(input.idempotencyKey) }
  const look = await inTransaction(ctx, (tx) => lookAtOrder(tx, asked))
  await limitCardAttempts(ctx, look?.id ?? null)
  if (!look) return refuse('ORDER_NOT_FOUND', 'orderCode')
  if (look.earlier) return repeat(ctx, look, look.earlier, input.card)
  try {
    return { order: await takeCard(ctx, look, asked) }
  } catch (error) {
    if (error instanceof Failure) throw error
    if (!(error instanceof Refused)) throw unavailable(error)
    // Two requests with one key at the same time: the one that came second finds what the first one made.
    const again = asked.idempotencyKey ? await inTransaction(ctx, (tx) => lookAtOrder(tx, asked)) : null
    if (again?.earlier) return repeat(ctx, again, again.earlier, input.card)
    throw error
  }
}

async function takeCard(
  ctx: BuyerContext,
  look: OrderToPay,
  input: PayByCardInput & { idempotencyKey: string | null },
): Promise<Order> {
  demandFreshShop(ctx, look.cardMail)
  const now = new Date()
  if (!(await takesCards(ctx.shop, now))) refuse('PAYMENT_MODE_NOT_AVAILABLE')
  const halves = splitCheckedCard(ctx.shop, input.card, now)
  const abandonOpenAttempt = input.abandonOpenAttempt ?? false
  demandPayable(look.status)
  if (look.isAtBank && !abandonOpenAttempt) refuse('PAYMENT_IN_PROGRESS')

  const owner = { shopId: ctx.shop.id, orderId: look.id, paymentId: v7() }
  const mark = newMark(look.marks)
  const { total: amount, currency } = look
  const of = { orderCode: input.orderCode, mark, brand: input.card.brand, amount, currency }
  const fragment = await writeFragment(
    { shop: ctx.shop, portalUrl: ctx.app.env.portalUrl },
    of,
    halves.missing,
    now,
  )
  const sealed = await sealHalves(ctx, { kept: halves.kept, fragment }, owner)
  await queueFragment(ctx, owner, sealed.fragment)
  return recordCard(ctx, {
    paymentId: owner.paymentId,
    look,
    mark,
    card: input.card,
    firstSix: halves.kept.slice(0, 6),
    numberLength: halves.kept.length + halves.missing.length,
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
  const halves = splitNumber(card.number)
  const isSameCard =
    halves !== null &&
    earlier.brand === card.brand &&
    earlier.firstSix === halves.kept.slice(0, 6) &&
    earlier.numberLength === halves.kept.length + halves.missing.length
  if (earlier.orderId !== look.id || !isSameCard) return refuse('IDEMPOTENCY_KEY_REUSED', 'idempotencyKey')
  const order = await inTransaction(ctx, (tx) =>
    tx.em.findOneOrFail(Order, { id: look.id, shopId: ctx.shop.id }),
  )
  return { order }
}
