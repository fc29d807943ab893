import { UniqueConstraintViolationException } from '@mikro-orm/core'
import { clearOrderedCart } from '../cart/clear-ordered-cart.ts'
import type { StoredCart } from '../cart/stored-cart.ts'
import { readCart } from '../cart/read-cart.ts'
import type { BuyerContext, InTransaction } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { loadEntities } from '../platform/db/load-entities.ts'
import { OperationError, reject } from '../kernel/errors.ts'
import { checkOrderInput, type CheckedOrderInput } from './check-order-input.ts'
import { insertOrder } from './insert-order.ts'
import { Order } from './order.entity.ts'
import type { PlaceOrderInput } from './place-order.type.ts'
import { describeLostDiscounts } from './describe-lost-discounts.ts'
import { priceOrder, type PricedOrder } from './price-order.ts'
import { isDiscountGone } from '../discount/claim-discounts.ts'
import { withholdDiscounts } from '../cart/withhold-discounts.ts'
import { reserveStock } from '../inventory/stock-reservation.ts'

type Tx = InTransaction<BuyerContext>

/** How often an order is priced whose discounts other orders use up meanwhile. */
const MAX_ATTEMPTS = 3

/** The total is not the one that the buyer was shown. */
class PriceChanged extends OperationError {
  /** Automatic discounts that were in the shown total, and that this buyer cannot use. */
  readonly unusableDiscounts: readonly string[]
  constructor({ unusableDiscounts, lostDiscounts }: PricedOrder) {
    const message = describeLostDiscounts(lostDiscounts)
    super({ code: 'PRICE_CHANGED', field: ['expectedTotal'], ...(message && { message }) })
    this.unusableDiscounts = unusableDiscounts
  }
}

/**
 * Turns the visitor's cart into an order, once per idempotency key and once per version of the cart. A repeated request
 * returns the existing order.
 * @throws OperationError for invalid input, an empty cart, missing stock or a changed total; SERVICE_UNAVAILABLE
 */
export async function placeOrder(ctx: BuyerContext, rawInput: PlaceOrderInput): Promise<{ order: Order }> {
  const input = checkOrderInput(rawInput)
  const stored = await readCart(ctx)
  const catalog = await ctx.app.catalogs.of(ctx.shop)
  const cart = stored && {
    ...stored,
    lines: stored.lines.filter(({ variantId }) => catalog.variants.has(variantId)),
  }

  const order = await placeOnce(ctx, input, cart).catch(async (error: unknown) => {
    if (cart && error instanceof PriceChanged && error.unusableDiscounts.length > 0)
      await withholdDiscounts(ctx, cart.version, [
        ...new Set([...cart.withheldDiscounts, ...error.unusableDiscounts]),
      ])
    throw error
  })
  if (cart && order.cartVersion === cart.version) await clearOrderedCart(ctx, cart.version)
  return { order }
}

async function placeOnce(
  ctx: BuyerContext,
  input: CheckedOrderInput,
  cart: StoredCart | null,
  attempt = 1,
): Promise<Order> {
  try {
    return await inTransaction(ctx, (tx) => createOrder(tx, input, cart))
  } catch (error) {
    // This request may be a repeat: the cart is empty, the last item is taken, or the key exists already.
    // If this lookup fails as well, its error is thrown: whether the order was placed is unknown.
    const existing = await inTransaction(ctx, (tx) => findExistingOrder(tx, input, cart))
    if (existing) return existing
    if (isCodeCollision(error)) return placeOnce(ctx, input, cart)
    if (isDiscountGone(error) && attempt < MAX_ATTEMPTS) return placeOnce(ctx, input, cart, attempt + 1)
    if (isDiscountGone(error)) return reject('PRICE_CHANGED', 'expectedTotal')
    throw error
  }
}

/** Whether the random order code was already taken. */
const isCodeCollision = (error: unknown): boolean =>
  error instanceof UniqueConstraintViolationException && error.message.includes('order_shop_id_code_key')

/** The order already placed with this idempotency key or from this version of the cart. */
async function findExistingOrder(
  tx: Tx,
  input: CheckedOrderInput,
  cart: StoredCart | null,
): Promise<Order | null> {
  const { idempotencyKey } = input
  const orders = await loadEntities(
    tx.em,
    Order,
    'shop_id = ? and visitor = ? and (idempotency_key = ? or cart_version = ?)',
    [tx.shop.id, tx.visitor.key, idempotencyKey, cart?.version ?? null],
  )
  const sameKey = orders.find((order) => order.idempotencyKey === idempotencyKey)
  if (sameKey && !sameKey.inputHash.equals(input.hash)) reject('IDEMPOTENCY_KEY_REUSED', 'idempotencyKey')
  return sameKey ?? orders[0] ?? null
}

async function createOrder(tx: Tx, input: CheckedOrderInput, cart: StoredCart | null): Promise<Order> {
  if (!cart || cart.lines.length === 0) return reject('CART_EMPTY')
  const priced = await priceOrder(tx, {
    lines: cart.lines,
    countryCode: input.shippingAddress.countryCode,
    postalCode: input.shippingAddress.postalCode,
    vatNumber: input.vatNumber,
    shippingMethodId: input.shippingMethodId,
    discountCode: cart.code,
    withheldDiscounts: cart.withheldDiscounts,
    email: input.email,
  })
  if (input.expectedTotal !== null && input.expectedTotal !== priced.totals.total)
    throw new PriceChanged(priced)
  if ((await reserveStock(tx, cart.lines)).length > 0) return reject('OUT_OF_STOCK')

  return insertOrder(tx, input, priced, cart.version)
}
