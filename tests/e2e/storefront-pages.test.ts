import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import type { RunShop } from '../../infra/local/product/run-file.ts'
import type { Order } from '../traffic/visitor.ts'
import { openContext, shoot, waitForHydration } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { collectReports, contrastFaults, findFaults } from './page-check.ts'
import { routesOf } from './route-files.ts'
import { createSampleOrders, type SampleOrders } from './sample-orders.ts'
import { addFirstProduct, placeOrder } from './shopping.ts'
import { SHOPS, stayBeforeBank, visitAddresses, visitAll, type Visit } from './visits.ts'

const THEMES = ['plain', 'lumen', 'northfold', 'basile']

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'storefront', 'bank'])
}, 120_000)
afterAll(() => environment?.stop())

/** Opens an order of another visitor by its mailed link. */
async function openOrder(page: Page, origin: string, { code, token }: Order): Promise<void> {
  await page.goto(`${origin}/order#${code}.${token}`)
  await page.waitForURL(`**/orders/${code}`)
}

function shopVisits({ origin }: RunShop, samples: SampleOrders): Record<string, Visit> {
  const open = async (page: Page, path: string) => {
    await page.goto(`${origin}${path}`)
    await waitForHydration(page)
  }
  return {
    '/': visitAddresses(origin),
    '/catalog': visitAddresses(`${origin}/catalog`, `${origin}/catalog?search=no-such-product`),
    '/products/[slug]': async (page, check) => {
      await addFirstProduct(page, origin)
      await check()
    },
    '/pages/[slug]': visitAddresses(
      `${origin}/pages/conditions-generales-de-vente`,
      `${origin}/pages/retractation`,
    ),
    '/cart': async (page, check) => {
      await open(page, '/cart')
      await check()
      await page.getByTestId('line-quantity').fill('100000')
      await page.getByTestId('line-quantity').press('Enter')
      await page.locator('[id$="-error-0"]').waitFor()
      await check('/cart with a refused quantity')
    },
    '/cart/open': async (page, check) => {
      await open(page, '/cart/open?token=none')
      await check()
      await page.getByTestId('cart-open').getByRole('button').click()
      await page.getByTestId('cart-open-error').waitFor()
      await check('/cart/open with a link that does not work')
    },
    '/checkout': async (page, check) => {
      await open(page, '/checkout')
      await check()
      await page.getByTestId('place-order').click()
      await page.getByTestId('checkout-errors').waitFor()
      await check('/checkout with errors')
    },
    '/card': async (page, check) => {
      await open(page, '/card')
      await check('/card without a link')
      const { code, token } = samples.cardRequest
      await page.goto('about:blank')
      await open(page, `/card#${code}.${token}`)
      await page.getByTestId('card-form').waitFor()
      await check()
    },
    '/order': visitAddresses(`${origin}/order`),
    '/orders': visitAddresses(`${origin}/orders`),
    '/orders/[code]': async (page, check) => {
      const states = ['unpaid', 'toCertify', 'certified', 'paidAtBank', 'refusedAtBank', 'unmatched'] as const
      for (const state of states) {
        await openOrder(page, origin, samples[state])
        await check(`/orders/[code], ${state}`)
      }
      await openOrder(page, origin, samples.unpaid)
      await waitForHydration(page)
      await page.getByTestId('method-card').check()
      await page.getByTestId('pay-by-card').click()
      await page.locator('#card-number-error').waitFor()
      await check('/orders/[code] with card errors')
    },
    '/orders/[code]/bank': async (page, check) => {
      await stayBeforeBank(page, environment.run.bank)
      await open(page, `/orders/${samples.unpaid.code}`)
      await page.getByTestId('method-bank').first().check()
      await page.getByTestId('pay-by-bank').first().click()
      await page.getByTestId('bank-form').waitFor()
      await check()
      await page.unroute(`${environment.run.bank}/**`)
    },
    '/orders/[code]/withdraw': async (page, check) => {
      await openOrder(page, origin, samples.certified)
      await page.getByTestId('withdraw').click()
      await page.getByTestId('withdrawal-next').waitFor()
      await check()
      await page.getByTestId('withdrawal-next').click()
      await page.getByTestId('withdrawal-declaration').waitFor()
      await check('/orders/[code]/withdraw, second step')
    },
    '/shops': visitAddresses(`${environment.run.storefront}/shops`),
  }
}

/** Orders in the browser, and cancels on the bank's page. Returns the order's code. */
async function cancelAtBank(page: Page, origin: string): Promise<string> {
  const code = await placeOrder(page, origin)
  await page.getByTestId('method-bank').first().check()
  await page.getByTestId('pay-by-bank').first().click()
  await page.waitForURL(`${environment.run.bank}/**`)
  await page.locator('button[value="cancelled"]').click()
  await page.waitForURL(`${origin}/orders/${code}**`, { timeout: 30_000 })
  await page.getByTestId('payment-choice').waitFor()
  return code
}

describe.each(SHOPS)('in $locale', ({ slug, locale }) => {
  test('no page of the shop has a fault', async () => {
    const shop = findShop(environment.run, slug)
    const samples = await createSampleOrders(environment.run, shop)
    const page = await (await openContext(environment.browser, { locale, width: 'narrow' })).newPage()
    const takeReports = collectReports(page, environment.run.bank)
    const code = await cancelAtBank(page, shop.origin)
    takeReports()

    const check = async (name: string) => {
      const orderCode = new URL(page.url()).pathname.split('/')[2] ?? code
      const faults = await findFaults(page, {
        name,
        takeReports,
        orderCode,
      })
      const picture = `page-${locale}-${name.replaceAll(/[^a-z]+/gi, '-').replaceAll(/^-|-$/g, '') || 'home'}`
      await shoot(page, `${picture}-narrow`)
      await page.setViewportSize({ width: 1280, height: 900 })
      await page.emulateMedia({ colorScheme: 'dark' })
      await shoot(page, `${picture}-wide-dark`)
      await page.emulateMedia({ colorScheme: 'light' })
      return faults
    }
    const cancelled: Record<string, Visit> = {
      '/orders/[code] after cancelling at the bank': async (on, checkPage) => {
        await on.reload()
        await checkPage()
      },
    }
    const visits = shopVisits(shop, samples)
    expect(Object.keys(visits).sort()).toEqual(routesOf('storefront'))
    expect(await visitAll(page, { ...cancelled, ...visits }, check)).toBe('')
    await page.context().close()
  })
})

test('every theme has enough contrast, in light and in dark', async () => {
  const { origin } = findShop(environment.run, 'maison-basile')
  const page = await (await openContext(environment.browser, { locale: 'fr-FR', width: 'wide' })).newPage()
  const code = await placeOrder(page, origin)
  await addFirstProduct(page, origin)
  const product = new URL(page.url()).pathname
  const faults: string[] = []
  for (const path of ['/', '/catalog', product, '/cart', '/checkout', `/orders/${code}`]) {
    await page.goto(`${origin}${path}`)
    await waitForHydration(page)
    if (path === '/checkout') await page.getByTestId('place-order').click()
    if (path === '/checkout') await page.getByTestId('checkout-errors').waitFor()
    for (const theme of THEMES) {
      await page.locator('html').evaluate((root, name) => (root.dataset['theme'] = name), theme)
      const found = [...(await contrastFaults(page, 'light')), ...(await contrastFaults(page, 'dark'))]
      faults.push(...found.map((fault) => `${theme}, ${path}: ${fault}`))
    }
  }
  expect(faults.join('\n')).toBe('')
  await page.context().close()
})
