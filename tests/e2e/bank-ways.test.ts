import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findMember, findShop } from '../traffic/find-shop.ts'
import { waitForMail } from '../traffic/mailbox.ts'
import { signIn as signInToApi } from '../traffic/merchant.ts'
import { orderSomething } from '../traffic/order-something.ts'
import { openAtBank, takeAtBank } from '../traffic/pay-at-bank.ts'
import { randomFrom } from '../traffic/random.ts'
import { openVisitor } from '../traffic/visitor.ts'
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
  await buyer.locator(`input[name="paymentMethod"][value="${bankId}"]`).check()
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
  expect.poll(() => statusOf(buyer), { timeout: 60_000 }).toBe(status)

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

interface RescueWords {
  accept: string
  confirmAccept: string
  accepted: RegExp
  step: string
  cancelled: RegExp
  refund: string
  amount: RegExp
  reference: string
  confirmRefund: string
  refunded: RegExp
  settled: string
}

const IN_FRENCH: RescueWords = {
  accept: 'Accepter',
  confirmAccept: 'Accepter, commande payée',
  accepted: /la commande est payée/,
  step: 'Accepté',
  cancelled: /La commande est annulée/,
  refund: 'Remboursé à la main',
  amount: /Montant remboursé/,
  reference: 'Référence du remboursement à la banque',
  confirmRefund: 'Noter le remboursement',
  refunded: /Le remboursement est noté/,
  settled: 'Traités',
}

const IN_ENGLISH: RescueWords = {
  accept: 'Accept',
  confirmAccept: 'Accept, order paid',
  accepted: /the order is paid/,
  step: 'Accepted',
  cancelled: /The order is cancelled/,
  refund: 'Refunded by hand',
  amount: /Amount refunded/,
  reference: 'The bank’s reference of the refund',
  confirmRefund: 'Record the refund',
  refunded: /The refund is recorded/,
  settled: 'Settled',
}

const OWNERS: { slug: string; look: Look; words: RescueWords }[] = [
  { slug: 'atelier-lumen', look: { locale: 'fr-FR', width: 'wide' }, words: IN_FRENCH },
  { slug: 'northfold', look: { locale: 'en-GB', width: 'narrow' }, words: IN_ENGLISH },
]

describe.each(OWNERS)('money that no order could take, in $slug', ({ slug, look, words }) => {
  const picture = `rescues-${slug}`
  let page: Page

  /** An order, and a visitor on the bank's page for it. */
  async function leave() {
    const shop = findShop(world.run, slug)
    const visitor = openVisitor(world.run.api, shop.key)
    const order = await orderSomething(visitor, randomFrom(1))
    return { visitor, order, paymentId: await openAtBank(visitor, shop, order) }
  }

  async function openRescue(code: string): Promise<Locator> {
    await page.goto(`${world.run.portal}/${slug}/rescues`)
    const rescue = page.getByTestId('rescue').filter({ hasText: code })
    await rescue.waitFor()
    return rescue
  }

  async function seeSettled(code: string, name: string): Promise<string> {
    await page.getByRole('link', { name: words.settled, exact: true }).click()
    const rescue = page.getByTestId('rescue').filter({ hasText: code })
    await rescue.waitFor()
    await shoot(page, `${picture}-${name}`)
    return (await rescue.getByTestId('rescue-history').textContent()) ?? ''
  }

  test('another amount than the order’s is accepted knowingly, and the order is paid', async () => {
    page = await signIn(world.browser, world.run, look, slug, false)
    const { visitor, order, paymentId } = await leave()
    await takeAtBank(world.run.bank, paymentId, 'amount')
    const rescue = await openRescue(order.code)
    await shoot(page, `${picture}-1-open`)
    await rescue.getByRole('button', { name: words.accept }).click()
    const dialog = page.getByRole('alertdialog')
    await dialog.getByRole('checkbox').check()
    await shoot(page, `${picture}-2-accepting`)
    await dialog.getByRole('button', { name: words.confirmAccept }).click()
    await page.getByTestId('done').getByText(words.accepted).waitFor()
    await shoot(page, `${picture}-3-accepted`)
    expect(await rescue.count()).toBe(0)
    expect(await seeSettled(order.code, '4-settled')).toContain(words.step)
    expect((await visitor.order(order))?.status).toBe('PAID')
    await waitForMail(world.run.mailbox ?? '', order.code, 'payment-confirmation')
  })

  test('that of a cancelled order is refunded by hand, which is written down', async () => {
    const { visitor, order, paymentId } = await leave()
    const merchant = await signInToApi(world.run.api, slug, findMember(world.run, slug))
    expect((await merchant.cancel(order.code)).userErrors).toEqual([])
    await takeAtBank(world.run.bank, paymentId)
    const rescue = await openRescue(order.code)
    expect(await rescue.getByTestId('not-acceptable').textContent()).toMatch(words.cancelled)
    await shoot(page, `${picture}-5-cancelled`)
    await rescue.getByRole('button', { name: words.refund }).click()
    const dialog = page.getByRole('alertdialog')
    const amount = await dialog.getByLabel(words.amount).inputValue()
    expect(Number(amount.replace(/\D/g, ''))).toBe(order.total.amount)
    await dialog.getByLabel(words.reference).fill('RF-2026-1187')
    await shoot(page, `${picture}-6-refunding`)
    await dialog.getByRole('button', { name: words.confirmRefund }).click()
    await page.getByTestId('done').getByText(words.refunded).waitFor()
    expect(await seeSettled(order.code, '7-refunded')).toContain('RF-2026-1187')
    expect((await visitor.order(order))?.status).toBe('CANCELLED')
  })
})
