import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findMember, findShop } from '../traffic/find-shop.ts'
import { headerOf, lastSixDigitsOf, mailsOf, orderFromCardRequest, waitForMail } from '../traffic/mailbox.ts'
import { signIn as signInToApi } from '../traffic/merchant.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { randomFrom } from '../traffic/random.ts'
import { createVisitor } from '../traffic/visitor.ts'
import { holdScripts, openContext, shoot, type Look } from './browser.ts'
import { signIn } from './sign-in.ts'
import { addFirstProduct, placeOrder, statusOf, waitForStatus } from './shopping.ts'
import { startEnvironment, type Environment } from './environment.ts'

/** A test number published by Visa. */
const TEST_CARD = '4012888888881881'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment()
}, 120_000)
afterAll(() => environment?.stop())

const mailbox = () => environment.run.mailbox ?? ''
const shopOf = (slug: string) => findShop(environment.run, slug)

async function giveCard(page: Page, number: string): Promise<void> {
  await page.getByTestId('method-card').check()
  await fillCard(page, number)
}

async function fillCard(page: Page, number: string): Promise<void> {
  await page.getByTestId('card-number').fill(number)
  await page.getByTestId('card-brand-VISA').click()
  await page.getByTestId('card-expiry').fill('12/30')
}

describe('a card payment, from an empty cart to a certified order', () => {
  const look: Look = { locale: 'fr-FR', width: 'wide' }
  let buyer: Page
  let merchant: Page
  let code: string

  test('the buyer orders and pays by card', async () => {
    buyer = await (await openContext(environment.browser, look)).newPage()
    code = await placeOrder(buyer, shopOf('atelier-lumen').origin, 'card')
    await giveCard(buyer, TEST_CARD)
    await shoot(buyer, 'card-6-payment')
    await buyer.getByTestId('pay-by-card').click()
    await expect.poll(() => statusOf(buyer), { timeout: 20_000 }).toBe('AWAITING_CERTIFICATION')
    await shoot(buyer, 'card-7-awaiting-certification')
    expect(await buyer.content()).not.toContain(TEST_CARD)
  })

  test('the merchant gets the last six digits on a marked line, and no mail contains more', async () => {
    const mail = await waitForMail(mailbox(), code, 'card-fragment')
    expect(mail.to).toEqual([shopOf('atelier-lumen').fragmentTo])
    expect(mail.text).toContain(`\nSix derniers chiffres : ${lastSixDigitsOf(mail)}\n`)
    expect(headerOf(mail, 'x-triclic-payment')).toMatch(/^[A-Z]{4}$/)
    for (const each of await mailsOf(mailbox(), code)) expect(each.raw).not.toContain(TEST_CARD.slice(0, 10))
  })

  test('the merchant combines the parts in the page and certifies the payment', async () => {
    merchant = await signIn(environment.browser, environment.run, look, 'atelier-lumen', false)
    await shoot(merchant, 'portal-2-orders')
    await merchant.goto(`${environment.run.portal}/atelier-lumen/orders/${code}`)
    await shoot(merchant, 'portal-3-order')
    await merchant.getByRole('button', { name: 'Afficher les chiffres conservés' }).click()
    await merchant.getByTestId('kept-digits').waitFor()
    const mail = await waitForMail(mailbox(), code, 'card-fragment')
    expect(await merchant.getByTestId('mark').textContent()).toBe(headerOf(mail, 'x-triclic-payment'))

    const posted: string[] = []
    merchant.on('request', (request) => posted.push(request.url() + (request.postData() ?? '')))
    const six = lastSixDigitsOf(mail)
    await merchant.getByTestId('last-six-digits').fill(six)
    await merchant.getByTestId('full-number-panel').waitFor()
    const joined = (await merchant.getByTestId('full-number').textContent()) ?? ''
    expect(joined.replace(/\D/g, '')).toBe(TEST_CARD)
    await shoot(merchant, 'portal-4-joined')
    expect(posted.filter((text) => text.includes(six))).toEqual([])

    await merchant.locator('[name="authorizationNumber"]').fill('A1B2C3')
    await merchant.getByRole('button', { name: 'Enregistrer la réponse' }).click()
    await merchant.getByRole('button', { name: 'Marquer comme expédiée' }).waitFor()
    await shoot(merchant, 'portal-5-certified')
    expect(await merchant.content()).not.toContain(six)
  })

  test('the buyer is notified, the merchant ships, and the digits are erased', async () => {
    await waitForMail(mailbox(), code, 'payment-confirmation')
    await waitForStatus(buyer, 'PAID')
    await shoot(buyer, 'card-8-paid')
    await merchant.getByRole('button', { name: 'Marquer comme expédiée' }).click()
    await merchant.getByTestId('fulfillment').getByText('Expédiée').waitFor()
    await shoot(merchant, 'portal-6-shipped')
    expect(await merchant.getByRole('button', { name: 'Afficher les chiffres conservés' }).count()).toBe(0)
  })
})

