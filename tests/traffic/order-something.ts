import type { Random } from './random.ts'
import type { Order, Visitor } from './visitor.ts'

/** Puts one thing that is there into the cart and orders it. @throws when the shop refuses it, saying why. */
export async function orderSomething(
  visitor: Visitor,
  random: Random,
  more: Record<string, unknown> = {},
): Promise<Order> {
  const there = (await visitor.variants()).filter(({ availableQuantity }) => availableQuantity > 0)
  const refusedCart = await visitor.addToCart(random.pick(there).id)
  if (refusedCart.length > 0) throw new Error(`The cart was refused: ${codesOf(refusedCart)}`)
  const { order, userErrors } = await visitor.placeOrder(await visitor.orderInput(more))
  if (!order) throw new Error(`The order was refused: ${codesOf(userErrors)}`)
  return order
}

export const codesOf = (errors: { code: string }[]): string => errors.map(({ code }) => code).join(', ')
