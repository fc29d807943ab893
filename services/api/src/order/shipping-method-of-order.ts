import type { BuyerContext } from '../app/context.ts'
import { money } from '../kernel/money.type.ts'
import type { ShippingMethodType } from '../shipping/shipping-method.type.ts'
import type { Order } from './order.entity.ts'

/** How an order is delivered: as it was ordered, and where its buyer collects it as the shop says now. */
export async function shippingMethodOfOrder(
  ctx: BuyerContext,
  order: Order,
): Promise<ShippingMethodType | null> {
  const { shippingMethodId: id, shippingMethodName: name } = order
  if (!id || !name) return null
  const method = {
    id,
    name,
    price: money(order.shippingTotal, order.currency),
    description: order.shippingMethodDescription ?? null,
  }
  if (!order.isPickup) return method
  const { shippingMethods } = await ctx.app.catalogs.of(ctx.shop)
  const current = shippingMethods.find((offered) => offered.id === id)
  return {
    ...method,
    kind: 'PICKUP',
    pickupAddress: current?.pickupAddress ?? null,
    openingHours: current?.openingHours ?? null,
  }
}
