import { afterAll, beforeAll, expect, test } from 'vitest'
import { shoot, waitForHydration } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { collectReports, findFaults } from './page-check.ts'
import { signIn } from './sign-in.ts'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment()
}, 120_000)
afterAll(() => environment?.stop())

const SLUG = 'maison-basile'

test('an owner declares the one-stop shop and another rate, and records the check of a VAT number', async () => {
  const { run, browser } = environment
  const page = await signIn(browser, run, { locale: 'fr-FR', width: 'wide' }, SLUG, false)
  await page.goto(`${run.portal}/${SLUG}/settings/taxes`)
  await waitForHydration(page)
  await shoot(page, `portal-${SLUG}-taxes`)

  await page.locator('input[name="rate-OTHER"]').fill('130')
  await page.getByTestId('taxes').locator('button').last().click()
  const invalid = page.locator('input[name="rate-OTHER"][aria-invalid="true"]')
  await invalid.waitFor()
  expect(await invalid.inputValue()).toBe('130')
  expect(await invalid.evaluate((node) => node === document.activeElement)).toBe(true)

  await page.locator('input[name="rate-OTHER"]').fill('13,5')
  await page.locator('input[name="ossSince"]').fill('2026-01-01')
  await page.locator('input[name="priceMode"][value="SAME_NET"]').check()
  await page.getByTestId('taxes').locator('button').last().click()
  await page.getByTestId('done').waitFor()

  const checks = page.getByTestId('vat-checks')
  await checks.locator('input[name="vatNumber"]').fill('DE 123 456 789')
  await checks.locator('input[name="checkedOn"]').fill('2026-11-20')
  await checks.locator('input[name="reference"]').fill('WAPIAAAAY1')
  await checks.locator('form').last().locator('button').click()
  await checks.getByText('DE123456789').waitFor()

  await page.reload()
  await waitForHydration(page)
  expect(await page.locator('input[name="rate-OTHER"]').inputValue()).toBe('13,5')
  expect(await page.locator('input[name="ossSince"]').inputValue()).toBe('2026-01-01')
  expect(await page.locator('input[name="priceMode"]:checked').inputValue()).toBe('SAME_NET')
  const takeReports = collectReports(page, run.bank)
  expect(await findFaults(page, { name: 'taxes', takeReports })).toEqual([])
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await shoot(page, `portal-${SLUG}-taxes-narrow-dark`)

  await checks.locator('form').first().locator('button').click()
  await expect.poll(() => checks.getByText('DE123456789').count()).toBe(0)
})
