import { expect } from 'vitest'
import type { Page } from 'playwright-core'
import { postalCodeOf } from '../traffic/visitor.ts'
import { shoot } from './browser.ts'

/**
 * Browses the shop, adds one product to the cart and places the order. Ends on the order's page and returns its code.
 * @param name of the screenshots; none are kept without it
 */
export async function placeOrder(page: Page, origin: string, name?: string): Promise<string> {
  const picture = async (step: string) => name && (await shoot(page, `${name}-${step}`))
  await page.goto(origin)
  await picture('1-home')
  await page.goto(`${origin}/catalog`)
  await picture('2-catalog')
  await page.getByTestId('product-tile').first().getByRole('link').first().click()
  await page.getByTestId('add-to-cart').click()
  await page.getByTestId('cart-count').waitFor({ state: 'attached' })
  await picture('3-product')
  await page.goto(`${origin}/cart`)
  await picture('4-cart')
  await page.getByTestId('to-checkout').click()
  await page.waitForURL('**/checkout**')
  await fillCheckout(page)
  await picture('5-checkout')
  await page.getByTestId('place-order').click()
  await page.waitForURL('**/orders/**')
  const code = new URL(page.url()).pathname.split('/')[2]
  if (!code) throw new Error('The URL of the order page has no code.')
  expect(await statusOf(page)).toBe('PENDING_PAYMENT')
  return code
}

export async function fillCheckout(page: Page): Promise<void> {
  const country = await page.locator('[name="billingAddress.countryCode"]').inputValue()
  const values: Record<string, string> = {
    firstName: 'Camille',
    lastName: 'Martin',
    line1: '1 rue de la Paix',
    postalCode: postalCodeOf(country),
    city: 'Paris',
  }
  await page.locator('[name="email"]').fill('camille@buyers.example')
  for (const [field, value] of Object.entries(values))
    await page.locator(`[name="billingAddress.${field}"]`).fill(value)
}

/** The status that the order's page shows. */
export const statusOf = (page: Page): Promise<string | null> =>
  page.getByTestId('order-status').first().getAttribute('data-status')

/** Reloads the order's page until it shows this status. */
export async function waitForStatus(page: Page, status: string): Promise<void> {
  await expect.poll(async () => page.reload().then(() => statusOf(page)), { timeout: 20_000 }).toBe(status)
}

/** Opens the first product of the catalog and adds it to the cart. */
export async function addFirstProduct(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/catalog`)
  await page.getByTestId('product-tile').first().getByRole('link').first().click()
  await page.getByTestId('add-to-cart').click()
  await page.getByTestId('added').waitFor()
}
