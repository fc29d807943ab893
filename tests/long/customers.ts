import { request } from 'undici'
import type { RunShop } from '../../infra/local/product/run-file.ts'
import type { MeasuredProduct } from '../load/product.ts'
import { merchant as merchantDocument, storefront } from '../graphql/documents.ts'
import { createCardDeck } from '../traffic/cards.ts'
import { findMember } from '../traffic/find-shop.ts'
import { signIn, type Merchant } from '../traffic/merchant.ts'
import { decideAtBank, openBankPage } from '../traffic/pay-at-bank.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import type { Random } from '../traffic/random.ts'
import { createVisitor, type Visitor } from '../traffic/visitor.ts'

const SET = storefront(
  `mutation ($id: ID!, $quantity: Int!) { setCartLine(variantId: $id, quantity: $quantity) {
    cart { totalQuantity } userErrors { code } } }`,
)
const ORDERS = merchantDocument(
  'query { orders(first: 25) { nodes { code status total { amount currency } } totalCount } }',
)

/** Visitors with a cart: always the same ones, so that what is kept for carts does not grow. */
const VISITORS = 40

export interface Customers {
  /** One thing that a buyer, a bank or a merchant does. */
  act(random: Random): Promise<void>
  /** Orders that were placed and paid. */
  orders(): number
}

interface Place {
  shop: RunShop
  member: Merchant
  visitors: Visitor[]
  /** Orders whose cards the merchant has yet to certify. */
  uncertified: string[]
}

/** Everything that is done in the demo shops of a product, drawn at random. */
export async function createCustomers(product: MeasuredProduct, random: Random): Promise<Customers> {
  const { run } = product
  const deck = createCardDeck(random.fork('cards'))
  const places: Place[] = []
  let orders = 0
  for (const shop of run.shops) {
    await product.inShop(shop.slug, () =>
      product.owner.query('update stock set on_hand = reserved + 1000000'),
    )
    places.push({
      shop,
      member: await signIn(run.api, shop.slug, findMember(run, shop.slug)),
      visitors: Array.from({ length: VISITORS }, () => createVisitor(run.api, shop.key)),
      uncertified: [],
    })
  }

  const payByCard = async ({ shop, uncertified }: Place, draw: Random) => {
    const visitor = createVisitor(run.api, shop.key)
    const order = await placeSampleOrder(visitor, draw)
    const { userErrors } = await visitor.payByCard(order, deck.next())
    refuse('payByCard', userErrors)
    uncertified.push(order.code)
    orders++
  }
  const payAtBank = async ({ shop }: Place, draw: Random) => {
    const visitor = createVisitor(run.api, shop.key)
    const order = await placeSampleOrder(visitor, draw)
    await decideAtBank(run.bank, await openBankPage(visitor, shop, order))
    orders++
  }
  const changeCart = async ({ visitors }: Place, draw: Random) => {
    const visitor = draw.pick(visitors)
    const available = (await visitor.variants()).filter(({ availableQuantity }) => availableQuantity > 10)
    const variables = { id: draw.pick(available.slice(0, 5)).id, quantity: 1 + draw.below(3) }
    refuse('setCartLine', (await visitor.request(SET, variables)).setCartLine.userErrors)
  }
  const readPages = async ({ shop }: Place) => {
    await readPage(`${run.storefront}/`, new URL(shop.origin))
    await readPage(`${run.portal}/sign-in`)
  }
  const list = async ({ member }: Place) => void (await member.request(ORDERS, {}))
  const certify = async ({ member, uncertified }: Place) => {
    const orderCode = uncertified.shift()
    if (!orderCode) return
    const paymentId = (await member.order(orderCode))?.cardPayments[0]?.id ?? ''
    const { userErrors } = await member.certify({
      ...{ orderCode, paymentId, outcome: 'APPROVED', authorizationNumber: 'A1B2C3' },
    })
    refuse('certifyPayment', userErrors)
  }
  const acts = [payByCard, payAtBank, changeCart, changeCart, readPages, list, certify]
  return {
    act: (draw) => draw.pick(acts)(draw.pick(places), draw),
    orders: () => orders,
  }
}

/** @param host of the shop: the system may not know names below localhost */
async function readPage(url: string, { host } = new URL(url)): Promise<void> {
  const { statusCode, body } = await request(url, { headers: { host } })
  await body.dump()
  if (statusCode !== 200) throw new Error(`${url} was answered with ${statusCode}`)
}

function refuse(what: string, errors: readonly { code: string }[]): void {
  if (errors.length > 0) throw new Error(`${what} was refused: ${errors.map(({ code }) => code).join(', ')}`)
}
