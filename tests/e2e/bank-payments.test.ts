import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findMember, findShop } from '../traffic/find-shop.ts'
import { waitForMail } from '../traffic/mailbox.ts'
import { signIn as signInToApi } from '../traffic/merchant.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { decideAtBank, openBankPage } from '../traffic/pay-at-bank.ts'
import { randomFrom } from '../traffic/random.ts'
import { createVisitor } from '../traffic/visitor.ts'
import { openContext, shoot, type Look } from './browser.ts'
import { placeOrder, statusOf } from './shopping.ts'
import { signIn } from './sign-in.ts'
import { startEnvironment, type Environment } from './environment.ts'

interface BankCase {
  slug: string
  protocol: string
  look: Look
  /** Whether the merchant is a member of several shops. */
  bySeveral: boolean
  /** The outcome before the payment succeeds. A `pending` payment is accepted later, without the buyer. */
  first?: 'refused' | 'pending'
}

/** checkout.test.ts covers Lyra. */
const BANK_CASES: BankCase[] = [
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

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment()
}, 120_000)
afterAll(() => environment?.stop())

/** Selects this bank and goes to its page. Returns the payment's id at the bank. */
async function leaveFor(buyer: Page, bankId: string, picture: string): Promise<string> {
  await buyer.locator(`input[name="paymentMethod"][value="${bankId}"]`).check()
  await shoot(buyer, `${picture}-6-ways`)
  await buyer.getByTestId('pay-by-bank').click()
  await buyer.waitForURL(`${environment.run.bank}/payments/*`)
  await shoot(buyer, `${picture}-7-bank`)
  return new URL(buyer.url()).pathname.split('/').at(-1) ?? ''
}

/** Chooses the outcome on the bank's page and returns to the order's page. */
async function answer(buyer: Page, outcome: string, code: string): Promise<void> {
  await buyer.locator(`button[value="${outcome}"]`).click()
  await buyer.locator('#return').click()
  await buyer.waitForURL(`**/orders/${code}**`)
}

/** Waits until the page has polled its order twice. */
async function waitForPolls(buyer: Page): Promise<void> {
  for (let polls = 0; polls < 2; polls++)
    await buyer.waitForResponse((response) => response.url().includes('/__data.json'))
}

/** Waits until the page shows this status without being reloaded. */
const waitForShownStatus = (buyer: Page, status: string) =>
  expect.poll(() => statusOf(buyer), { timeout: 60_000 }).toBe(status)

describe.each(BANK_CASES)('$protocol in $slug', ({ slug, protocol, look, bySeveral, first }) => {
  let code: string

  test('the buyer orders, pays on the bank’s page and sees the order paid', async () => {
    const { origin, banks } = findShop(environment.run, slug)
    const bankId = banks.find((bank) => bank.protocol === protocol)?.id ?? ''
    const buyer = await (await openContext(environment.browser, look)).newPage()
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
      await waitForPolls(buyer)
      await fetch(`${environment.run.bank}/api/payments/${paymentId}/notify`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ outcome: 'paid' }),
      })
    } else await answer(buyer, 'paid', code)
    await waitForShownStatus(buyer, 'PAID')
    await shoot(buyer, `${protocol}-9-paid`)
    await buyer.context().close()
  })

  test('the merchant sees the payment, and merchant and buyer get a mail', async () => {
    const merchant = await signIn(environment.browser, environment.run, look, slug, bySeveral)
    await merchant.goto(`${environment.run.portal}/${slug}/orders/${code}`)
    await merchant.getByTestId('bank-payments').waitFor()
    await shoot(merchant, `portal-${protocol}-order`)
    const mailbox = environment.run.mailbox ?? ''
    await waitForMail(mailbox, code, 'payment-notice')
    await waitForMail(mailbox, code, 'payment-confirmation')
    await merchant.context().close()
  })
})

