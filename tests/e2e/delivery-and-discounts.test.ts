import type { Page } from 'playwright-core'
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

const LOOKS: { slug: string; look: Look; dark: boolean }[] = [
  { slug: 'atelier-lumen', look: { locale: 'fr-FR', width: 'wide' }, dark: false },
  { slug: 'northfold', look: { locale: 'en-GB', width: 'narrow' }, dark: true },
]

test.each(LOOKS)(
  'a merchant of $slug sets up delivery and a discount code, and a buyer gets both',
  async ({ slug, look, dark }) => {
    const { browser, run } = environment
    const shop = findShop(run, slug)
    const page = await signIn(browser, run, look, slug, false)
    if (dark) await page.emulateMedia({ colorScheme: 'dark' })
    const takeReports = collectReports(page)
    const faults: string[] = []
    const see = async (at: Page, name: string) => {
      await shoot(at, `delivery-${slug}-${name}`)
      if (at === page) faults.push(...(await findFaults(at, { name, takeReports })))
    }
    const settings = `${run.portal}/${slug}/settings/delivery`

    await page.goto(settings)
    await waitForHydration(page)
    await see(page, '1-zones')
    await page.goto(`${settings}/zones/new`)
    await waitForHydration(page)
    await page.locator('[name="name"]').fill('Japan')
    await page.locator('[name="country"][value="JP"]').check()
    await see(page, '2-zone')
    await page.getByTestId('zone-form').locator('button:not([type="button"])').last().click()
    await page.waitForURL('**/methods/new?zone=*')
    await waitForHydration(page)
    await page.locator('input[name="kind"][value="BY_WEIGHT"]').check()
    await page.locator('[name="name"]').fill('Air parcel')
    const tiers = [
      ['2', '15'],
      ['1', '25.50'],
    ]
    for (const [row, [limit, price]] of tiers.entries()) {
      await page.locator(`[name="upTo-${row}"]`).fill(limit ?? '')
      await page.locator(`[name="tierPrice-${row}"]`).fill(price ?? '')
    }
    const saveMethod = () =>
      page.getByTestId('method-form').locator('button:not([type="button"])').last().click()
    await saveMethod()
    await page.locator('[name="upTo-1"][aria-invalid="true"]').waitFor()
    expect(await page.locator('[name="tierPrice-1"]').inputValue()).toBe('25.50')
    await see(page, '3-method-refused')
    await page.locator('[name="upTo-0"]').fill('1')
    await page.locator('[name="upTo-1"]').fill('')
    await saveMethod()
    await page.waitForURL(settings)

    await page.goto(`${settings}?country=JP&weight=1.2&value=80&currency=EUR`)
    const result = page.getByTestId('delivery-test-result')
    expect(await result.textContent()).toMatch(/Air parcel\s*(£25\.50|25,50\s€)/)
    await see(page, '4-test')

    await page.goto(`${run.portal}/${slug}/discounts/new`)
    await waitForHydration(page)
    await page.locator('[name="code"]').fill('ete-2026')
    await page.locator('[name="basisPoints"]').fill('20')
    await see(page, '5-discount')
    await page.getByTestId('discount-form').locator('button:not([type="button"])').last().click()
    await page.waitForURL(`${run.portal}/${slug}/discounts`)
    await page.getByTestId('discounts').getByText('ETE-2026').waitFor()
    await see(page, '6-discounts')
    expect(faults.join('\n')).toBe('')
    await page.context().close()

    const buyer = await (await openContext(browser, look)).newPage()
    await addFirstProduct(buyer, shop.origin)
    await buyer.goto(`${shop.origin}/cart`)
    await waitForHydration(buyer)
    await buyer.locator('#discount > summary').click()
    await buyer.locator('[name="code"]').fill('none')
    await buyer.locator('[name="code"]').press('Enter')
    await buyer.locator('#discount-code-error').waitFor()
    await buyer.locator('[name="code"]').fill('Ete-2026')
    await buyer.locator('[name="code"]').press('Enter')
    await buyer.getByTestId('entered-code').waitFor()
    await see(buyer, '7-cart')
    expect(await buyer.getByTestId('discount').textContent()).toContain('ETE-2026')
    await buyer.getByTestId('to-checkout').click()
    await buyer.waitForURL('**/checkout**')
    await fillCheckout(buyer)
    await see(buyer, '8-checkout')
    await buyer.getByTestId('place-order').click()
    await buyer.waitForURL('**/orders/**')
    expect(await buyer.locator('main').textContent()).toContain('ETE-2026')
    await see(buyer, '9-order')
    await buyer.context().close()
  },
  120_000,
)
