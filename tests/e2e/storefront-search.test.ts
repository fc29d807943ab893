import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import { openContext, shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { createNestedCollections } from './nested-collections.ts'
import { collectReports, findFaults, type TakeReports } from './page-check.ts'

const FRENCH_PHONE: Look = { locale: 'fr-FR', width: 'narrow' }
const ENGLISH_DESK: Look = { locale: 'en-GB', width: 'wide' }

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'storefront'])
  for (const slug of ['maison-basile', 'northfold']) await createNestedCollections(environment.run, slug)
}, 120_000)
afterAll(() => environment?.stop())

async function open(look: Look, path = '/catalog?collection=table', javaScriptEnabled = true): Promise<Page> {
  const slug = look.locale === 'fr-FR' ? 'maison-basile' : 'northfold'
  const page = await (await openContext(environment.browser, look, { javaScriptEnabled })).newPage()
  const address = `${findShop(environment.run, slug).origin}${path}`
  await expect.poll(async () => (await page.goto(address))?.status()).toBe(200)
  if (javaScriptEnabled) await waitForHydration(page)
  return page
}

const field = (page: Page) => page.locator('input[name=search]')
const suggestions = (page: Page) => page.getByTestId('suggestion')
const texts = async (page: Page) =>
  (await suggestions(page).allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '))
/** Faults of a page on which suggestions are open, which cover what is below them. */
const faultsOf = async (page: Page, takeReports: TakeReports) =>
  (await findFaults(page, { name: 'suggestions', takeReports })).filter(
    (fault) => !fault.includes(': target '),
  )
const activeText = (page: Page) => page.locator('[role=option][aria-selected=true]').innerText()

test('suggestions are chosen by keyboard, counted for screen readers, and closed with Escape', async () => {
  const page = await open(ENGLISH_DESK)
  const takeReports = collectReports(page)
  await field(page).pressSequentially('lant')
  await suggestions(page).first().waitFor()
  expect(await page.getByTestId('suggestions-news').innerText()).toMatch(/^\d+ suggestions?\./)
  expect(await field(page).getAttribute('aria-expanded')).toBe('true')
  await shoot(page, 'storefront-suggestions-wide')
  expect(await faultsOf(page, takeReports)).toEqual([])
  await field(page).press('Escape')
  expect(await suggestions(page).first().isVisible()).toBe(false)
  expect(await field(page).inputValue()).toBe('lant')
  await field(page).press('ArrowDown')
  await suggestions(page).first().waitFor()
  await field(page).press('ArrowUp')
  expect(await activeText(page)).toContain('Lodestar Lantern')
  const active = await field(page).getAttribute('aria-activedescendant')
  expect(await page.locator(`#${active}`).getAttribute('aria-selected')).toBe('true')
  await field(page).press('Enter')
  await page.waitForURL('**/products/lodestar-lantern')
  expect(await field(page).inputValue()).toBe('')
  await page.context().close()
})

test('suggestions name collections with what they are in, and products with picture and price', async () => {
  const page = await open(FRENCH_PHONE)
  const takeReports = collectReports(page)
  await field(page).pressSequentially('planch')
  await suggestions(page).first().waitFor()
  expect(await texts(page)).toEqual([
    'planche',
    expect.stringMatching(/^Planches Table › Pain$/) as string,
    expect.stringMatching(/^Planche Jura À partir de 24,00 €$/) as string,
  ])
  await shoot(page, 'storefront-suggestions-narrow')
  expect(await faultsOf(page, takeReports)).toEqual([])
  await suggestions(page).nth(1).click()
  await page.waitForURL('**/catalog?collection=planches')
  await page.context().close()
})

test('the answer to what was typed before is not shown', async () => {
  const page = await open(ENGLISH_DESK)
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/suggestions?query=lant*', (route) => held.then(() => route.continue()))
  const asked = page.waitForRequest('**/suggestions?query=lant')
  await field(page).pressSequentially('lant')
  await asked
  await field(page).fill('tent')
  await suggestions(page).first().waitFor()
  release()
  await field(page).press('ArrowDown')
  expect((await texts(page)).join()).not.toContain('Lantern')
  await field(page).fill('zzzz')
  await expect.poll(() => page.getByTestId('suggestions-news').innerText()).toBe('No suggestions')
  expect(await suggestions(page).count()).toBe(0)
  await page.context().close()
})

test('without JavaScript the search field is a form', async () => {
  const page = await open(ENGLISH_DESK, '/', false)
  expect(await field(page).getAttribute('role')).toBeNull()
  await field(page).fill('lantern')
  await field(page).press('Enter')
  await page.waitForURL('**/catalog?search=lantern')
  expect(await page.getByTestId('product-tile').first().innerText()).toContain('Lodestar Lantern')
  await page.context().close()
})

test.each([true, false])('collections lead down and up, with JavaScript: %s', async (javaScriptEnabled) => {
  const page = await open(ENGLISH_DESK, '/', javaScriptEnabled)
  const menu = page.getByTestId('main-menu')
  await menu.getByLabel('Collections within Table').click()
  await menu.getByRole('link', { name: 'Pain' }).click()
  await page.waitForURL('**/catalog?collection=pain')
  await page.getByRole('heading', { level: 1, name: 'Pain' }).waitFor()
  expect(await page.getByTestId('breadcrumbs').getByRole('listitem').allInnerTexts()).toEqual([
    'All products',
    'Table',
    'Pain',
  ])
  expect(await menu.locator('[aria-current]').first().innerText()).toBe('Table')
  // Its own list is empty: what is within it is shown.
  expect(await page.getByTestId('product-tile').innerText()).toContain('Planche Jura')
  await page.getByTestId('child-collections').getByRole('link', { name: 'Planches' }).click()
  await page.waitForURL('**/catalog?collection=planches')
  await page.locator('main em').waitFor()
  await page.getByTestId('breadcrumbs').getByRole('link', { name: 'Table' }).click()
  await page.waitForURL('**/catalog?collection=table')
  await page.context().close()
})

test('on a phone the menu has all collections, and an unknown one is not found', async () => {
  const page = await open(FRENCH_PHONE)
  const takeReports = collectReports(page)
  const menu = page.getByTestId('phone-menu')
  await menu.locator('summary').first().click()
  await menu.getByText('Table', { exact: true }).click()
  await shoot(page, 'storefront-menu-narrow')
  await menu.getByRole('link', { name: 'Pain' }).click()
  await page.waitForURL('**/catalog?collection=pain')
  expect(await menu.getByRole('link').first().isVisible()).toBe(false)
  await shoot(page, 'storefront-nested-collection-narrow')
  expect(await findFaults(page, { name: 'nested collection', takeReports })).toEqual([])
  expect((await page.goto(new URL('/catalog?collection=none', page.url()).href))?.status()).toBe(404)
  await page.context().close()
})
