import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import { holdScripts, openContext, waitForHydration } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'

let environment: Environment
let catalog: string

beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'storefront'])
  catalog = `${findShop(environment.run, 'northfold').origin}/catalog`
}, 120_000)
afterAll(() => environment?.stop())

const openPage = async (javaScriptEnabled = true): Promise<Page> => {
  const look = { locale: 'en-GB', width: 'narrow' } as const
  return (await openContext(environment.browser, look, { javaScriptEnabled })).newPage()
}

/** Whether the products are listed by their lowest price. */
async function isSortedByPrice(page: Page): Promise<boolean> {
  const texts = await page.getByTestId('product-tile').locator('p').allTextContents()
  const prices = texts.map((text) => Number(text.replace(/\D/g, '')))
  return prices.length > 1 && prices.every((price, index) => index === 0 || (prices[index - 1] ?? 0) <= price)
}

test('a sort order chosen before the scripts loaded is applied when they are', async () => {
  const page = await openPage()
  const release = await holdScripts(page)
  await page.goto(catalog, { waitUntil: 'commit' })
  await page.locator('#sort').selectOption('PRICE_ASC')
  expect(await isSortedByPrice(page)).toBe(false)
  release()
  await page.waitForURL('**/catalog?sort=PRICE_ASC')
  await expect.poll(() => isSortedByPrice(page)).toBe(true)
  expect(await page.locator('#sort').inputValue()).toBe('PRICE_ASC')
  await page.goBack()
  await expect.poll(() => page.locator('#sort').inputValue()).toBe('NAME')
  await page.context().close()
})

test('without JavaScript a button applies the sort order', async () => {
  const page = await openPage(false)
  await page.goto(catalog)
  await page.locator('#sort').selectOption('PRICE_ASC')
  await page.getByRole('button', { name: 'Sort', exact: true }).click()
  await page.waitForURL('**/catalog?sort=PRICE_ASC')
  expect(await isSortedByPrice(page)).toBe(true)
  expect(await page.locator('#sort').inputValue()).toBe('PRICE_ASC')
  await page.context().close()
})

test('a search shows the best matches first, and only a search offers that order', async () => {
  const page = await openPage()
  const orders = () =>
    page
      .locator('#sort option')
      .evaluateAll((options) => options.map((option) => option.getAttribute('value')))
  await page.goto(`${catalog}?search=tents`)
  expect(await page.locator('#sort').inputValue()).toBe('RELEVANCE')
  expect(await page.getByTestId('product-tile').first().textContent()).toContain('Bothy Tent')
  await page.goto(catalog)
  expect(await page.locator('#sort').inputValue()).toBe('NAME')
  expect(await orders()).not.toContain('RELEVANCE')
  await page.context().close()
})

test('the first picture is loaded before all others, and those below the fold when they come near', async () => {
  const page = await openPage()
  await page.goto(catalog)
  await waitForHydration(page)
  const pictures = await page
    .getByTestId('product-tile')
    .locator('img')
    .evaluateAll((images: HTMLImageElement[]) =>
      images.map(({ loading, fetchPriority, width, height }) => ({
        loading,
        fetchPriority,
        sized: width === height && width > 0,
      })),
    )
  expect(pictures.map(({ fetchPriority }) => fetchPriority === 'high')).toEqual(
    pictures.map((_, index) => index === 0),
  )
  expect(pictures.map(({ loading }) => loading === 'eager')).toEqual(pictures.map((_, index) => index < 4))
  expect(pictures.every(({ sized }) => sized)).toBe(true)
  await page.context().close()
})
