import { UniqueConstraintViolationException } from '@mikro-orm/core'
import { clearOrderedCart } from '../cart/clear-ordered-cart.ts'
import type { StoredCart } from '../cart/stored-cart.ts'
import { readCart } from '../cart/read-cart.ts'
import { inTransaction, type BuyerContext, type InTransaction } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { queueMails } from '../mail/queue-mails.ts'
import { writeMails } from '../mail/write-mail.ts'
import { checkOrderInput, type CheckedOrderInput } from './check-order-input.ts'
import { insertOrder } from './insert-order.ts'
import { Order } from './order.entity.ts'
import type { PlaceOrderInput } from './place-order.type.ts'
import { priceOrder } from './price-order.ts'
import { reserveStock } from '../inventory/stock-reservation.ts'

type Tx = InTransaction<BuyerContext>

/**
 * Turns the visitor's cart into an order: once per idempotency key, and once per content of the cart. A repeat is
 * answered with the order that there is.
 */
export async function placeOrder(ctx: BuyerContext, given: PlaceOrderInput): Promise<{ order: Order }> {
  const input = checkOrderInput(given)
  const kept = await readCart(ctx)
  const catalog = await ctx.app.catalogs.of(ctx.shop)
  const cart = kept && {
    ...kept,
    lines: kept.lines.filter(({ variantId }) => catalog.variants.has(variantId)),
  }

  const placed = await placeOnce(ctx, input, cart)
  // At once: each waits for a Redis that hangs, and the buyer for both.
  await Promise.all([
    cart && placed.order.cartVersion === cart.version && clearOrderedCart(ctx, cart.version),
    queueMails(ctx, placed.mails),
  ])
  return { order: placed.order }
}

interface Placed {
  order: Order
  mails: string[]
}

async function placeOnce(
  ctx: BuyerContext,
  input: CheckedOrderInput,
  cart: StoredCart | null,
): Promise<Placed> {
  try {
    return await inTransaction(
      ctx,
      async (tx) => (await findPlaced(tx, input, cart)) ?? place(tx, input, cart),
    )
  } catch (error) {
    // A twin of this request may have taken the last item, or written the same key, while this one waited for it.
    // A database that is away now can't tell, and says so instead.
    const twin = await inTransaction(ctx, (tx) => findPlaced(tx, input, cart))
    if (twin) return twin
    if (
      error instanceof UniqueConstraintViolationException &&
      error.message.includes('order_shop_id_code_key')
    )
      return placeOnce(ctx, input, cart)
    throw error
  }
}

/** The order that this key, or this very content of the cart, has become already. */
async function findPlaced(tx: Tx, input: CheckedOrderInput, cart: StoredCart | null): Promise<Placed | null> {
  const { idempotencyKey } = input
  const orders = await tx.em.find(Order, {
    shopId: tx.shop.id,
    visitor: tx.visitor.key,
    $or: [{ idempotencyKey }, ...(cart ? [{ cartVersion: cart.version }] : [])],
  })
  const ofKey = orders.find((order) => order.idempotencyKey === idempotencyKey)
  if (ofKey && !ofKey.inputHash.equals(input.hash)) reject('IDEMPOTENCY_KEY_REUSED', 'idempotencyKey')
  const order = ofKey ?? orders[0]
  return order ? { order, mails: [] } : null
}

async function place(tx: Tx, input: CheckedOrderInput, cart: StoredCart | null): Promise<Placed> {
  if (!cart || cart.lines.length === 0) return reject('CART_EMPTY')
  const priced = await priceOrder(tx, {
    lines: cart.lines,
    countryCode: input.shippingAddress.countryCode,
    shippingMethodId: input.shippingMethodId,
  })
  if (input.expectedTotal !== null && input.expectedTotal !== priced.totals.total)
    return reject('PRICE_CHANGED', 'expectedTotal')
  if ((await reserveStock(tx, cart.lines)).length > 0) return reject('OUT_OF_STOCK')

  const id = await insertOrder(tx, input, priced, cart.version)
  const mails = await writeMails(tx, [{ orderId: id, kind: 'ORDER_CONFIRMATION', recipient: input.email }])
  return { order: await tx.em.findOneOrFail(Order, { id, shopId: tx.shop.id }), mails }
}
