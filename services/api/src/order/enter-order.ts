import { UniqueConstraintViolationException } from '@mikro-orm/core'
import type { BuyerContext, MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { CART_LIMITS } from '../cart/stored-cart.ts'
import { isDiscountGone } from '../discount/claim-discounts.ts'
import { reserveStock } from '../inventory/stock-reservation.ts'
import { OperationError, reject, type Language } from '../kernel/errors.ts'
import { sha256 } from '../platform/crypto/sign.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { loadEntities } from '../platform/db/load-entities.ts'
import type { OrderChannel } from '../shop/card-offer.ts'
import { checkOrderInput, type CheckedOrderInput } from './check-order-input.ts'
import { insertOrder } from './insert-order.ts'
import { newOrderCode } from './order-code.ts'
import { Order } from './order.entity.ts'
import type { PlaceOrderInput } from './place-order.type.ts'
import { priceOrder } from './price-order.ts'
import { actorOf } from '../event/event-types.ts'

export interface EnterOrderInput extends PlaceOrderInput {
  channel: Exclude<OrderChannel, 'WEB'>
  lines: EnteredLine[]
  discountCode?: string | null
  /** Of the mails to the buyer. */
  language: Language
}

export interface EnteredLine {
  variantId: string
  quantity: number
}

interface CheckedInput extends CheckedOrderInput {
  channel: Exclude<OrderChannel, 'WEB'>
  lines: EnteredLine[]
  discountCode: string | null
  language: Language
}

const MAX_ATTEMPTS = 3

/**
 * Places an order that reached the shop by telephone or post, once per member and idempotency key: priced, reserved and confirmed by mail as one of the
 * website.
 * @throws OperationError as placeOrder; INVALID_QUANTITY
 */
export async function enterOrder(ctx: MerchantContext, rawInput: EnterOrderInput): Promise<{ order: Order }> {
  const checked = checkOrderInput(rawInput)
  const lines = checkLines(rawInput.lines)
  const { channel, language } = rawInput
  const discountCode = rawInput.discountCode?.trim().toUpperCase() || null
  const hash = sha256(JSON.stringify([checked.hash.toString('hex'), channel, language, lines, discountCode]))
  // Loaded before the transaction, during which nothing else is called.
  await ctx.app.catalogs.of(ctx.shop)
  return { order: await enterOnce(ctx, { ...checked, hash, channel, language, lines, discountCode }) }
}

async function enterOnce(ctx: MerchantContext, input: CheckedInput, attempt = 1): Promise<Order> {
  try {
    return await inTransaction(asBuyer(ctx, input.language), (tx) => createOrder(ctx, tx, input))
  } catch (error) {
    const existing = await findExisting(ctx, input)
    if (existing) return existing
    const isRetried = isCodeCollision(error) || isDiscountGone(error)
    if (isRetried && attempt < MAX_ATTEMPTS) return enterOnce(ctx, input, attempt + 1)
    if (isDiscountGone(error)) return reject('PRICE_CHANGED', 'expectedTotal')
    throw error
  }
}

const isCodeCollision = (error: unknown): boolean =>
  error instanceof UniqueConstraintViolationException && error.message.includes('order_shop_id_code_key')

/** What the rules of an order of the website need to know: the member stands for the visitor. */
const asBuyer = ({ app, shop, member, address }: MerchantContext, language: Language): BuyerContext => ({
  app,
  shop,
  language,
  address,
  visitor: { id: '', key: member.id, expiresAt: new Date() },
  isShopServer: false,
  isSecure: true,
})

async function createOrder(
  ctx: MerchantContext,
  tx: Parameters<typeof insertOrder>[0],
  input: CheckedInput,
): Promise<Order> {
  const priced = await priceOrder(tx, {
    lines: input.lines,
    countryCode: input.shippingAddress.countryCode,
    postalCode: input.shippingAddress.postalCode,
    vatNumber: input.vatNumber,
    shippingMethodId: input.shippingMethodId,
    discountCode: input.discountCode,
    withheldDiscounts: [],
    email: input.email,
  })
  if (input.expectedTotal !== null && input.expectedTotal !== priced.totals.total)
    return reject('PRICE_CHANGED', 'expectedTotal')
  if ((await reserveStock(tx, input.lines)).length > 0) return reject('OUT_OF_STOCK', 'lines')
  const code = newOrderCode()
  writeAudit({ ...tx, member: ctx.member }, { action: 'enterOrder', subject: `${code} ${input.channel}` })
  // The insertion commits.
  await tx.em.flush()
  const by = actorOf(ctx)
  return insertOrder(tx, input, priced, input.idempotencyKey, { channel: input.channel, by, code })
}

async function findExisting(ctx: MerchantContext, input: CheckedInput): Promise<Order | null> {
  const [existing] = await inTransaction(ctx, (tx) =>
    loadEntities(tx.em, Order, 'shop_id = ? and visitor = ? and idempotency_key = ?', [
      tx.shop.id,
      ctx.member.id,
      input.idempotencyKey,
    ]),
  )
  if (existing && !existing.inputHash.equals(input.hash)) reject('IDEMPOTENCY_KEY_REUSED', 'idempotencyKey')
  return existing ?? null
}

/** One line per variant. @throws OperationError CART_EMPTY, CART_TOO_LARGE, INVALID_QUANTITY */
export function checkLines(lines: readonly EnteredLine[]): EnteredLine[] {
  if (lines.length === 0) return reject('CART_EMPTY', 'lines')
  if (lines.length > CART_LIMITS.lines) return reject('CART_TOO_LARGE', 'lines')
  const quantities = new Map<string, number>()
  for (const { variantId, quantity } of lines)
    quantities.set(variantId.toLowerCase(), (quantities.get(variantId.toLowerCase()) ?? 0) + quantity)
  const checked = [...quantities].map(([variantId, quantity]) => ({ variantId, quantity }))
  const isWrong = (quantity: number) => quantity < 1 || quantity > CART_LIMITS.quantity
  if (lines.some(({ quantity }) => isWrong(quantity)) || checked.some(({ quantity }) => isWrong(quantity)))
    throw new OperationError({ code: 'INVALID_QUANTITY', field: ['lines'] })
  if (checked.some(({ variantId }) => !UUID.test(variantId))) return reject('VARIANT_NOT_FOUND', 'lines')
  return checked
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