interface UnmatchedPaymentTexts {
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

const IN_FRENCH: UnmatchedPaymentTexts = {
  accept: 'Accepter',
  confirmAccept: 'Accepter le paiement',
  accepted: /La commande est payée/,
  step: 'Accepté',
  cancelled: /La commande est annulée/,
  refund: 'Enregistrer un remboursement',
  amount: /Montant remboursé/,
  reference: 'Référence bancaire du remboursement',
  confirmRefund: 'Enregistrer le remboursement',
  refunded: /Le remboursement est enregistré/,
  settled: 'Traités',
}

const IN_ENGLISH: UnmatchedPaymentTexts = {
  accept: 'Accept',
  confirmAccept: 'Accept the payment',
  accepted: /The order is paid/,
  step: 'Accepted',
  cancelled: /The order is cancelled/,
  refund: 'Record a refund',
  amount: /Amount refunded/,
  reference: 'Bank reference of the refund',
  confirmRefund: 'Record the refund',
  refunded: /The refund has been recorded/,
  settled: 'Closed',
}

const OWNERS: { slug: string; look: Look; words: UnmatchedPaymentTexts }[] = [
  { slug: 'atelier-lumen', look: { locale: 'fr-FR', width: 'wide' }, words: IN_FRENCH },
  { slug: 'northfold', look: { locale: 'en-GB', width: 'narrow' }, words: IN_ENGLISH },
]

describe.each(OWNERS)('unmatched payments in $slug', ({ slug, look, words }) => {
  const picture = `unmatched-payments-${slug}`
  let page: Page

  /** Places an order and goes to the bank's page. */
  async function orderAndGoToBank() {
    const shop = findShop(environment.run, slug)
    const visitor = createVisitor(environment.run.api, shop.key)
    const order = await placeSampleOrder(visitor, randomFrom(1))
    return { visitor, order, paymentId: await openBankPage(visitor, shop, order) }
  }

  async function openUnmatchedPayment(code: string): Promise<Locator> {
    await page.goto(`${environment.run.portal}/${slug}/unmatched-payments`)
    const payment = page.getByTestId('unmatched-payment').filter({ hasText: code })
    await payment.waitFor()
    return payment
  }

  async function openClosed(code: string, name: string): Promise<string> {
    await page.getByRole('link', { name: words.settled, exact: true }).click()
    const payment = page.getByTestId('unmatched-payment').filter({ hasText: code })
    await payment.waitFor()
    await shoot(page, `${picture}-${name}`)
    return (await payment.getByTestId('unmatched-payment-history').textContent()) ?? ''
  }

  test('a payment of another amount is accepted after confirmation, and the order is paid', async () => {
    page = await signIn(environment.browser, environment.run, look, slug, false)
    const { visitor, order, paymentId } = await orderAndGoToBank()
    await decideAtBank(environment.run.bank, paymentId, 'paid', 'amount')
    const payment = await openUnmatchedPayment(order.code)
    await shoot(page, `${picture}-1-open`)
    await payment.getByRole('button', { name: words.accept }).click()
    const dialog = page.getByRole('alertdialog')
    await dialog.getByRole('checkbox').check()
    await shoot(page, `${picture}-2-accepting`)
    await dialog.getByRole('button', { name: words.confirmAccept }).click()
    await page.getByTestId('done').getByText(words.accepted).waitFor()
    await shoot(page, `${picture}-3-accepted`)
    expect(await payment.count()).toBe(0)
    expect(await openClosed(order.code, '4-settled')).toContain(words.step)
    expect((await visitor.order(order))?.status).toBe('PAID')
    await waitForMail(environment.run.mailbox ?? '', order.code, 'payment-confirmation')
  })

  test('the refund of a payment for a cancelled order is recorded', async () => {
    const { visitor, order, paymentId } = await orderAndGoToBank()
    const merchant = await signInToApi(environment.run.api, slug, findMember(environment.run, slug))
    expect((await merchant.cancel(order.code)).userErrors).toEqual([])
    await decideAtBank(environment.run.bank, paymentId)
    const payment = await openUnmatchedPayment(order.code)
    expect(await payment.getByTestId('not-acceptable').textContent()).toMatch(words.cancelled)
    await shoot(page, `${picture}-5-cancelled`)
    await payment.getByRole('button', { name: words.refund }).click()
    const dialog = page.getByRole('alertdialog')
    const amount = await dialog.getByLabel(words.amount).inputValue()
    expect(Number(amount.replace(/\D/g, ''))).toBe(order.total.amount)
    await dialog.getByLabel(words.reference).fill('RF-2026-1187')
    await shoot(page, `${picture}-6-refunding`)
    await dialog.getByRole('button', { name: words.confirmRefund }).click()
    await page.getByTestId('done').getByText(words.refunded).waitFor()
    expect(await openClosed(order.code, '7-refunded')).toContain('RF-2026-1187')
    expect((await visitor.order(order))?.status).toBe('CANCELLED')
  })
})
