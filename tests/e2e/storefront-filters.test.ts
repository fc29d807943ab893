import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import { holdScripts, openContext, shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { createNestedCollections } from './nested-collections.ts'
import { collectReports, findFaults } from './page-check.ts'

const FRENCH_PHONE: Look = { locale: 'fr-FR', width: 'narrow' }
const ENGLISH_DESK: Look = { locale: 'en-GB', width: 'wide' }

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'storefront'])
  for (const slug of ['maison-basile', 'northfold']) await createNestedCollections(environment.run, slug)
}, 120_000)
afterAll(() => environment?.stop())

async function openCatalog(look: Look, query = '', options: BrowserContextOptions = {}): Promise<Page> {
  const slug = look.locale === 'fr-FR' ? 'maison-basile' : 'northfold'
  const page = await (await openContext(environment.browser, look, options)).newPage()
  const address = `${findShop(environment.run, slug).origin}/catalog${query}`
  await expect.poll(async () => (await page.goto(address)) && page.content()).toContain('Taille')
  if (options.javaScriptEnabled !== false) await waitForHydration(page)
  return page
}

const queryOf = (page: Page) => decodeURIComponent(new URL(page.url()).search)
const box = (page: Page, value: string) => page.locator(`#filters input[value="${value}"]`)
/** The number that stands beside a value. */
const countOf = (page: Page, value: string) =>
  page
    .locator('#filters label', { has: page.locator(`input[value="${value}"]`) })
    .locator('span')
    .last()
    .innerText()
const found = (page: Page) => page.locator('main [role=status]').first().innerText()
const chips = (page: Page) => page.getByTestId('active-filters').getByRole('link')

test('filters narrow a list down at once, with counts, and are removed one by one', async () => {
  const page = await openCatalog(ENGLISH_DESK)
  const takeReports = collectReports(page)
  expect(await countOf(page, 'Noyer')).toBe('1')
  await box(page, '28 litres').check()
  await page.waitForURL('**option.Size=28**')
  await expect.poll(() => found(page)).toBe('1 product')
  // Other sizes say what there would be with them; wood does not come in litres.
  expect(await countOf(page, '20 litres')).toBe('1')
  expect(await box(page, 'Noyer').count()).toBe(0)
  await box(page, '20 litres').check()
  await expect.poll(() => found(page)).toBe('2 products')
  await page.locator('[name=price_max]').fill('50')
  await page.locator('[name=price_max]').press('Enter')
  await expect.poll(() => found(page)).toBe('1 product')
  expect(await chips(page).allInnerTexts()).toEqual([
    'Up to £50',
    'Size: 20 litres',
    'Size: 28 litres',
    'Clear all',
  ])
  await shoot(page, 'storefront-filters-wide')
  expect(await findFaults(page, { name: 'filters', takeReports })).toEqual([])
  await page.getByRole('link', { name: 'Remove the filter “Size: 20 litres”' }).click()
  await page.getByText('No product matches these filters').waitFor()
  await page.goBack()
  await expect.poll(() => box(page, '20 litres').isChecked()).toBe(true)
  await chips(page).last().click()
  await page.waitForURL('**/catalog')
  expect(await box(page, '20 litres').isChecked()).toBe(false)
  expect(await page.locator('[name=price_max]').inputValue()).toBe('')
  await page.context().close()
})

test('on a phone the filters are in a drawer whose button tells the number of results', async () => {
  const page = await openCatalog(FRENCH_PHONE)
  const takeReports = collectReports(page)
  expect(await box(page, 'Noyer').isVisible()).toBe(false)
  await page.getByTestId('filters').locator('summary').first().click()
  await box(page, 'Noyer').check()
  const button = page.getByTestId('show-results')
  await expect.poll(() => button.innerText()).toBe('Voir 1 article')
  await shoot(page, 'storefront-filters-narrow')
  expect(await findFaults(page, { name: 'drawer', takeReports })).toEqual([])
  await page.setViewportSize({ width: 390, height: 844 })
  await button.click()
  expect(await box(page, 'Noyer').isVisible()).toBe(false)
  expect(await page.getByText('Filtres (1)').isVisible()).toBe(true)
  expect(await page.getByTestId('product-tile').allInnerTexts()).toHaveLength(1)
  await page.context().close()
})

test('one variant has to meet all filters, and what is sold out can be left out', async () => {
  const page = await openCatalog(ENGLISH_DESK, '?option.Taille=S&option.Bois=Chêne')
  expect(await found(page)).toBe('1 product')
  await page.goto(`${page.url()}&in_stock=1`)
  await page.getByText('No product matches these filters').waitFor()
  expect(await page.locator('#filters [name=in_stock]').isChecked()).toBe(true)
  await page.context().close()
})

test('a filter chosen before the scripts loaded is applied when they are', async () => {
  const page = await openCatalog(ENGLISH_DESK)
  const release = await holdScripts(page)
  await page.reload({ waitUntil: 'commit' })
  await box(page, 'Noyer').check()
  release()
  await page.waitForURL('**option.Bois=Noyer')
  expect(await box(page, 'Noyer').isChecked()).toBe(true)
  await page.context().close()
})

test('without JavaScript a button applies filters and order, and pages lead on and back', async () => {
  const page = await openCatalog(ENGLISH_DESK, '', { javaScriptEnabled: false })
  await page.locator('#sort').selectOption('PRICE_DESC')
  await page.getByRole('link', { name: 'Next' }).click()
  expect(queryOf(page)).toMatch(/^\?after=.+&page=2$/)
  const second = await page.getByTestId('product-tile').allInnerTexts()
  await page.getByRole('link', { name: 'Previous' }).click()
  expect(queryOf(page)).toBe('')
  expect(await page.getByTestId('product-tile').allInnerTexts()).toHaveLength(20)
  expect(second.length).toBeGreaterThan(0)
  await box(page, '28 litres').check()
  await box(page, '20 litres').check()
  await page.locator('#sort').selectOption('PRICE_DESC')
  await page.getByRole('button', { name: 'Apply filters' }).click()
  // What was left empty is not in the address.
  expect(queryOf(page)).toBe('?sort=PRICE_DESC&option.Size=20+litres&option.Size=28+litres')
  expect(await page.getByTestId('product-tile').first().innerText()).toContain('Fell Pack')
  await shoot(page, 'storefront-filters-without-scripts')
  await chips(page).first().click()
  expect(await page.getByTestId('product-tile').allInnerTexts()).toHaveLength(1)
  expect(await page.locator('#sort').inputValue()).toBe('PRICE_DESC')
  await page.context().close()
})

test('a cursor that was cut off leads to the first page with the same filters', async () => {
  const page = await openCatalog(ENGLISH_DESK)
  await page.goto(`${page.url()}?option.Size=28+litres&after=rubbish&page=2`)
  expect(queryOf(page)).toBe('?option.Size=28+litres')
  await page.context().close()
})
