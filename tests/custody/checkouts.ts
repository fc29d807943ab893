import { randomUUID } from 'node:crypto'
import type { Run } from '../../infra/local/product/run-file.ts'
import { expired, mistyped, SHAPES, wronglyNamed } from '../traffic/cards.ts'
import type { Card, openCardDeck } from '../traffic/cards.ts'
import { headerOf, requestedOrderOf } from '../traffic/mailbox.ts'
import type { Merchant } from '../traffic/merchant.ts'
import { codesOf, orderSomething } from '../traffic/order-something.ts'
import type { Random } from '../traffic/random.ts'
import { openVisitor } from '../traffic/visitor.ts'
import type { Order, Visitor } from '../traffic/visitor.ts'
import type { BouncingSmtp } from './bouncing-smtp.ts'
import { waitForKept } from './kept-mails.ts'
import { insist } from '../traffic/insist.ts'

/** What becomes of an order once its first card was taken. */
export const FATES = [
  'approved',
  'refused, then another card',
  'referral',
  'asked again',
  'cancelled',
  'mail refused for good',
  'mail dropped once',
  'revealed and left',
  'waiting',
] as const
export type Fate = (typeof FATES)[number]

export interface World {
  run: Run
  smtp: BouncingSmtp
  random: Random
  deck: ReturnType<typeof openCardDeck>
  merchants: Map<string, Merchant>
  /** Every number that was ever given, right or wrong. */
  entered: Card[]
  /** The six digits that a fragment mail may hold, by order code and mark. */
  sixOf: Map<string, string>
  /** The shop whose fragments are encrypted to a key of GnuPG's, and those of `sixOf` that are. */
  withKey: string
  encrypted: Set<string>
  /** Orders whose fragment mail the mail server refuses, always or once more. */
  refusing: Set<string>
  dropping: Set<string>
}

/** One order from the cart to its fate: three wrong cards first, then a right one. */
export async function checkOut(world: World, turn: number): Promise<void> {
  const { run, deck, random } = world
  const fate = FATES[turn % FATES.length] as Fate
  const shop = run.shops[turn % run.shops.length]
  if (!shop) throw new Error('No shop runs')
  const visitor = openVisitor(run.api, shop.key, { origin: shop.origin })
  const order = await insist(() => orderSomething(visitor, random))
  for (const spoil of [mistyped, expired, wronglyNamed]) {
    const wrong = spoil(enter(world, deck.next()))
    world.entered.push(wrong)
    const { userErrors } = await insist(() => visitor.payByCard(order, wrong))
    if (userErrors.length === 0) throw new Error(`A card that is ${spoil.name} was taken`)
  }
  if (fate === 'mail refused for good') world.refusing.add(order.code)
  if (fate === 'mail dropped once') world.dropping.add(order.code)
  await pay(world, visitor, order, SHAPES[turn % SHAPES.length])
  await meetFate(world, { visitor, order, slug: shop.slug, fate })
}

function enter(world: World, card: Card): Card {
  world.entered.push(card)
  return card
}

/** Ways in which buyers type a number. */
const typed = (number: string, way: number): string =>
  way === 0 ? number : (number.match(/.{1,4}/g) ?? []).join([' ', '-', '\u00a0'][way - 1])

async function pay(
  world: World,
  visitor: Visitor,
  order: { code: string; token: string },
  shape?: (typeof SHAPES)[number],
): Promise<Card> {
  const card = enter(world, world.deck.next(shape))
  const given = { ...card, number: typed(card.number, world.random.below(4)) }
  const idempotencyKey = randomUUID()
  const { order: paid, userErrors } = await insist(() => visitor.payByCard(order, given, { idempotencyKey }))
  if (paid?.status !== 'AWAITING_CERTIFICATION') throw new Error(`A card was refused: ${codesOf(userErrors)}`)
  return card
}

interface Taken {
  visitor: Visitor
  order: Order
  slug: string
  fate: Fate
}

async function meetFate(world: World, { visitor, order, slug, fate }: Taken): Promise<void> {
  const merchant = world.merchants.get(slug)
  if (!merchant) throw new Error(`Nobody works in ${slug}`)
  const { code } = order
  const note = async () => {
    const found = await insist(() => merchant.order(code))
    const payment = found?.cardPayments[0]
    const card = world.entered.findLast(
      ({ number }) => number.startsWith(payment?.firstSix ?? '-') && number.length === payment?.numberLength,
    )
    if (!payment || !card) throw new Error(`The merchant does not see the card of ${code}`)
    world.sixOf.set(`${code} ${payment.mark}`, card.number.slice(-6))
    if (slug === world.withKey) world.encrypted.add(`${code} ${payment.mark}`)
    const mailed = () =>
      waitForKept(
        world.smtp.mails,
        code,
        'card-fragment',
        (mail) => headerOf(mail, 'x-triclic-payment') === payment.mark,
      )
    return { orderCode: code, paymentId: payment.id, kept: card.number.slice(0, -6), mailed }
  }
  const first = await note()
  const certify = (paymentId: string, outcome: 'APPROVED' | 'REFUSED' | 'REFERRAL') =>
    insist(() =>
      merchant.certify({
        orderCode: code,
        paymentId,
        outcome,
        ...(outcome === 'APPROVED' && { authorizationNumber: 'A1B2C3' }),
      }),
    )
  const reveal = async ({ paymentId, kept } = first) => {
    const shown = await insist(() => merchant.revealCard(code, paymentId))
    if (shown.keptDigits !== kept) throw new Error(`The merchant was not shown the kept digits of ${code}`)
  }
  const askAgain = async () => {
    await insist(() => merchant.requestCard(code))
    return waitForKept(world.smtp.mails, code, 'card-request')
  }

  switch (fate) {
    case 'approved':
      await first.mailed()
      await reveal()
      await certify(first.paymentId, 'APPROVED')
      return
    case 'refused, then another card': {
      await reveal()
      await certify(first.paymentId, 'REFUSED')
      await pay(world, visitor, order)
      await (await note()).mailed()
      return
    }
    case 'referral':
      await certify(first.paymentId, 'REFERRAL')
      await reveal()
      return
    case 'asked again': {
      const link = requestedOrderOf(await askAgain())
      await pay(world, visitor, link)
      await (await note()).mailed()
      return
    }
    case 'cancelled':
      await insist(() => merchant.cancel(code, 'The buyer rang'))
      return
    case 'mail dropped once':
      await first.mailed()
      return
    case 'revealed and left':
      await reveal()
      await first.mailed()
      return
    case 'mail refused for good':
    case 'waiting':
      return
  }
}
