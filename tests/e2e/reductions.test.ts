import { afterAll, beforeAll, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import { openContext, shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { collectReports, findFaults } from './page-check.ts'
import { signIn } from './sign-in.ts'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment()
}, 120_000)
afterAll(() => environment?.stop())

const LOOKS: { slug: string; look: Look; dark: boolean }[] = [
  { slug: 'maison-basile', look: { locale: 'fr-FR', width: 'wide' }, dark: false },
  { slug: 'northfold', look: { locale: 'en-GB', width: 'narrow' }, dark: true },
]

test.each(LOOKS)(
  'a merchant of $slug reduces the prices of a product, buyers see the prior price, and the price returns',
  async ({ slug, look, dark }) => {
    const { browser, run } = environment
    const shop = findShop(run, slug)
    const page = await signIn(browser, run, look, slug, false)
    if (dark) await page.emulateMedia({ colorScheme: 'dark' })
    const takeReports = collectReports(page)
    const faults: string[] = []
    const see = async (name: string) => {
      await page.setViewportSize(
        look.width === 'wide' ? { width: 1280, height: 900 } : { width: 390, height: 844 },
      )
      await shoot(page, `reductions-${slug}-${name}`)
      faults.push(...(await findFaults(page, { name, takeReports })))
    }
    await page.goto(`${run.portal}/${slug}/products`)
    await waitForHydration(page)
    await page.locator('[name="ids"]').first().check()
    const productPath = await page.locator('[data-testid="products"] tbody a').first().getAttribute('href')
    await see('1-selection')
    await page.locator('button[formaction$="/reductions"]').click()
    await page.waitForURL('**/products/reductions?ids=**')
    await waitForHydration(page)
    const form = page.getByTestId('reduce')
    const price = form.locator('input[name^="price-"]').first()
    const save = form.locator('button:not([type="button"])')

    await save.click()
    await form.getByRole('alert').or(form.locator('[role="status"]')).first().waitFor()
    await price.fill('9999')
    await see('2-too-high')
    await save.click()
    await form.locator('input[name^="price-"][aria-invalid="true"]').waitFor()
    expect(await price.inputValue()).toBe('9999')

    await form.locator('input[id$="-percent"]').fill('20')
    await form.locator('input[id$="-percent"]').press('Enter')
    expect(await price.inputValue()).not.toBe('9999')
    await page.locator('[name="endsAt"]').fill('2027-12-31T23:59')
    await see('3-filled')
    await save.click()
    await page.getByTestId('current-reductions').waitFor()
    await see('4-running')

    const buyer = await (await openContext(browser, look)).newPage()
    await page.goto(run.portal + productPath)
    await waitForHydration(page)
    const productSlug = await page.locator('[name="slug"]').inputValue()
    await page.locator('a[href*="/products/reductions?ids="]').click()
    await page.getByTestId('current-reductions').waitFor()
    await buyer.goto(`${shop.origin}/products/${productSlug}`)
    await expect
      .poll(async () => {
        await buyer.reload()
        return buyer.locator('main s').count()
      })
      .toBeGreaterThan(0)
    await buyer.context().close()

    const restore = page.getByTestId('current-reductions').locator('button[name="restore"][value="yes"]')
    for (let left = await restore.count(); left > 0; left -= 1) {
      await restore.first().click()
      await expect.poll(() => restore.count()).toBe(left - 1)
    }
    await expect.poll(() => page.getByTestId('current-reductions').count()).toBe(0)
    expect(faults.join('\n')).toBe('')
    await page.context().close()
  },
  120_000,
)