describe('an invalid URL', () => {
  const look: Look = { locale: 'en-GB', width: 'narrow' }

  test('of the storefront leads to a page without the invalid part or to a 404 page', async () => {
    const { origin } = shopOf('northfold')
    const buyer = await (await openContext(environment.browser, look)).newPage()
    for (const [asked, led, status] of [
      ['/catalog?collection=carry&after=rubbish', '/catalog?collection=carry', 200],
      ['/catalog?search=%00', '/catalog?search=%00', 200],
      ['/orders/%00/bank', '/orders/%00', 200],
      ['/products/%00', '/products/%00', 404],
      ['/shops', '/shops', 404],
    ]) {
      const response = await buyer.goto(`${origin}${asked}`)
      expect([buyer.url(), response?.status()]).toEqual([`${origin}${led}`, status])
      await buyer.getByRole('heading', { level: 1 }).waitFor()
    }
    await buyer.context().close()
  })

  test('of the portal leads to a page without the invalid part or to a 404 page', async () => {
    const merchant = await signIn(environment.browser, environment.run, look, 'northfold', true)
    const base = `${environment.run.portal}/northfold`
    for (const [asked, led, status] of [
      [`${base}/orders?status=PAID&after=rubbish`, `${base}/orders?status=PAID`, 200],
      [`${base}/orders?search=%00`, `${base}/orders?search=%00`, 200],
      [`${base}/unmatched-payments?after=rubbish`, `${base}/unmatched-payments`, 200],
      [`${base}/unmatched-payments/rejected?after=rubbish`, `${base}/unmatched-payments/rejected`, 200],
      [`${base}/orders/%00`, `${base}/orders/%00`, 404],
      [`${environment.run.portal}/%00`, `${environment.run.portal}/shops?reason=forbidden`, 200],
    ] as const) {
      const response = await merchant.goto(asked)
      expect([merchant.url(), response?.status()]).toEqual([led, status])
      await merchant.getByRole('heading', { level: 1 }).waitFor()
    }
    await merchant.context().close()
  })
})

test('a buyer who is asked for a card again enters it by the mailed link, which works once', async () => {
  const shop = shopOf('northfold')
  const visitor = createVisitor(environment.run.api, shop.key)
  const order = await placeSampleOrder(visitor, randomFrom(1))
  await visitor.payByCard(order, { number: TEST_CARD, expiryMonth: 12, expiryYear: 2030, brand: 'VISA' })
  const merchant = await signInToApi(environment.run.api, shop.slug, findMember(environment.run, shop.slug))
  expect((await merchant.requestCard(order.code)).userErrors).toEqual([])
  const { code, token } = orderFromCardRequest(await waitForMail(mailbox(), order.code, 'card-request'))
  const link = `${shop.origin}/card#${code}.${token}`

  const buyer = await (await openContext(environment.browser, { locale: 'en-GB', width: 'narrow' })).newPage()
  await buyer.goto(link)
  await fillCard(buyer, TEST_CARD)
  await shoot(buyer, 'card-request-1')
  await buyer.getByTestId('pay-by-card').click()
  await buyer.getByTestId('order-status').waitFor()
  expect(await statusOf(buyer)).toBe('AWAITING_CERTIFICATION')
  await buyer.waitForURL(`${shop.origin}/card`)

  const again = await buyer.context().newPage()
  await again.goto(link)
  await fillCard(again, TEST_CARD)
  await again.getByTestId('pay-by-card').click()
  await again.getByTestId('card-request-used').waitFor()
  await shoot(again, 'card-request-2-over')
  await buyer.context().close()
})

async function buyerWithOneProduct() {
  const { origin } = shopOf('northfold')
  const buyer = await (await openContext(environment.browser, { locale: 'en-GB', width: 'wide' })).newPage()
  await addFirstProduct(buyer, origin)
  return { buyer, origin }
}

