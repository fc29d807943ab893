import { randomUUID } from 'node:crypto'
import { expired, SHAPES, withOtherBrand, withWrongCheckDigit } from '../traffic/cards.ts'
import type { Card, CardShape } from '../traffic/cards.ts'
import { headerOf, orderFromCardRequest } from '../traffic/mailbox.ts'
import type { Merchant } from '../traffic/merchant.ts'
import { enterSampleOrder } from '../traffic/enter-sample-order.ts'
import { codesOf, placeSampleOrder } from '../traffic/place-sample-order.ts'
import { retry } from '../traffic/retry.ts'
import { createVisitor } from '../traffic/visitor.ts'
import type { Order, Visitor } from '../traffic/visitor.ts'
import type { Scenario } from './scenario.ts'
import { waitForStored } from './stored-mails.ts'

/** What happens to an order after its first valid card. */
export const OUTCOMES = [
  'approved',
  'refused, then another card',
  'referral',
  'card requested again',
  'cancelled',
  'mail always refused',
  'mail dropped once',
  'revealed, not certified',
  'another card given by telephone',
  'nothing more',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** One order from the cart to its outcome: three invalid cards, then a valid one. */
export async function checkOut(scenario: Scenario, turn: number): Promise<void> {
  const { run, deck, random } = scenario
  const outcome = OUTCOMES[turn % OUTCOMES.length] as Outcome
  const shop = run.shops[turn % run.shops.length]
  const merchant = scenario.merchants.get(shop?.slug ?? '')
  if (!shop || !merchant) throw new Error('run.json has no shop with a member.')
  const visitor = createVisitor(run.api, shop.key, { headers: { origin: shop.origin } })
  const order = await retry(() => placeSampleOrder(visitor, random))
  for (const spoil of [withWrongCheckDigit, expired, withOtherBrand]) {
    const invalid = spoil(enter(scenario, deck.next()))
    scenario.entered.push(invalid)
    const { userErrors } = await retry(() => visitor.payByCard(order, invalid))
    if (userErrors.length === 0) throw new Error(`An invalid card was accepted: ${spoil.name}`)
  }
  if (outcome === 'mail always refused') scenario.refusedMails.add(order.code)
  if (outcome === 'mail dropped once') scenario.droppedMails.add(order.code)
  await pay(scenario, visitor, order, SHAPES[turn % SHAPES.length])
  await reach(scenario, { visitor, merchant, order, slug: shop.slug, outcome })
}

function enter(scenario: Scenario, card: Card): Card {
  scenario.entered.push(card)
  return card
}

/** A number as buyers type it: plain, or in groups of four. */
const typed = (number: string, style: number): string =>
  style === 0 ? number : (number.match(/.{1,4}/g) ?? []).join([' ', '-', '\u00a0'][style - 1])

async function pay(
  scenario: Scenario,
  visitor: Visitor,
  order: { code: string; token: string },
  shape?: CardShape,
): Promise<Card> {
  const card = enter(scenario, scenario.deck.next(shape))
  const given = { ...card, number: typed(card.number, scenario.random.below(4)) }
  const idempotencyKey = randomUUID()
  const { order: paid, userErrors } = await retry(() => visitor.payByCard(order, given, { idempotencyKey }))
  if (paid?.status !== 'AWAITING_CERTIFICATION')
    throw new Error(`A valid card was refused: ${codesOf(userErrors)}`)
  return card
}

interface PaidOrder {
  visitor: Visitor
  merchant: Merchant
  order: Order
  slug: string
  outcome: Outcome
}

/** A card payment as the merchant sees it. */
interface SeenPayment {
  paymentId: string
  kept: string
  waitForFragment: () => Promise<unknown>
}

/** Finds the order's newest card payment and records which digits its mail may contain. */
async function recordPayment(scenario: Scenario, { merchant, order, slug }: PaidOrder): Promise<SeenPayment> {
  const payment = (await retry(() => merchant.order(order.code)))?.cardPayments[0]
  const card = scenario.entered.findLast(
    ({ number }) => number.startsWith(payment?.firstSix ?? '-') && number.length === payment?.numberLength,
  )
  if (!payment || !card) throw new Error(`The merchant does not see the card payment of ${order.code}.`)
  scenario.lastSixOf.set(`${order.code} ${payment.mark}`, card.number.slice(-6))
  if (slug === scenario.shopWithKey) scenario.encrypted.add(`${order.code} ${payment.mark}`)
  const isOfPayment = (mail: Parameters<typeof headerOf>[0]) =>
    headerOf(mail, 'x-triclic-payment') === payment.mark
  return {
    paymentId: payment.id,
    kept: card.number.slice(0, -6),
    waitForFragment: () => waitForStored(scenario.smtp.mails, order.code, 'card-fragment', isOfPayment),
  }
}

async function reach(scenario: Scenario, paidOrder: PaidOrder): Promise<void> {
  const { visitor, merchant, order, outcome, slug } = paidOrder
  const { code } = order
  const first = await recordPayment(scenario, paidOrder)
  const certify = (result: 'APPROVED' | 'REFUSED' | 'REFERRAL') =>
    retry(() =>
      merchant.certify({
        orderCode: code,
        paymentId: first.paymentId,
        outcome: result,
        ...(result === 'APPROVED' && { authorizationNumber: 'A1B2C3' }),
      }),
    )
  const reveal = async () => {
    await scenario.forgetReveals()
    const { keptDigits } = await retry(() => merchant.revealCard(code, first.paymentId))
    if (keptDigits !== first.kept) throw new Error(`The wrong kept digits were revealed for ${code}.`)
  }
  const payAgain = async (target: { code: string; token: string }) => {
    await pay(scenario, visitor, target)
    await (await recordPayment(scenario, paidOrder)).waitForFragment()
  }

  switch (outcome) {
    case 'approved':
      await first.waitForFragment()
      await reveal()
      await certify('APPROVED')
      return
    case 'refused, then another card':
      await reveal()
      await certify('REFUSED')
      await payAgain(order)
      return
    case 'referral':
      await certify('REFERRAL')
      await reveal()
      return
    case 'card requested again':
      await retry(() => merchant.requestCard(code))
      await payAgain(orderFromCardRequest(await waitForStored(scenario.smtp.mails, code, 'card-request')))
      return
    case 'cancelled':
      await retry(() => merchant.cancel(code, 'Cancelled by telephone'))
      return
    case 'mail dropped once':
      await first.waitForFragment()
      return
    case 'revealed, not certified':
      await reveal()
      await first.waitForFragment()
      return
    case 'another card given by telephone': {
      const { run } = scenario
      const shop = run.shops.find((each) => each.slug === slug)
      const { billingAddress } = await retry(() => visitor.orderInput())
      const entered = await retry(() => enterSampleOrder(merchant, billingAddress.countryCode))
      // As the page of the portal sends it: from its origin, with the single-use token.
      const page = createVisitor(run.api, shop?.key ?? '', { headers: { origin: run.portal } })
      await pay(scenario, page, entered)
      const ofEntered = { ...paidOrder, order: { ...order, code: entered.code } }
      await (await recordPayment(scenario, ofEntered)).waitForFragment()
      return
    }
    case 'mail always refused':
    case 'nothing more':
      return
  }
}
