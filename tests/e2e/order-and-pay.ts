import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { waitForHydration } from './browser.ts'
import type { Hand } from './hand.ts'
import { statusOf } from './shopping.ts'

interface FirstOrder {
  buyer: Page
  hand: Hand
  /** Of the shop's storefront, and of the bank. */
  origin: string
  bank: string
  /** The name of the shop's only product. */
  product: string
  look: (name: string) => Promise<void>
}

/** Buys the product in the storefront, as a buyer who comes for the first time, and pays at the bank. Returns the order's code. */
export async function orderAndPay({ buyer, hand, origin, bank, product, look }: FirstOrder): Promise<string> {
  await buyer.goto(origin)
  await buyer.getByText(product).first().waitFor()
  await look('14-storefront')
  await hand.click(buyer.getByTestId('product-tile').first().getByRole('link').first())
  await hand.click(buyer.getByTestId('add-to-cart'))
  await buyer.getByTestId('added').waitFor()
  await hand.click(buyer.getByTestId('cart-link'))
  await hand.click(buyer.getByTestId('to-checkout'))
  await buyer.waitForURL('**/checkout**')
  await waitForHydration(buyer)
  await hand.fill(buyer.locator('[name="email"]'), 'camille@buyers.example')
  const address = {
    firstName: 'Camille',
    lastName: 'Martin',
    line1: '2 rue du Bac',
    postalCode: '75007',
    city: 'Paris',
  }
  for (const [name, text] of Object.entries(address))
    await hand.fill(buyer.locator(`[name="billingAddress.${name}"]`), text)
  await look('15-checkout')
  await hand.click(buyer.getByTestId('place-order'))
  await buyer.waitForURL('**/orders/**')
  const code = new URL(buyer.url()).pathname.split('/')[2] ?? ''
  await waitForHydration(buyer)
  await look('16-order')
  await hand.click(buyer.getByTestId('pay-by-bank'))
  await buyer.waitForURL(`${bank}/payments/*`)
  await hand.click(buyer.locator('button[value="paid"]'))
  await hand.click(buyer.locator('#return'))
  await buyer.waitForURL(`**/orders/${code}**`)
  await expect.poll(() => statusOf(buyer), { timeout: 60_000 }).toBe('PAID')
  return code
}
