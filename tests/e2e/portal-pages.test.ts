import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import { shoot, waitForHydration } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { collectReports, findFaults } from './page-check.ts'
import { portalPaths } from './portal-paths.ts'
import { routesOf } from './route-files.ts'
import { createSampleOrders, type SampleOrders } from './sample-orders.ts'
import { signIn } from './sign-in.ts'
import { SHOPS, stayBeforeBank, visitAddresses, visitAll, visitAlsoListed, type Visit } from './visits.ts'

let environment: Environment
/** The paths of each shop's pages. */
const pathsOfShop = new Map<string, Record<string, string[]>>()
const samples = new Map<string, SampleOrders>()

/** The shop whose dialogs are opened, and which shares a member with another shop. */
const SLUG = 'northfold'

beforeAll(async () => {
  environment = await startEnvironment()
  for (const { slug } of SHOPS) {
    const shop = findShop(environment.run, slug)
    const orders = await createSampleOrders(environment.run, shop)
    samples.set(slug, orders)
    pathsOfShop.set(slug, portalPaths(shop, orders))
  }
}, 120_000)
afterAll(() => environment?.stop())

function portalVisits(slug: string): Record<string, Visit> {
  const { portal } = environment.run
  const visits = Object.entries(pathsOfShop.get(slug) ?? {}).map(([route, ofRoute]) => [
    route,
    visitAddresses(...ofRoute.map((path) => portal + path)),
  ])
  const alsoListed = (list: string, route: string) => ({
    [route]: visitAlsoListed(
      `${portal}/${slug}/${list}`,
      ...(pathsOfShop.get(slug)?.[route] ?? []).map((path) => portal + path),
    ),
  })
  return {
    ...(Object.fromEntries(visits) as Record<string, Visit>),
    ...alsoListed('collections', '/[shop]/collections/[id]'),
    ...alsoListed('discounts', '/[shop]/discounts/[id]'),
    ...alsoListed('settings/delivery', '/[shop]/settings/delivery/zones/[id]'),
    ...alsoListed('settings/delivery', '/[shop]/settings/delivery/methods/[id]'),
    '/[shop]/settings/banks/[id]/test-payment': async (page, check) => {
      await page.goto(`${portal}/${slug}/settings/banks`)
      await page.getByTestId('banks').getByRole('link').first().click()
      await page.getByTestId('test-payment').locator('form button').click()
      await page.getByTestId('to-bank').waitFor()
      await check()
    },
  }
}

describe.each(SHOPS)('in $locale', ({ slug, locale }) => {
  test('no page of the portal has a fault', async () => {
    const page = await signIn(environment.browser, environment.run, { locale, width: 'wide' }, slug, false)
    const takeReports = collectReports(page, environment.run.bank)
    const check = (name: string) => findFaults(page, { name, takeReports })
    await stayBeforeBank(page, environment.run.bank)
    const visits = portalVisits(slug)
    const { portal } = environment.run
    const signedOut = Object.fromEntries(
      ['/sign-in', '/sign-up', '/forgot-password', '/reset-password', '/invitation'].map((route) => [
        route,
        visitAddresses(portal + route),
      ]),
    )
    expect(Object.keys({ ...visits, ...signedOut }).sort()).toEqual(routesOf('portal'))
    expect(await visitAll(page, visits, check)).toBe('')
    await page.context().clearCookies({ name: 'triclic_session' })
    expect(await visitAll(page, signedOut, check)).toBe('')
    await page.context().close()
    // Every page in every look.
  }, 400_000)
})

describe.each(['fr-FR', 'en-GB'] as const)('on a phone, in %s,', (locale) => {
  /** Opens every dialog of these pages and returns their number and what is wrong with them, one fault per line. */
  async function visitDialogs(page: Page, paths: string[]) {
    const takeReports = collectReports(page)
    const faults: string[] = []
    const opened = new Set<string>()
    for (const path of paths) {
      await page.goto(`${environment.run.portal}/${SLUG}${path}`)
      await waitForHydration(page)
      for (const trigger of await page.locator('main button[aria-haspopup="dialog"]:visible').all()) {
        const name = `dialog “${(await trigger.textContent())?.trim()}”`
        await trigger.click()
        await page.locator('dialog[open]').waitFor()
        faults.push(...(await findFaults(page, { name, takeReports, hasAllWidths: true })))
        opened.add(name)
        await shoot(page, `portal-dialog-${locale}-${opened.size}`)
        await page.keyboard.press('Escape')
      }
    }
    return { count: opened.size, faults: faults.join('\n') }
  }

  test('no dialog of the owner has a fault', async () => {
    const { browser, run } = environment
    const { unpaid, toCertify } = samples.get(SLUG)!
    const page = await signIn(browser, run, { locale, width: 'narrow' }, SLUG, false)
    const orders = [unpaid, toCertify].map(({ code }) => `/orders/${code}`)
    const bank = `/settings/banks/${findShop(run, SLUG).banks[0]?.id}`
    const withDialogs = [...orders, '/unmatched-payments', '/settings/card-mail', bank]
    expect(await visitDialogs(page, withDialogs)).toEqual({ count: 8, faults: '' })
    await page.context().close()
  })

  test('rows of links show the current one, and texts for buyers begin with the language of the shop', async () => {
    const { browser, run } = environment
    const page = await signIn(browser, run, { locale, width: 'narrow' }, SLUG, false)
    for (const path of ['audit-log', 'business', 'banks', 'mails/order-confirmation/en', 'pages/terms/fr']) {
      await page.goto(`${run.portal}/${SLUG}/settings/${path}`)
      await waitForHydration(page)
      const current = await page.locator('nav a[aria-current="page"]:visible').all()
      for (const link of current) {
        const { x = -1, width = 0 } = (await link.boundingBox()) ?? {}
        expect([path, x >= 0, x + width <= 390]).toEqual([path, true, true])
      }
      expect(current.length).toBe(path.includes('/') ? 3 : 2)
      const languages = page.locator('main nav').last().getByRole('link')
      if (path.includes('/')) expect(await languages.first().getAttribute('href')).toMatch(/\/en$/)
    }
    await page.context().close()
  })

  test('no page of a member of several shops has a fault', async () => {
    const { browser, run } = environment
    const page = await signIn(browser, run, { locale, width: 'narrow' }, SLUG, true)
    const takeReports = collectReports(page)
    const visit = visitAddresses(`${run.portal}/${SLUG}/orders`, `${run.portal}/account`)
    expect(await visitAll(page, { several: visit }, (name) => findFaults(page, { name, takeReports }))).toBe(
      '',
    )
    await page.goto(`${run.portal}/${SLUG}/orders`)
    await shoot(page, `portal-several-shops-${locale}`)
    await page.locator('header a[href="/shops"]').last().click()
    await page.waitForURL('**/shops')
    await page.context().close()
  })
})
