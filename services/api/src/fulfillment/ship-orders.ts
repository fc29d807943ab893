import type { MerchantContext } from '../app/context.ts'
import { OperationError, reject, RequestError, type UserError } from '../kernel/errors.ts'
import type { Order } from '../order/order.entity.ts'
import { markShipped } from './mark-shipped.ts'

/** What became of one of the orders. */
export interface ShipOrderResult {
  orderCode: string
  /** Null when it was refused. */
  order: Order | null
  /** Why it was refused. */
  refusals: readonly UserError[]
}

const MAX_ORDERS = 100

/**
 * Ships all that is left of each order in one parcel. Each is shipped in a transaction of its own: one that is refused stops no other.
 * @returns a result for each code, in their order, each once
 * @throws RequestError BAD_USER_INPUT for more than MAX_ORDERS codes; OperationError REQUIRED without any
 */
export async function shipOrders(
  ctx: MerchantContext,
  input: { orderCodes: readonly string[]; notifyBuyers: boolean },
): Promise<ShipOrderResult[]> {
  if (input.orderCodes.length > MAX_ORDERS)
    throw new RequestError('BAD_USER_INPUT', `orderCodes: at most ${MAX_ORDERS} are allowed.`)
  if (input.orderCodes.length === 0) return reject('REQUIRED', 'orderCodes')
  const results: ShipOrderResult[] = []
  for (const orderCode of new Set(input.orderCodes))
    results.push(await shipOne(ctx, orderCode, input.notifyBuyers))
  return results
}

async function shipOne(
  ctx: MerchantContext,
  orderCode: string,
  notifyBuyer: boolean,
): Promise<ShipOrderResult> {
  try {
    const { order } = await markShipped(ctx, { orderCode, notifyBuyer, isUnseen: true })
    return { orderCode, order, refusals: [] }
  } catch (error) {
    if (!(error instanceof OperationError)) throw error
    return { orderCode, order: null, refusals: error.userErrors }
  }
}
