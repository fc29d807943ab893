import type { Random } from './random.ts'
import type { Order, PlaceOrderInput, Visitor } from './visitor.ts'

/** Puts one available variant into the cart and orders it. @throws when the shop refuses it, with the codes */
export async function placeSampleOrder(
  visitor: Visitor,
  random: Random,
  more: Partial<PlaceOrderInput> = {},
): Promise<Order> {
  const available = (await visitor.variants()).filter(({ availableQuantity }) => availableQuantity > 0)
  const cartErrors = await visitor.addToCart(random.pick(available).id)
  if (cartErrors.length > 0) throw new Error(`addToCart was refused: ${codesOf(cartErrors)}`)
  const { order, userErrors } = await visitor.placeOrder(await visitor.orderInput(more))
  if (!order) throw new Error(`placeOrder was refused: ${codesOf(userErrors)}`)
  return order
}

export const codesOf = (errors: readonly { code: string }[]): string =>
  errors.map(({ code }) => code).join(', ')
