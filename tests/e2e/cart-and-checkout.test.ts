import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import { holdScripts, openContext, shoot, translatePage } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { addFirstProduct, fillCheckout, placeOrder } from './shopping.ts'

let environment: Environment
let buyer: Page
let origin: string

beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'storefront', 'bank'])
  origin = findShop(environment.run, 'northfold').origin
}, 120_000)
afterAll(() => environment?.stop())

beforeEach(async () => {
  buyer = await (await openContext(environment.browser, { locale: 'en-GB', width: 'narrow' })).newPage()
})
afterEach(() => buyer.context().close())

/** The minor units of an amount shown with two decimals. */
const shownAmount = async (testId: string): Promise<number> =>
  Number((await buyer.getByTestId(testId).first().textContent())?.replace(/\D/g, ''))

async function openCart(): Promise<void> {
  await addFirstProduct(buyer, origin)
  await buyer.goto(`${origin}/cart`)
  await buyer.waitForLoadState('networkidle')
}

async function openCheckout(): Promise<void> {
  await addFirstProduct(buyer, origin)
  await buyer.goto(`${origin}/checkout`)
  await buyer.waitForLoadState('networkidle')
}

/** Slows down every change of the cart. */
const slowDown = (milliseconds: number) =>
  buyer.route('**/cart?/set', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds))
    await route.continue()
  })

const quantity = () => buyer.getByTestId('line-quantity')
const increase = () => buyer.locator('button[name="setQuantity"][aria-label^="Increase"]')
const expectedTotal = async () => Number(await buyer.locator('[name="expectedTotal"]').inputValue())

/** Countries with other delivery prices, each with one of its postcodes. */
const COUNTRIES = { FR: '75002', DE: '10115', IE: 'D02 AF30', CH: '8001' }

/** Selects a country to which delivery costs something else. Returns the total before. */
async function changeDelivery(): Promise<number> {
  const before = await expectedTotal()
  for (const [country, postalCode] of Object.entries(COUNTRIES)) {
    await buyer.locator('[name="billingAddress.postalCode"]').fill(postalCode)
    await buyer.locator('[name="billingAddress.countryCode"]').selectOption(country)
    await buyer.waitForURL(`**/checkout?country=${country}**`)
    if ((await expectedTotal()) !== before) return before
  }
  throw new Error('Delivery costs the same everywhere.')
}

describe('a page translated by the browser', () => {
  test('of the checkout shows the total that is ordered after a change of country', async () => {
    await openCheckout()
    await fillCheckout(buyer)
    await translatePage(buyer)
    await changeDelivery()
    const ordered = await expectedTotal()
    await expect.poll(() => shownAmount('total')).toBe(ordered)
    expect(await buyer.getByTestId('total').locator('[translate="no"]').count()).toBe(1)
    await buyer.getByTestId('place-order').click()
    await buyer.waitForURL('**/orders/**')
    await expect.poll(() => shownAmount('total')).toBe(ordered)
  })

  test('of the cart shows the new subtotal after a change of quantity', async () => {
    await openCart()
    await translatePage(buyer)
    const price = await shownAmount('subtotal')
    await increase().click()
    await expect.poll(() => shownAmount('subtotal')).toBe(2 * price)
  })
})

describe('the quantity of a cart line', () => {
  test('tapped six times while the network is slow counts every tap', async () => {
    await openCart()
    const price = await shownAmount('subtotal')
    await slowDown(900)
    for (let taps = 0; taps < 6; taps++) {
      await increase().click()
      await buyer.waitForTimeout(400)
    }
    await expect.poll(() => shownAmount('subtotal'), { timeout: 20_000 }).toBe(7 * price)
    expect(await quantity().inputValue()).toBe('7')
    await buyer.reload()
    expect(await quantity().inputValue()).toBe('7')
  })

  test('typed just before Checkout is the one that is ordered', async () => {
    await openCart()
    const price = await shownAmount('subtotal')
    await slowDown(900)
    await buyer.getByTestId('to-checkout').hover()
    await quantity().fill('5')
    await buyer.getByTestId('to-checkout').click()
    await buyer.waitForURL('**/checkout')
    await buyer.locator('#summary').getByText('5 ×').waitFor()
    const subtotal = await buyer.locator('#summary dd').first().textContent()
    expect(Number(subtotal?.replace(/\D/g, ''))).toBe(5 * price)
  })

  test('filled in without events before Checkout is ordered too', async () => {
    await openCart()
    await quantity().evaluate((field: HTMLInputElement) => (field.value = '3'))
    await buyer.getByTestId('to-checkout').click()
    await buyer.waitForURL('**/checkout')
    await buyer.locator('#summary').getByText('3 ×').waitFor()
  })

  test('that is refused keeps the buyer in the cart, with the reason', async () => {
    await openCart()
    await quantity().fill('100000')
    await buyer.getByTestId('to-checkout').click()
    await buyer.locator('[id$="-error-0"]').waitFor()
    await expect.poll(() => quantity().inputValue()).toBe('1')
    expect(new URL(buyer.url()).pathname).toBe('/cart')
  })
})

