import { createCardDeck } from '../traffic/cards.ts'
import { findMember } from '../traffic/find-shop.ts'
import { lastSixDigitsOf, waitForMail } from '../traffic/mailbox.ts'
import { signIn, type Merchant } from '../traffic/merchant.ts'
import { decideAtBank, openBankPage, returnFromBank } from '../traffic/pay-at-bank.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { randomFrom, seedOfRun } from '../traffic/random.ts'
import { createVisitor, type Order, type Visitor } from '../traffic/visitor.ts'
import { storefront } from '../graphql/documents.ts'
import type { Run, RunShop } from '../../infra/local/product/run-file.ts'
import { BANK } from './bank.ts'
import type { RunningCompose } from './running-compose.ts'
import { ORIGINS } from './variables.ts'

const PICTURES = storefront('{ products(first: 20) { nodes { images { url } } } }')

export type Check = (name: string, isTrue: boolean, details?: string) => void

export interface PlacedOrder {
  visitor: Visitor
  order: Order
}

/**
 * A picture of a demo shop, and two orders over TLS: one paid by card and certified by the merchant, one paid at the bank.
 * @returns the first
 */
export async function ordersThroughCaddy(running: RunningCompose, check: Check): Promise<PlacedOrder> {
  const [shop] = running.demo.shops
  if (!shop) throw new Error('There is no demo shop.')
  const merchant = await signIn(ORIGINS.api, shop.slug, findMember(running.demo as Run, shop.slug))
  await pictureThroughCaddy(shop, check)
  const placed = await orderByCard(running, shop, merchant, check)
  await orderByBank(running, shop, check)
  return placed
}

async function pictureThroughCaddy(shop: RunShop, check: Check): Promise<void> {
  const { products } = await createVisitor(ORIGINS.api, shop.key).request(PICTURES, {})
  const picture = products.nodes.flatMap(({ images }) => images)[0]?.url ?? ''
  const { status, headers } = await fetch(picture)
  check(
    'a picture of a demo shop is served over TLS',
    picture.startsWith(ORIGINS.api) && status === 200 && /^image\//.test(headers.get('content-type') ?? ''),
    `${status} ${picture}`,
  )
}

async function orderByCard(
  { mailbox }: RunningCompose,
  shop: RunShop,
  merchant: Merchant,
  check: Check,
): Promise<PlacedOrder> {
  const random = randomFrom(seedOfRun())
  const visitor = createVisitor(ORIGINS.api, shop.key)
  const order = await placeSampleOrder(visitor, random)
  const card = createCardDeck(random).next()
  const paid = await visitor.payByCard(order, card)
  check('the buyer pays by card', paid.order?.status === 'AWAITING_CERTIFICATION', paid.userErrors[0]?.code)

  const mail = await waitForMail(mailbox.url, order.code, 'card-fragment')
  check('the shop gets the last six digits by mail', lastSixDigitsOf(mail) === card.number.slice(-6))
  const payment = (await merchant.order(order.code))?.cardPayments[0]
  const paymentId = payment?.id ?? ''
  const { keptDigits } = await merchant.revealCard(order.code, paymentId)
  check('the merchant completes the number', keptDigits === card.number.slice(0, -6))
  const { order: certified, userErrors } = await merchant.certify({
    ...{ orderCode: order.code, paymentId, outcome: 'APPROVED', authorizationNumber: 'A1B2C3' },
  })
  check(
    'the merchant certifies the payment',
    certified?.status === 'PAID',
    certified?.status ?? userErrors[0]?.code,
  )
  const seen = await visitor.order(order)
  check('the buyer sees that it is paid', seen?.status === 'PAID', seen?.status)
  return { visitor, order }
}

async function orderByBank({ mailbox }: RunningCompose, shop: RunShop, check: Check): Promise<void> {
  const visitor = createVisitor(ORIGINS.api, shop.key)
  const order = await placeSampleOrder(visitor, randomFrom(seedOfRun()))
  const paymentId = await openBankPage(visitor, shop, order)
  await decideAtBank(BANK, paymentId, 'paid')
  const back = await returnFromBank(BANK, paymentId)
  check(
    'the bank sends the buyer back to the shop',
    back.status === 303 && back.headers.get('location')?.endsWith(`?order=${order.code}`) === true,
    `${back.status} ${back.headers.get('location')}`,
  )
  await waitForMail(mailbox.url, order.code, 'payment-confirmation')
  const seen = await visitor.order(order)
  check('the order is paid by the notification of the bank', seen?.status === 'PAID', seen?.status)
}

/** The pages of portal, storefront and documentation through Caddy, and its redirection to TLS. */
export async function pagesThroughCaddy(check: Check): Promise<void> {
  for (const [name, origin] of [
    ['portal', ORIGINS.portal],
    ['storefront', ORIGINS.storefront],
    ['documentation', ORIGINS.docs],
  ] as const) {
    const response = await fetch(origin)
    const page = await response.text()
    check(
      `the ${name} answers over TLS`,
      response.status === 200 && page.includes('</html>'),
      String(response.status),
    )
    check(`Caddy adds its headers to the ${name}`, response.headers.has('strict-transport-security'))
  }
  const plain = await fetch('http://localhost/', { redirect: 'manual' })
  check('plain HTTP is redirected to TLS', plain.status === 308, String(plain.status))
}

/** The commands of compose.yml that check the audit logs and the ledgers. */
export async function verifyRecords({ compose }: RunningCompose, check: Check): Promise<void> {
  for (const command of ['audit-log', 'ledger']) {
    const { code } = await compose.run('run', '--rm', '-T', command, 'verify')
    check(`${command} verify finds nothing changed`, code === 0)
  }
}
