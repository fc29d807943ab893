import { afterAll, beforeAll, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import { openContext } from './browser.ts'
import { countBytes } from './count-bytes.ts'
import { startEnvironment, type Environment } from './environment.ts'

let environment: Environment
let origin: string
let product: string

beforeAll(async () => {
  environment = await startEnvironment(['api', 'storefront'])
  origin = findShop(environment.run, 'atelier-lumen').origin
  const page = await (await openContext(environment.browser, { locale: 'fr-FR', width: 'narrow' })).newPage()
  await page.goto(`${origin}/catalog`)
  product =
    (await page.getByTestId('product-tile').first().getByRole('link').first().getAttribute('href')) ?? ''
  await page.context().close()
}, 120_000)
afterAll(() => environment?.stop())

/** The most that a page of each type may load on a phone, in requests and bytes as transferred; pictures are the merchant's. */
test.each([
  { name: 'home', path: () => '/', requests: 32, scripts: 61_500, rest: 80_000 },
  { name: 'catalog', path: () => '/catalog', requests: 38, scripts: 62_500, rest: 80_000 },
  { name: 'product', path: () => product, requests: 26, scripts: 60_000, rest: 80_000 },
  { name: 'cart', path: () => '/cart', requests: 24, scripts: 62_000, rest: 80_000 },
])('the page $name stays within its budget', async ({ path, requests, scripts, rest }) => {
  const page = await (await openContext(environment.browser, { locale: 'fr-FR', width: 'narrow' })).newPage()
  const loaded = await countBytes(page, origin + path())
  expect.soft(loaded.requests).toBeLessThanOrEqual(requests)
  expect.soft(loaded.scripts).toBeLessThanOrEqual(scripts)
  expect.soft(loaded.all - loaded.scripts - loaded.pictures).toBeLessThanOrEqual(rest)
  await page.context().close()
})

test('the main picture of a product is loaded first, all below the fold later, and files with a hash are kept for ever', async () => {
  const page = await (await openContext(environment.browser, { locale: 'fr-FR', width: 'narrow' })).newPage()
  const kept = new Map<string, string | undefined>()
  page.on('response', (response) => void kept.set(response.url(), response.headers()['cache-control']))
  await page.goto(origin + product, { waitUntil: 'networkidle' })
  expect(await page.locator('img[fetchpriority="high"]').count()).toBe(1)
  expect(await page.locator('link[rel="preload"][as="image"]').count()).toBe(1)
  const hashed = [...kept].filter(([url]) => url.includes('/_app/immutable/'))
  expect(hashed.length).toBeGreaterThan(0)
  expect(hashed.filter(([, value]) => value !== 'public,max-age=31536000,immutable')).toEqual([])
  await page.goto(`${origin}/catalog`)
  const sizes = await page
    .getByTestId('product-tile')
    .locator('img')
    .evaluateAll((images) =>
      images.map((image) => [
        image.getAttribute('loading'),
        image.hasAttribute('width'),
        image.hasAttribute('height'),
      ]),
    )
  expect(sizes.slice(4)).toEqual(sizes.slice(4).map(() => ['lazy', true, true]))
  await page.context().close()
})