describe('the checkout', () => {
  test('quotes delivery to the country selected before the scripts loaded', async () => {
    await openCheckout()
    const before = await changeDelivery()
    const country = await buyer.locator('[name="billingAddress.countryCode"]').inputValue()
    const total = await expectedTotal()
    await buyer.evaluate(() => sessionStorage.clear())
    const release = await holdScripts(buyer)
    await buyer.goto(`${origin}/checkout`, { waitUntil: 'commit' })
    await buyer.locator('[name="billingAddress.countryCode"]').selectOption(country)
    expect(await expectedTotal()).toBe(before)
    release()
    await expect.poll(expectedTotal, { timeout: 20_000 }).toBe(total)
  })

  test('asks for a postcode only where the country has them, and keeps the one that was typed', async () => {
    await openCheckout()
    const postalCode = buyer.locator('[name="billingAddress.postalCode"]')
    const country = buyer.locator('[name="billingAddress.countryCode"]')
    const label = buyer.locator('label[for="field-billingAddress.postalCode"]')
    await postalCode.fill('SW1A 1AA')
    expect(await postalCode.getAttribute('required')).not.toBeNull()
    await country.selectOption('IE')
    await label.getByText('optional').waitFor()
    expect(await postalCode.getAttribute('required')).toBeNull()
    await country.selectOption('HK')
    await postalCode.waitFor({ state: 'hidden' })
    expect(await buyer.evaluate(() => new FormData(document.forms[1]).has('billingAddress.postalCode'))).toBe(
      false,
    )
    await country.selectOption('GB')
    await postalCode.waitFor()
    expect(await postalCode.inputValue()).toBe('SW1A 1AA')
  })

  test('names each missing field once, and removes the message when the field is filled in', async () => {
    await openCheckout()
    await buyer.getByTestId('place-order').click()
    await buyer.getByTestId('checkout-errors').waitFor()
    const messages = await buyer.locator('form [id^="field-"][id$="-error"]').allTextContents()
    expect(messages.length).toBeGreaterThanOrEqual(5)
    expect(new Set(messages).size).toBe(messages.length)
    await buyer.locator('#field-billingAddress\\.city-error').getByText('Enter the town or city.').waitFor()
    await buyer.locator('[name="billingAddress.city"]').fill('Leeds')
    expect(await buyer.getByText('Enter the town or city.').count()).toBe(0)
  })

  test('says what changed since it was opened, with the old and the new value', async () => {
    await openCheckout()
    await fillCheckout(buyer)
    const other = await buyer.context().newPage()
    await other.goto(`${origin}/cart`)
    await other.waitForLoadState('networkidle')
    await other.locator('button[name="setQuantity"][value="2"]').click()
    await other.getByTestId('cart-count').filter({ hasText: '2' }).waitFor({ state: 'attached' })
    await buyer.getByTestId('place-order').click()
    const errors = buyer.getByTestId('checkout-errors')
    await errors.getByText(/^Quantity of .*: 2 instead of 1\.$/).waitFor()
    await errors.getByText(/^Total: £[\d.,]+ instead of £[\d.,]+\.$/).waitFor()
    await buyer.locator('#summary').getByText('2 ×').waitFor()
  })

  test('shows no lines of a cart that was emptied in another tab', async () => {
    await openCheckout()
    await fillCheckout(buyer)
    const other = await buyer.context().newPage()
    await other.goto(`${origin}/cart`)
    await other.waitForLoadState('networkidle')
    await other.locator('button[name="setQuantity"][value="0"]').last().click()
    await other.getByText('Your cart is empty').waitFor()
    await buyer.getByTestId('place-order').click()
    await buyer.getByRole('heading', { name: 'Your cart is empty' }).waitFor()
    expect(await buyer.locator('#summary, aside').getByText('1 ×').count()).toBe(0)
  })

  test('keeps the total and the order button in view on a phone', async () => {
    await openCheckout()
    const { height = 0 } = buyer.viewportSize() ?? {}
    const box = await buyer.getByTestId('place-order').boundingBox()
    expect(box && box.y + box.height).toBeLessThanOrEqual(height)
    expect(await buyer.locator('[name="billingAddress.company"]').isVisible()).toBe(false)
    const bar = buyer.getByTestId('total-bar')
    const total = await bar.locator('summary').boundingBox()
    expect(total && total.y + total.height).toBeLessThanOrEqual(height)
    expect(await bar.getByText('1 ×').isVisible()).toBe(false)
    await bar.locator('summary').click()
    await bar.getByText('1 ×').waitFor()
    await shoot(buyer, 'checkout-total-bar-open')
  })
})

test('a buyer who cancels at the bank reads that no money was taken', async () => {
  await placeOrder(buyer, origin)
  const orderPath = new URL(buyer.url()).pathname
  await buyer.getByTestId('method-bank').first().check()
  await buyer.getByTestId('pay-by-bank').first().click()
  await buyer.waitForURL(`${environment.run.bank}/**`)
  await buyer.locator('button[value="cancelled"]').click()
  await buyer.waitForURL(`${origin}${orderPath}**`, { timeout: 30_000 })
  await buyer.getByText('No money was taken.').waitFor({ timeout: 30_000 })
  expect(await buyer.getByText('Thank you!').count()).toBe(0)
})