test('Enter sets the quantity typed for a cart line, even if it was typed before the scripts loaded', async () => {
  const { buyer, origin } = await buyerWithOneProduct()
  const release = await holdScripts(buyer)
  await buyer.goto(`${origin}/cart`, { waitUntil: 'commit' })
  await buyer.getByTestId('line-quantity').fill('3')
  release()
  await buyer.waitForLoadState('networkidle')
  await buyer.getByTestId('line-quantity').press('Enter')
  await buyer.getByTestId('cart-count').filter({ hasText: '3' }).waitFor({ state: 'attached' })
  await buyer.locator('button[name="setQuantity"][value="4"]').click()
  await expect.poll(() => buyer.getByTestId('line-quantity').inputValue(), { timeout: 20_000 }).toBe('4')
  await buyer.getByTestId('line-quantity').fill('1000')
  await buyer.getByTestId('line-quantity').press('Enter')
  await buyer.locator('[id$="-error-0"]').waitFor()
  await expect.poll(() => buyer.getByTestId('line-quantity').inputValue(), { timeout: 20_000 }).toBe('4')
  await buyer.reload()
  expect(await buyer.getByTestId('line-quantity').inputValue()).toBe('4')
  await buyer.context().close()
})

test('the checkout form keeps what was typed before the scripts loaded', async () => {
  const { buyer, origin } = await buyerWithOneProduct()
  const release = await holdScripts(buyer)
  await buyer.goto(`${origin}/checkout`, { waitUntil: 'commit' })
  await buyer.locator('[name="email"]').fill('camille@buyers.example')
  await buyer.locator('[name="billingAddress.countryCode"]').selectOption('BE')
  release()
  // A saved draft shows that the scripts are running.
  const draft = async () => {
    await buyer.locator('[name="billingAddress.lastName"]').fill('Martin')
    return buyer.evaluate(() => sessionStorage.getItem('checkout-draft'))
  }
  await expect.poll(draft, { timeout: 20_000 }).toContain('Martin')
  expect(await buyer.locator('[name="email"]').inputValue()).toBe('camille@buyers.example')
  expect(await buyer.locator('[name="billingAddress.countryCode"]').inputValue()).toBe('BE')
  await buyer.context().close()
})

describe('a bank payment', () => {
  const look: Look = { locale: 'en-GB', width: 'narrow' }

  test('the buyer pays on the bank’s page and returns to a paid order, which the merchant sees', async () => {
    const buyer = await (await openContext(environment.browser, look)).newPage()
    const code = await placeOrder(buyer, shopOf('northfold').origin, 'bank')
    await buyer.getByTestId('method-bank').first().check()
    await buyer.getByTestId('pay-by-bank').click()
    await buyer.waitForURL(`${environment.run.bank}/**`)
    await shoot(buyer, 'bank-6-page')
    await buyer.locator('button[value="paid"]').click()
    await buyer.waitForURL(`${shopOf('northfold').origin}/**`)
    await waitForStatus(buyer, 'PAID')
    await shoot(buyer, 'bank-7-paid')

    const merchant = await signIn(environment.browser, environment.run, look, 'northfold', true)
    await shoot(merchant, 'portal-7-shops')
    await merchant.goto(`${environment.run.portal}/northfold/orders/${code}`)
    await merchant.getByTestId('bank-payments').waitFor()
    await shoot(merchant, 'portal-8-bank-order')
    await waitForMail(mailbox(), code, 'payment-notice')
    await waitForMail(mailbox(), code, 'payment-confirmation')
  })

  test('a buyer whom the bank refused pays by card', async () => {
    const buyer = await (await openContext(environment.browser, look)).newPage()
    await placeOrder(buyer, shopOf('maison-basile').origin, 'refused')
    await buyer.getByTestId('method-bank').first().check()
    await buyer.getByTestId('pay-by-bank').click()
    await buyer.waitForURL(`${environment.run.bank}/**`)
    await buyer.locator('button[value="refused"]').click()
    await buyer.waitForURL(`${shopOf('maison-basile').origin}/**`, { timeout: 30_000 })
    await buyer.getByTestId('method-card').waitFor()
    await shoot(buyer, 'refused-6-back')
    await giveCard(buyer, TEST_CARD)
    await buyer.getByTestId('pay-by-card').click()
    await expect.poll(() => statusOf(buyer), { timeout: 20_000 }).toBe('AWAITING_CERTIFICATION')
  })
})
