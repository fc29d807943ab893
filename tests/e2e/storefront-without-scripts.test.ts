import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import { openContext, shoot } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { fillCheckout, waitForStatus } from './shopping.ts'

let environment: Environment
let origin: string
let buyer: Page

beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'storefront', 'bank'])
  origin = findShop(environment.run, 'northfold').origin
}, 120_000)
afterAll(() => environment?.stop())

beforeEach(async () => {
  const look = { locale: 'en-GB', width: 'narrow' } as const
  buyer = await (await openContext(environment.browser, look, { javaScriptEnabled: false })).newPage()
  await buyer.goto(`${origin}/catalog`)
  await buyer.getByTestId('product-tile').first().getByRole('link').first().click()
  await buyer.getByTestId('add-to-cart').click()
  await buyer.goto(`${origin}/checkout`)
})
afterEach(() => buyer.context().close())

const field = (name: string) => buyer.locator(`[name="${name}"]`)
const placeOrder = () => buyer.getByTestId('place-order').click()

test('without JavaScript the buyer goes from the home page to an order that is paid at the bank', async () => {
  await buyer.goto(origin)
  await buyer.getByTestId('product-tile').nth(1).getByRole('link').click()
  await buyer.getByTestId('add-to-cart').click()
  await buyer.getByTestId('added').waitFor()
  await buyer.getByTestId('cart-link').click()
  await buyer.getByTestId('to-checkout').click()
  await fillCheckout(buyer)
  await placeOrder()
  await buyer.waitForURL('**/orders/**')
  expect(await buyer.getByTestId('card-number').isVisible()).toBe(false)
  await buyer.locator('noscript [data-testid="pay-by-bank"]').first().click()
  await buyer.getByTestId('bank-form').getByRole('button').click()
  await buyer.waitForURL(`${environment.run.bank}/**`)
  await buyer.locator('button[value="paid"]').click()
  await buyer.waitForURL(`${origin}/orders/**`)
  await waitForStatus(buyer, 'PAID')
  await shoot(buyer, 'order-paid-without-scripts')
})

test('without JavaScript a refused checkout shows what was typed, and delivery to the chosen country', async () => {
  await fillCheckout(buyer)
  await field('billingAddress.countryCode').selectOption('FR')
  await field('billingAddress.postalCode').fill('75002')
  await field('billingAddress.city').fill('')
  await buyer.getByTestId('note').locator('summary').click()
  await field('note').fill('Ring twice.\nThank you.')
  await placeOrder()
  await buyer.getByText('Enter the town or city.').first().waitFor()
  await shoot(buyer, 'checkout-without-scripts-refused')
  expect(await field('email').inputValue()).toBe('camille@buyers.example')
  expect(await field('billingAddress.countryCode').inputValue()).toBe('FR')
  expect(await field('billingAddress.postalCode').inputValue()).toBe('75002')
  expect(await field('note').inputValue()).toBe('Ring twice.\nThank you.')
  await field('billingAddress.city').fill('Paris')
  await placeOrder()
  await buyer.waitForURL('**/orders/**')
})

test('without JavaScript a refused checkout never shows a card number again', async () => {
  await fillCheckout(buyer)
  await buyer.getByTestId('note').locator('summary').click()
  await field('note').fill('My card is 4242 4242 4242 4242.')
  await placeOrder()
  await buyer.getByTestId('checkout-errors').waitFor()
  expect(await field('note').inputValue()).toBe('')
  expect(await field('billingAddress.city').inputValue()).toBe('Paris')
  expect(await buyer.content()).not.toContain('4242')
})
