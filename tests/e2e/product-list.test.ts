import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { merchant } from '../graphql/documents.ts'
import { findMember } from '../traffic/find-shop.ts'
import { signIn as signInToApi } from '../traffic/merchant.ts'
import { shoot, waitForHydration } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { onePicture } from './one-picture.ts'
import { collectReports, findFaults } from './page-check.ts'
import { signIn } from './sign-in.ts'

const SLUG = 'maison-basile'
const NAME =
  'Coffret de dégustation des huiles d’olive vierges extra des Baronnies, quatre bouteilles numérotées'

const CREATE_PRODUCT = merchant(
  'mutation ($input: ProductInput!) { createProduct(input: $input) { product { id } userErrors { code field } } }',
)
const CREATE_COLLECTION = merchant(
  'mutation ($input: CollectionInput!) { createCollection(input: $input) { userErrors { code } } }',
)

let environment: Environment
let page: Page
let products: string

beforeAll(async () => {
  environment = await startEnvironment(['api', 'portal'])
  const member = await signInToApi(environment.run.api, SLUG, findMember(environment.run, SLUG))
  const response = await fetch(`${environment.run.api}/merchant/media`, {
    method: 'POST',
    headers: { authorization: `Bearer ${member.token}`, 'x-shop': SLUG, 'content-type': 'image/png' },
    body: new Uint8Array(onePicture(400, 400)),
  })
  const { picture } = (await response.json()) as { picture: { id: string } }
  const { createProduct } = await member.request(CREATE_PRODUCT, {
    input: { name: NAME, images: [{ id: picture.id }], variants: [{ price: 5900, onHand: 3 }] },
  })
  expect(createProduct.userErrors).toEqual([])
  const { createCollection } = await member.request(CREATE_COLLECTION, { input: { name: 'Coffrets' } })
  expect(createCollection.userErrors).toEqual([])
  products = `${environment.run.portal}/${SLUG}/products`
  page = await signIn(environment.browser, environment.run, { locale: 'fr-FR', width: 'narrow' }, SLUG, false)
}, 120_000)
afterAll(() => environment?.stop())

test('a product is put into a collection in its form', async () => {
  await page.goto(`${products}?search=coffret`)
  await waitForHydration(page)
  await page.getByRole('link', { name: NAME }).click()
  await page.getByTestId('product-form').waitFor()
  await waitForHydration(page)
  await page.getByRole('checkbox', { name: 'Coffrets' }).check()
  await shoot(page, 'portal-product-collections-narrow')
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await expect
    .poll(async () => {
      await page.goto(page.url())
      await waitForHydration(page)
      return page.getByRole('checkbox', { name: 'Coffrets' }).isChecked()
    })
    .toBe(true)
})

test('the list shows pictures and whole names, and is filtered by collection and status', async () => {
  const takeReports = collectReports(page)
  await page.goto(products)
  await waitForHydration(page)
  await page.getByLabel('Collection', { exact: true }).selectOption({ label: 'Coffrets' })
  await page.getByRole('button', { name: 'Filtrer' }).click()
  await page.waitForURL('**collection=**')
  const row = page.getByTestId('products').locator('tbody tr')
  expect(await row.count()).toBe(1)
  const link = row.getByRole('link')
  expect(await link.textContent()).toBe(NAME)
  expect(await link.evaluate((each) => each.scrollWidth <= each.clientWidth)).toBe(true)
  await expect
    .poll(() => row.locator('img').evaluate((each: HTMLImageElement) => each.naturalWidth))
    .toBe(320)
  await shoot(page, 'portal-product-list-narrow')
  await page.setViewportSize({ width: 1280, height: 900 })
  await shoot(page, 'portal-product-list-wide')
  expect(await findFaults(page, { name: 'products', takeReports })).toEqual([])
  await page.goto(`${page.url()}&status=PUBLISHED`)
  expect(await row.count()).toBe(0)
})

test('the status of a product is chosen or pasted in the sheet, in the row of its first variant', async () => {
  await page.goto(`${products}/edit?search=coffret`)
  await waitForHydration(page)
  const cell = page.locator('[data-cell="0.4"]')
  expect(await cell.inputValue()).toBe('DRAFT')
  await cell.focus()
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/plain', 'archivé')
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  })
  expect(await cell.inputValue()).toBe('ARCHIVED')
  await shoot(page, 'portal-product-sheet-status')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await expect.poll(() => page.locator('[data-changed]').count()).toBe(0)
  await page.goto(`${products}?search=coffret&status=ARCHIVED`)
  expect(await page.getByRole('link', { name: NAME }).count()).toBe(1)
})
