import { expect } from 'vitest'
import type { Page } from 'playwright-core'
import { shoot } from './browser.ts'

/**
 * A visitor looks around, puts one thing into the cart and places the order; ends on the order's page. Returns its code.
 * `name`: of the pictures that are kept; none without it.
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
  if (!code) throw new Error('The order page has no code in its address.')
  expect(await statusOf(page)).toBe('PENDING_PAYMENT')
  return code
}

async function fillCheckout(page: Page): Promise<void> {
  const values: Record<string, string> = {
    firstName: 'Camille',
    lastName: 'Martin',
    line1: '1 rue de la Paix',
    postalCode: '75002',
    city: 'Paris',
  }
  await page.locator('[name="email"]').fill('camille@buyers.example')
  for (const [field, value] of Object.entries(values))
    await page.locator(`[name="billingAddress.${field}"]`).fill(value)
}

export const statusOf = (page: Page): Promise<string | null> =>
  page.getByTestId('order-status').first().getAttribute('data-status')

/** Waits until the order's page says this status, reloading as a buyer would. */
export async function waitForStatus(page: Page, status: string): Promise<void> {
  await expect.poll(async () => page.reload().then(() => statusOf(page)), { timeout: 20_000 }).toBe(status)
}
