import { knownOrderCodes } from '#lib/server/cookies.ts'
import { readOrder } from '#lib/server/orders.ts'
import type { PageServerLoad } from './$types.js'

/** Lists the orders that this browser can open, newest first. */
export const load: PageServerLoad = async (event) => {
  const found = await Promise.all(knownOrderCodes(event).map((code) => readOrder(event, code)))
  const orders = found.flatMap((entry) => (entry ? [entry.order] : []))
  orders.sort((a, b) => b.placedAt.localeCompare(a.placedAt))
  return {
    orders: orders.map(
      ({
        code,
        status,
        fulfillment,
        isPartlyShipped,
        hasNothingToShip,
        isPickup,
        bankAttempt,
        placedAt,
        total,
      }) => ({
        code,
        status,
        fulfillment,
        isPartlyShipped,
        hasNothingToShip,
        isPickup,
        bankAttempt,
        placedAt,
        total,
      }),
    ),
  }
}
