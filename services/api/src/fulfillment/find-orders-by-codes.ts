import type { MerchantContext } from '../app/context.ts'
import { RequestError } from '../kernel/errors.ts'
import { Order } from '../order/order.entity.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'

const MAX_CODES = 100

/**
 * The shop's orders with these codes, in their order, each once.
 * @throws RequestError BAD_USER_INPUT for more than 100 codes
 */
export async function findOrdersByCodes(ctx: MerchantContext, codes: readonly string[]): Promise<Order[]> {
  if (codes.length > MAX_CODES)
    throw new RequestError('BAD_USER_INPUT', `codes: at most ${MAX_CODES} are allowed.`)
  const wanted = [...new Set(codes)]
  const found = await inTransaction(ctx, ({ em, shop }) =>
    em.find(Order, { shopId: shop.id, code: { $in: wanted } }),
  )
  const byCode = new Map(found.map((order) => [order.code, order]))
  return wanted.flatMap((code) => byCode.get(code) ?? [])
}
