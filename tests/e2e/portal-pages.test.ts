import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import type { Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { collectReports, findFaults } from './page-check.ts'
import { portalPaths } from './portal-paths.ts'
import { routesOf } from './route-files.ts'
import { createSampleOrders } from './sample-orders.ts'
import { signIn } from './sign-in.ts'
import { visitAddresses, visitAll, type Visit } from './visits.ts'

let environment: Environment
/** The paths of each shop's pages. */
const paths = new Map<string, Record<string, string[]>>()

const SHOPS: { slug: string; locale: Look['locale'] }[] = [
  { slug: 'atelier-lumen', locale: 'fr-FR' },
  { slug: 'northfold', locale: 'en-GB' },
]

beforeAll(async () => {
  environment = await startEnvironment()
  for (const { slug } of SHOPS) {
    const shop = findShop(environment.run, slug)
    paths.set(slug, portalPaths(shop, await createSampleOrders(environment.run, shop)))
  }
}, 120_000)
afterAll(() => environment?.stop())

/** Lets no navigation to the bank succeed, so that the page that submits the form to it stays open. */
const stayBeforeBank = (page: Page) =>
  page.route(`${environment.run.bank}/**`, (route) => route.fulfill({ status: 204 }))

function portalVisits(slug: string): Record<string, Visit> {
  const { portal } = environment.run
  const visits = Object.entries(paths.get(slug) ?? {}).map(([route, ofRoute]) => [
    route,
    visitAddresses(...ofRoute.map((path) => portal + path)),
  ])
  return {
    ...(Object.fromEntries(visits) as Record<string, Visit>),
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
    await stayBeforeBank(page)
    const visits = portalVisits(slug)
    const signedOut = { '/sign-in': visitAddresses(`${environment.run.portal}/sign-in`) }
    expect(Object.keys({ ...visits, ...signedOut }).sort()).toEqual(routesOf('portal'))
    expect(await visitAll(page, visits, check)).toBe('')
    await page.context().clearCookies({ name: 'triclic_session' })
    expect(await visitAll(page, signedOut, check)).toBe('')
    await page.context().close()
  })
})
