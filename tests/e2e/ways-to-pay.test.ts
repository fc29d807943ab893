import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import { waitForMail } from '../traffic/mailbox.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { randomFrom } from '../traffic/random.ts'
import { createVisitor } from '../traffic/visitor.ts'
import { openContext, shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { openSettings } from './open-settings.ts'
import { placeOrder, statusOf, waitForStatus } from './shopping.ts'

/** A test number published by Visa. */
const TEST_CARD = '4012888888881881'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment()
}, 120_000)
afterAll(() => environment?.stop())

const SHOPS: { slug: string; look: Look; words: Record<'record' | 'confirm' | 'find' | 'add', RegExp> }[] = [
  {
    slug: 'atelier-lumen',
    look: { locale: 'fr-FR', width: 'wide' },
    words: {
      record: /Enregistrer un virement/,
      confirm: /Enregistrer le paiement/,
      find: /^Chercher|^Rechercher|^Trouver/,
      add: /^Ajouter/,
    },
  },
  {
    slug: 'northfold',
    look: { locale: 'en-GB', width: 'narrow' },
    words: { record: /Record a transfer/, confirm: /Record the payment/, find: /^Find|^Search/, add: /^Add/ },
  },
]

describe.each(SHOPS)('in $slug', ({ slug, look, words }) => {
  let merchant: Page
  const orderPage = (code: string) => `${environment.run.portal}/${slug}/orders/${code}`

  test('the owner sets up transfers, and a wrong IBAN is refused', async () => {
    merchant = await openSettings(environment, look, slug, 'payments')
    await waitForHydration(merchant)
    const form = merchant.getByTestId('manual-transfer')
    await form.locator('[name="holder"]').fill('Atelier SARL')
    await form.locator('[name="iban"]').fill('FR14 2004 1010 0505 0001 3M02 607')
    await form.locator('button').click()
    await form.locator('[name="iban"][aria-invalid="true"]').waitFor()
    await form.locator('[name="iban"]').fill('FR14 2004 1010 0505 0001 3M02 606')
    await form.locator('button').click()
    await merchant.getByTestId('done').waitFor()
    await shoot(merchant, `pay-${slug}-1-settings`)
  })

  test('a buyer chooses a transfer, and sees and gets by mail where to send it', async () => {
    const buyer = await (await openContext(environment.browser, look)).newPage()
    const code = await placeOrder(buyer, findShop(environment.run, slug).origin)
    await buyer.getByTestId('method-transfer').check()
    await shoot(buyer, `pay-${slug}-2-methods`)
    expect(await buyer.locator('[name="paymentMethod"]').first().getAttribute('data-testid')).toBe(
      'method-bank',
    )
    await buyer.getByTestId('pay-manually').click()
    const shown = buyer.getByTestId('manual-payment')
    await shown.waitFor()
    expect(await shown.textContent()).toContain('FR14 2004 1010 0505 0001 3M02 606')
    expect(await shown.textContent()).toContain(code)
    await shoot(buyer, `pay-${slug}-3-instructions`)
    const mail = await waitForMail(environment.run.mailbox ?? '', code, 'transfer-instructions')
    expect(mail.text).toContain('FR14 2004 1010 0505 0001 3M02 606')

    await merchant.goto(orderPage(code))
    await waitForHydration(merchant)
    await merchant.getByTestId('manual-payment-chosen').waitFor()
    await shoot(merchant, `pay-${slug}-4-order`)
    await merchant.getByRole('button', { name: words.record }).click()
    await merchant.getByRole('alertdialog').getByRole('button', { name: words.confirm }).click()
    await merchant.getByTestId('receipt').waitFor()
    await shoot(merchant, `pay-${slug}-5-received`)
    await waitForStatus(buyer, 'PAID')
    await buyer.context().close()
  })

  test('a decline for missing authentication is answered with one key: the buyer gets the bank’s link', async () => {
    const visitor = createVisitor(environment.run.api, findShop(environment.run, slug).key)
    const order = await placeSampleOrder(visitor, randomFrom(1))
    const card = { number: TEST_CARD, expiryMonth: 12, expiryYear: 2030, brand: 'VISA' } as const
    expect((await visitor.payByCard(order, card)).userErrors).toEqual([])
    await merchant.goto(orderPage(order.code))
    await waitForHydration(merchant)
    const certify = merchant.getByTestId('certify')
    await certify.locator('[name="outcome"][value="REFUSED"]').check()
    await certify.locator('[name="declineReason"]').selectOption('STRONG_AUTHENTICATION_REQUIRED')
    await shoot(merchant, `pay-${slug}-6-decline`)
    await certify.locator('form button').last().click()
    await merchant.getByTestId('bank-offer').waitFor()
    await shoot(merchant, `pay-${slug}-7-offer`)
    await expect
      .poll(() => merchant.evaluate('document.activeElement.closest("[data-testid=bank-offer]") !== null'))
      .toBe(true)
    await merchant.keyboard.press('Enter')
    const mail = await waitForMail(environment.run.mailbox ?? '', order.code, 'bank-payment-request')
    expect(mail.text).toContain(`#${order.code}.`)
    expect((await visitor.order(order))?.status).toBe('PENDING_PAYMENT')
  })

  test('the settings of cards show how many were declined for missing authentication', async () => {
    await merchant.goto(`${environment.run.portal}/${slug}/settings/shop`)
    await waitForHydration(merchant)
    const cells = merchant.getByTestId('card-outcomes').locator('tbody td')
    expect(await cells.allTextContents()).toEqual(['0', '1', '1'])
    await merchant.getByTestId('card-outcomes').scrollIntoViewIfNeeded()
    await shoot(merchant, `pay-${slug}-8-card-outcomes`)
  })

  test('an order taken by telephone is entered, and its card goes from the page to the API alone', async () => {
    await merchant.goto(`${environment.run.portal}/${slug}/orders`)
    await merchant.getByRole('link', { name: /Enter an order|Saisir une commande/ }).click()
    await merchant.waitForURL('**/orders/new')
    await waitForHydration(merchant)
    const form = merchant.getByTestId('enter-order')
    await form.getByRole('button', { name: words.find }).click()
    await form.getByTestId('found-variants').getByRole('button', { name: words.add }).first().click()
    for (const [name, value] of Object.entries({
      firstName: 'Camille',
      lastName: 'Martin',
      line1: '1 rue de la Paix',
      postalCode: slug === 'northfold' ? 'SW1A 1AA' : '75002',
      city: 'Paris',
      email: 'camille@buyers.example',
    }))
      await form.locator(`[name="${name}"]`).fill(value)
    await merchant.getByTestId('entered-total').waitFor()
    await shoot(merchant, `pay-${slug}-8-entered`)
    await form.locator('button').last().click()
    await merchant.getByTestId('pay-entered-order').waitFor()
    await shoot(merchant, `pay-${slug}-9-how-to-pay`)
    const code = new URL(merchant.url()).pathname.split('/').at(-1) ?? ''
    await waitForMail(environment.run.mailbox ?? '', code, 'order-confirmation')

    await merchant.getByTestId('enter-card').click()
    await merchant.waitForURL('**/card')
    await waitForHydration(merchant)
    const policy = await merchant.evaluate<string>(
      'fetch(location.href).then((page) => page.headers.get("content-security-policy"))',
    )
    expect(policy).toContain(`connect-src 'self' ${environment.run.api}/graphql;`)
    const sent: { url: string; body: string }[] = []
    merchant.on('request', (request) => sent.push({ url: request.url(), body: request.postData() ?? '' }))
    await merchant.getByTestId('card-entry-number').fill(TEST_CARD)
    await merchant.getByTestId('card-entry-expiry').fill('12/30')
    await merchant.getByTestId('send-card').click()
    await merchant.waitForURL(orderPage(code))
    await merchant.getByTestId('certify').getByTestId('bank-channel').waitFor()
    const withDigits = sent.filter(({ url, body }) => /4012|881881/.test(url + body))
    expect(withDigits.map(({ url }) => url)).toEqual([`${environment.run.api}/graphql`])
    await waitForMail(environment.run.mailbox ?? '', code, 'card-fragment')
    await shoot(merchant, `pay-${slug}-10-to-certify`)
  })

  test('no other page of the portal may connect to the API', async () => {
    await merchant.goto(`${environment.run.portal}/${slug}/orders`)
    const policy = await merchant.evaluate<string>(
      'fetch(location.href).then((page) => page.headers.get("content-security-policy"))',
    )
    expect(policy).toContain("connect-src 'self';")
    await merchant.context().close()
  })
})

test('a buyer within the EEA is not offered cards once the shop offers them outside it alone', async () => {
  const look: Look = { locale: 'fr-FR', width: 'narrow' }
  const merchant = await openSettings(environment, look, 'maison-basile', 'shop')
  await waitForHydration(merchant)
  await merchant.getByTestId('cards-for-everybody').waitFor()
  await shoot(merchant, 'pay-offer-1-notice')
  await merchant.locator('[name="cardOffer"][value="OUTSIDE_EEA"]').check()
  await merchant.getByTestId('shop-settings').locator('button').last().click()
  await merchant.getByTestId('done').waitFor()
  await shoot(merchant, 'pay-offer-2-saved')
  const buyer = await (await openContext(environment.browser, look)).newPage()
  await placeOrder(buyer, findShop(environment.run, 'maison-basile').origin)
  expect(await statusOf(buyer)).toBe('PENDING_PAYMENT')
  expect(await buyer.getByTestId('method-card').count()).toBe(0)
  await shoot(buyer, 'pay-offer-3-buyer')
})
