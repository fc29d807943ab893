import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import { openContext, shoot, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { setTextSize } from './page-check.ts'
import { placeOrder } from './shopping.ts'

const ROUTES = join(import.meta.dirname, '../../apps/storefront/src/routes')
const LOOKS: Look[] = [
  { locale: 'en-GB', width: 'wide' },
  { locale: 'en-GB', width: 'narrow' },
  { locale: 'fr-FR', width: 'wide' },
  { locale: 'fr-FR', width: 'narrow' },
]

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'storefront', 'bank'])
}, 120_000)
afterAll(() => environment?.stop())

/** Paths to visit, by route folder. Null: shows no page of its own. */
const visits: Record<string, ((code: string) => string) | null> = {
  '(shop)': () => '/',
  '(shop)/card': () => '/card',
  '(shop)/cart': () => '/cart',
  '(shop)/catalog': () => '/catalog',
  '(shop)/checkout': () => '/checkout',
  '(shop)/order': () => '/order',
  '(shop)/orders': () => '/orders',
  '(shop)/orders/[code]': (code) => `/orders/${code}`,
  '(shop)/orders/[code]/bank': null,
  '(shop)/orders/return': null,
  '(shop)/products/[slug]': null,
  language: null,
  shops: null,
}

test('every route is visited', () => {
  const folders = readdirSync(ROUTES, { recursive: true, withFileTypes: true })
    .filter(({ name }) => /^\+(page\.svelte|page\.server\.ts|server\.ts)$/.test(name))
    .map(({ parentPath }) => parentPath.slice(ROUTES.length + 1))
  expect(Object.keys(visits).sort()).toEqual([...new Set(folders)].sort())
})

/** Collects what a page writes to the console. A failed request is written there too. */
function watchConsole(page: Page): string[] {
  const messages: string[] = []
  page.on('console', (message) => messages.push(`${new URL(page.url()).pathname}: ${message.text()}`))
  page.on('pageerror', (error) => messages.push(`${new URL(page.url()).pathname}: ${error.message}`))
  return messages
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Interactive elements smaller than 24 px in one direction, links inside a sentence excepted (WCAG 2.2, 2.5.8). */
const smallTargets = (page: Page) =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'a, button, input:not([type="hidden"]), select, summary, textarea',
      ),
    ]
      .filter(
        (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.sr-only'),
      )
      .filter((element) => !element.matches('[aria-hidden="true"], .sr-only'))
      .filter((element) => getComputedStyle(element).display !== 'inline')
      .map((element) => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && Math.min(box.width, box.height) < 24)
      .map(({ element }) => element.outerHTML.slice(0, 120)),
  )

describe.each(LOOKS)('in $locale, $width', (look) => {
  test('no page writes to the console, scrolls sideways or has targets under 24 px', async () => {
    const slug = look.locale === 'fr-FR' ? 'atelier-lumen' : 'northfold'
    const { origin } = findShop(environment.run, slug)
    const buyer = await (await openContext(environment.browser, look)).newPage()
    const messages = watchConsole(buyer)
    const code = await placeOrder(buyer, origin)
    await buyer.goto(`${origin}/catalog`)
    const product =
      (await buyer.getByTestId('product-tile').first().getByRole('link').getAttribute('href')) ?? ''
    await buyer.goto(`${origin}${product}`)
    await buyer.getByTestId('add-to-cart').click()
    await buyer.getByTestId('added').waitFor()
    const paths = [product, ...Object.values(visits).flatMap((path) => (path ? [path(code)] : []))]
    const faults: unknown[] = []
    for (const path of paths) {
      await buyer.goto(`${origin}${path}`, { waitUntil: 'networkidle' })
      const name = path === '/' ? '-home' : path.replaceAll('/', '-').replace(code, 'code')
      await shoot(buyer, `page-${look.locale}-${look.width}${name}`)
      if ((await overflow(buyer)) > 0) faults.push({ path, overflow: await overflow(buyer) })
      const small = await smallTargets(buyer)
      if (small.length > 0) faults.push({ path, small })
      if (look.width === 'wide') continue
      await buyer.setViewportSize({ width: 360, height: 740 })
      // The widest letters that an order code can have, since the code of this order is random.
      await buyer.getByText(code, { exact: true }).evaluateAll((elements) => {
        for (const element of elements) element.textContent = 'WWWWWWWW'
      })
      await setTextSize(buyer, '200%')
      if ((await overflow(buyer)) > 0) faults.push({ path, overflowAt200Percent: await overflow(buyer) })
      await shoot(buyer, `page-${look.locale}-${look.width}${name}-200`)
    }
    expect(faults).toEqual([])
    expect(messages).toEqual([])
    await buyer.context().close()
  })
})
