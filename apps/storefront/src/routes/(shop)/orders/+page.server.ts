import { knownOrderCodes } from '#lib/server/order-tokens.ts'
import { readOrder } from '#lib/server/read-order.ts'
import type { PageServerLoad } from './$types.js'

/** The orders that this browser placed, latest first. */
export const load: PageServerLoad = async (event) => {
  const found = await Promise.all(knownOrderCodes(event).map((code) => readOrder(event, code)))
  const orders = found.flatMap((entry) => (entry ? [entry.order] : []))
  orders.sort((a, b) => b.placedAt.localeCompare(a.placedAt))
  return {
    orders: orders.map(({ code, status, fulfillment, bankAttempt, placedAt, total }) => ({
      code,
      status,
      fulfillment,
      bankAttempt,
      placedAt,
      total,
    })),
  }
}
