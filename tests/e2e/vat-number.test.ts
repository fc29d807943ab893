import { afterAll, beforeAll, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import { openContext, shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { collectReports, findFaults } from './page-check.ts'
import { addFirstProduct, fillCheckout } from './shopping.ts'
import { signIn } from './sign-in.ts'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment()
}, 120_000)
afterAll(() => environment?.stop())

const SLUG = 'atelier-lumen'
const LOOKS: Look[] = [
  { locale: 'fr-FR', width: 'wide' },
  { locale: 'en-GB', width: 'narrow' },
]

test.each(LOOKS)(
  'a business in another EU country sees what its VAT number does ($locale)',
  async (look) => {
    const { browser, run } = environment
    const shop = findShop(run, SLUG)
    const owner = await signIn(browser, run, look, SLUG, false)
    await owner.goto(`${run.portal}/${SLUG}/settings/taxes`)
    await waitForHydration(owner)
    const checks = owner.getByTestId('vat-checks')
    await checks.locator('input[name="vatNumber"]').fill('DE 123 456 789')
    await checks.locator('input[name="checkedOn"]').fill('2026-11-20')
    await checks.locator('input[name="reference"]').fill('WAPIAAAAY1')
    await checks.locator('form').last().locator('button').click()
    await checks.getByText('DE123456789').waitFor()
    await owner.context().close()

    const page = await (await openContext(browser, look)).newPage()
    const takeReports = collectReports(page)
    await addFirstProduct(page, shop.origin)
    await page.goto(`${shop.origin}/checkout`)
    await waitForHydration(page)
    await fillCheckout(page)
    const number = page.locator('[name="vatNumber"]')
    expect(await number.isVisible()).toBe(false)
    await page.locator('[name="billingAddress.countryCode"]').selectOption('DE')
    await page.locator('[name="billingAddress.postalCode"]').fill('10115')
    await number.waitFor()
    const status = page.getByTestId('vat-number-status')
    const total = () => page.getByTestId('total').textContent()
    const taxed = await total()
    const type = async (text: string, expected: RegExp) => {
      await number.fill(text)
      await number.press('Tab')
      await expect.poll(() => status.textContent()).toMatch(expected)
    }
    await type('DE999999999', /has not verified|n’a pas vérifié/)
    expect(await total()).toBe(taxed)
    await shoot(page, `vat-number-${look.locale}-1-unverified`)
    await type('DE123456789', /has verified|a vérifié/)
    await shoot(page, `vat-number-${look.locale}-2-verified`)
    const faults = await findFaults(page, { name: 'checkout', takeReports })
    expect(faults.join('\n')).toBe('')
    await page.getByTestId('place-order').click()
    await page.waitForURL('**/orders/**')
    expect(await page.locator('main').textContent()).toMatch(/262 ter/)
    await page.context().close()
  },
  120_000,
)
