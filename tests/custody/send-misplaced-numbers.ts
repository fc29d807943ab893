import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { createVisitor } from '../traffic/visitor.ts'
import { canariesOf } from './canaries.ts'
import { misplacedNumbers, sendMisplacedNumber } from './misplaced-numbers.ts'
import { describeHit } from './report.ts'
import { createScanner } from './scanner.ts'
import type { Scenario } from './scenario.ts'

/** Sends card numbers in every wrong place. Returns a line for each response that repeats digits or is a server error. */
export async function sendMisplacedNumbers(scenario: Scenario): Promise<string[]> {
  const [shop] = scenario.run.shops
  const merchant = scenario.merchants.get(shop?.slug ?? '')
  if (!shop || !merchant) throw new Error('run.json has no shop with a member.')
  const visitor = createVisitor(scenario.run.api, shop.key)
  const order = await placeSampleOrder(visitor, scenario.random)
  await visitor.payByCard(order, scenario.deck.next())
  const paymentId = (await merchant.order(order.code))?.cardPayments[0]?.id ?? ''
  const other = createVisitor(scenario.run.api, shop.key)
  const unpaid = await placeSampleOrder(other, scenario.random)
  const [variant] = (await other.variants()).filter(({ availableQuantity }) => availableQuantity > 1)
  await other.addToCart(variant?.id ?? '')
  const context = {
    run: scenario.run,
    shop,
    visitorId: other.id ?? '',
    order: unpaid,
    orderInput: await other.orderInput(),
    session: merchant.token,
    payment: { orderCode: order.code, paymentId },
  }
  const problems: string[] = []
  const drawn: string[] = []
  const requests = misplacedNumbers(context, () => {
    const card = scenario.deck.next()
    scenario.entered.push(card)
    drawn.push(card.number)
    return card
  })
  const found = createScanner(canariesOf(drawn, []))
  for (const request of requests) {
    const { status, text } = await sendMisplacedNumber(request)
    found.hits.length = 0
    found.scanBytes(Buffer.from(text), request.name)
    const repeated = found.hits.filter(({ explanation }) => explanation === null)
    if (!request.mayEcho) problems.push(...repeated.map(describeHit))
    if (status >= 500) problems.push(`${request.name}: status ${status}`)
  }
  return problems
}
