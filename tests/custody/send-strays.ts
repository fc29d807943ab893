import { openVisitor } from '../traffic/visitor.ts'
import { orderSomething } from '../traffic/order-something.ts'
import type { World } from './checkouts.ts'
import { canariesOf } from './canaries.ts'
import { openScanner } from './scanner.ts'
import { describeHit } from './report.ts'
import { sendStray, straysOf } from './strays.ts'

/** Sends every stray. Gives a line for each whose answer tells any part of its number, or is a failure of the server's. */
export async function sendStrays(world: World): Promise<string[]> {
  const [shop] = world.run.shops
  const merchant = world.merchants.get(shop?.slug ?? '')
  if (!shop || !merchant) throw new Error('No shop runs')
  const visitor = openVisitor(world.run.api, shop.key)
  const order = await orderSomething(visitor, world.random)
  await visitor.payByCard(order, world.deck.next())
  const paymentId = (await merchant.order(order.code))?.cardPayments[0]?.id ?? ''
  const other = openVisitor(world.run.api, shop.key)
  const unpaid = await orderSomething(other, world.random)
  const [variant] = (await other.variants()).filter(({ availableQuantity }) => availableQuantity > 1)
  await other.addToCart(variant?.id ?? '')
  const scene = {
    run: world.run,
    shop,
    visitorId: other.id ?? '',
    order: unpaid,
    orderInput: await other.orderInput(),
    session: merchant.token,
    certified: { orderCode: order.code, paymentId },
  }
  const problems: string[] = []
  const drawn: string[] = []
  const strays = straysOf(scene, () => {
    const card = world.deck.next()
    world.entered.push(card)
    drawn.push(card.number)
    return card
  })
  const found = openScanner(canariesOf(drawn, []))
  for (const stray of strays) {
    const { status, text } = await sendStray(stray)
    found.hits.length = 0
    found.scanBytes(Buffer.from(text), stray.name)
    const told = found.hits.filter(({ explanation }) => explanation === null)
    if (!stray.mayEcho) problems.push(...told.map(describeHit))
    if (status >= 500) problems.push(`${stray.name}: ${status}`)
  }
  return problems
}
