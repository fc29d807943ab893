import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import { waitForMail } from '../traffic/mailbox.ts'
import { openContext, shoot, type Look } from './browser.ts'
import { placeOrder, statusOf } from './shopping.ts'
import { signIn } from './sign-in.ts'
import { openWorld, type World } from './world.ts'

interface Way {
  slug: string
  protocol: string
  look: Look
  /** Whether a member who works in several shops looks at it. */
  bySeveral: boolean
  /** What the bank answers before it takes the money; it says `pending` of a payment that it takes later by itself. */
  first?: 'refused' | 'pending'
}

/** Lyra's own way stands in checkout.test.ts. */
const WAYS: Way[] = [
  {
    slug: 'atelier-lumen',
    protocol: 'paybox',
    look: { locale: 'fr-FR', width: 'wide' },
    bySeveral: false,
  },
  {
    slug: 'northfold',
    protocol: 'monetico',
    look: { locale: 'en-GB', width: 'narrow' },
    bySeveral: true,
    first: 'refused',
  },
  {
    slug: 'maison-basile',
    protocol: 'sips',
    look: { locale: 'fr-FR', width: 'narrow' },
    bySeveral: true,
    first: 'pending',
  },
]

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 120_000)
afterAll(() => world?.stop())

/** Chooses this bank among the shop's ways to pay and arrives on its page; the payment's id there. */
async function leaveFor(buyer: Page, bankId: string, picture: string): Promise<string> {
  await buyer.locator(`input[name="way"][value="${bankId}"]`).check()
  await shoot(buyer, `${picture}-6-ways`)
  await buyer.getByTestId('pay-by-bank').click()
  await buyer.waitForURL(`${world.run.bank}/payments/*`)
  await shoot(buyer, `${picture}-7-bank`)
  return new URL(buyer.url()).pathname.split('/').at(-1) ?? ''
}

/** What the buyer does at the bank, and the way back to the order's page. */
async function answer(buyer: Page, outcome: string, code: string): Promise<void> {
  await buyer.locator(`button[value="${outcome}"]`).click()
  await buyer.locator('#return').click()
  await buyer.waitForURL(`**/orders/${code}**`)
}

/** The page asks after its order again and again, by itself. */
async function lookedTwice(buyer: Page): Promise<void> {
  for (let looks = 0; looks < 2; looks++)
    await buyer.waitForResponse((response) => response.url().includes('/__data.json'))
}

/** The status the page comes to by itself, without being loaded again. */
const comesTo = (buyer: Page, status: string) =>
  expect.poll(() => statusOf(buyer), { timeout: 30_000 }).toBe(status)

describe.each(WAYS)('$protocol in $slug', ({ slug, protocol, look, bySeveral, first }) => {
  let code: string

  test('the buyer orders, pays on the bank’s page and sees a paid order', async () => {
    const { origin, banks } = findShop(world.run, slug)
    const bankId = banks.find((bank) => bank.protocol === protocol)?.id ?? ''
    const buyer = await (await openContext(world.browser, look)).newPage()
    code = await placeOrder(buyer, origin)
    const paymentId = await leaveFor(buyer, bankId, protocol)

    if (first === 'refused') {
      await answer(buyer, 'refused', code)
      await buyer.getByTestId('payment-choice').waitFor()
      await shoot(buyer, `${protocol}-8-refused`)
      await leaveFor(buyer, bankId, `${protocol}-again`)
    }
    if (first === 'pending') {
      await answer(buyer, 'pending', code)
      await buyer.getByTestId('await-bank').waitFor()
      expect(await statusOf(buyer)).toBe('PENDING_PAYMENT')
      await shoot(buyer, `${protocol}-8-pending`)
      await lookedTwice(buyer)
      await fetch(`${world.run.bank}/api/payments/${paymentId}/notify`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ outcome: 'paid' }),
      })
    } else await answer(buyer, 'paid', code)
    await comesTo(buyer, 'PAID')
    await shoot(buyer, `${protocol}-9-paid`)
    await buyer.context().close()
  })

  test('the merchant sees the payment, and both are told', async () => {
    const merchant = await signIn(world.browser, world.run, look, slug, bySeveral)
    await merchant.goto(`${world.run.portal}/${slug}/orders/${code}`)
    await merchant.getByTestId('bank-payments').waitFor()
    await shoot(merchant, `portal-${protocol}-order`)
    const mailbox = world.run.mailbox ?? ''
    await waitForMail(mailbox, code, 'payment-notice')
    await waitForMail(mailbox, code, 'payment-confirmation')
    await merchant.context().close()
  })
})
