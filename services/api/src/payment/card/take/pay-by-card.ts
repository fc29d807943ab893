import { randomInt } from 'node:crypto'
import { splitNumber } from '@triclic/card-core'
import { v7 } from 'uuid'
import type { BuyerContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { reject, OperationError } from '../../../kernel/errors.ts'
import { Order } from '../../../order/order.entity.ts'
import { acceptsCards } from '../../../shop/available-payment-modes.ts'
import { isCardOffered } from '../../../shop/card-offer.ts'
import { requireCurrentSettings } from '../mail-settings/require-current-settings.ts'
import type { CardInput } from './card.input.ts'
import { requirePayable } from '../../require-payable.ts'
import { buildFragment } from '../custody/fragment-content.ts'
import { limitCardAttempts } from './limit-card-attempts.ts'
import { loadOrderForPayment, type OrderToPay } from './load-order-for-payment.ts'
import { queueCardFragment } from './queue-card-fragment.ts'
import { parseIdempotencyKey } from '../../../kernel/parse-idempotency-key.ts'
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
 * Takes a card for an order. The last six digits are queued for the worker first; the payment with the encrypted kept
 * digits is committed second. Nothing is stored or queued for a card that is rejected.
 * @throws CARD_NOT_OFFERED where the shop does not offer cards to this buyer, and PAYMENT_MODE_NOT_AVAILABLE where it takes none
 * @throws SERVICE_UNAVAILABLE when Redis or PostgreSQL is down or the outcome of the commit is unknown. A retry with the
 * same idempotency key then returns the actual result.
 */
export async function payByCard(ctx: BuyerContext, input: PayByCardInput): Promise<{ order: Order }> {
  const parsed = { ...input, idempotencyKey: parseIdempotencyKey(input.idempotencyKey) }
  const load = () => loadOrderForPayment(ctx, parsed)
  const orderToPay = await load()
  await limitCardAttempts(ctx, orderToPay?.id ?? null)
  if (!orderToPay) return reject('ORDER_NOT_FOUND', 'orderCode')
  if (orderToPay.earlierPayment) return repeatResult(ctx, orderToPay, orderToPay.earlierPayment, input.card)
  try {
    return { order: await takeCard(ctx, orderToPay, parsed) }
  } catch (error) {
    if (!(error instanceof OperationError) || !parsed.idempotencyKey) throw error
    // Of two concurrent requests with the same key, the second returns the result of the first.
    const reloaded = await load()
    if (!reloaded?.earlierPayment) throw error
    return repeatResult(ctx, reloaded, reloaded.earlierPayment, input.card)
  }
}

async function takeCard(
  ctx: BuyerContext,
  orderToPay: OrderToPay,
  input: PayByCardInput & { idempotencyKey: string | null },
): Promise<Order> {
  requireCurrentSettings(ctx, orderToPay.cardMail)
  const now = new Date()
  if (!(await acceptsCards(ctx.shop, now))) reject('PAYMENT_MODE_NOT_AVAILABLE')
  if (!isCardOffered(ctx.shop, orderToPay)) reject('CARD_NOT_OFFERED')
  const { keptDigits, lastSix } = splitCheckedCard(ctx.shop, input.card, now)
  const abandonOpenAttempt = input.abandonOpenAttempt ?? false
  requirePayable(orderToPay.status)
  if (orderToPay.isAtBank && !abandonOpenAttempt) reject('PAYMENT_IN_PROGRESS')

  const payment = { shopId: ctx.shop.id, orderId: orderToPay.id, paymentId: v7() }
  const mark = newMatchCode(orderToPay.usedMatchCodes)
  const { total: amount, currency } = orderToPay
  const fragment = await buildFragment(
    { shop: ctx.shop, portalUrl: ctx.app.env.portalUrl },
    { orderCode: input.orderCode, mark, brand: input.card.brand, amount, currency },
    lastSix,
    now,
  )
  const sealed = sealCardParts(ctx, { keptDigits, fragment }, payment)
  const job = await queueCardFragment(ctx, payment, sealed.fragment)
  return recordCardPayment(ctx, {
    paymentId: payment.paymentId,
    orderToPay,
    mark,
    card: input.card,
    firstSix: keptDigits.slice(0, 6),
    numberLength: keptDigits.length + lastSix.length,
    keptDigits: sealed.keptDigits,
    idempotencyKey: input.idempotencyKey,
    abandonOpenAttempt,
    job,
  })
}

/** Consonants only, so that no match code is a word. */
const MATCH_CODE_LETTERS = 'BCDFGHJKLMNPQRSTVWXZ'

/** Four letters by which a person matches a card fragment mail to its kept digits. Unique within the order. */
function newMatchCode(used: readonly string[]): string {
  const letters = Array.from({ length: 4 }, () => MATCH_CODE_LETTERS[randomInt(MATCH_CODE_LETTERS.length)])
  const mark = letters.join('')
  return used.includes(mark) ? newMatchCode(used) : mark
}

/** Returns the first result again. No hash of a number is stored: brand, first six and length must match. */
async function repeatResult(
  ctx: BuyerContext,
  { id }: OrderToPay,
  earlier: NonNullable<OrderToPay['earlierPayment']>,
  card: CardInput,
): Promise<{ order: Order }> {
  const parts = splitNumber(card.number)
  const isSameCard =
    parts !== null &&
    earlier.brand === card.brand &&
    earlier.firstSix === parts.kept.slice(0, 6) &&
    earlier.numberLength === parts.kept.length + parts.missing.length
  if (earlier.orderId !== id || !isSameCard) return reject('IDEMPOTENCY_KEY_REUSED', 'idempotencyKey')
  const order = await inTransaction(ctx, (tx) => tx.em.findOneOrFail(Order, { id, shopId: ctx.shop.id }))
  return { order }
}
