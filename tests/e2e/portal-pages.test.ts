import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import type { Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { collectReports, findFaults } from './page-check.ts'
import { routesOf } from './route-files.ts'
import { createSampleOrders, type SampleOrders } from './sample-orders.ts'
import { signIn } from './sign-in.ts'
import { visitAddresses, visitAll, type Visit } from './visits.ts'

let environment: Environment
const ordersOf = new Map<string, SampleOrders>()

const SHOPS: { slug: string; locale: Look['locale'] }[] = [
  { slug: 'atelier-lumen', locale: 'fr-FR' },
  { slug: 'northfold', locale: 'en-GB' },
]

beforeAll(async () => {
  environment = await startEnvironment()
  for (const { slug } of SHOPS)
    ordersOf.set(slug, await createSampleOrders(environment.run, findShop(environment.run, slug)))
}, 120_000)
afterAll(() => environment?.stop())

function samplesOf(slug: string): SampleOrders {
  const orders = ordersOf.get(slug)
  if (!orders) throw new Error(`${slug} has no sample orders.`)
  return orders
}

/** Lets no navigation to the bank succeed, so that the page that submits the form to it stays open. */
const stayBeforeBank = (page: Page) =>
  page.route(`${environment.run.bank}/**`, (route) => route.fulfill({ status: 204 }))

function portalVisits(slug: string): Record<string, Visit> {
  const { portal } = environment.run
  const shop = `${portal}/${slug}`
  const samples = samplesOf(slug)
  const states = [
    'unpaid',
    'toCertify',
    'certified',
    'paidAtBank',
    'refusedAtBank',
    'cancelled',
    'unmatched',
  ] as const
  const openBank = async (page: Page) => {
    await page.goto(`${shop}/settings/banks`)
    await page.getByTestId('banks').getByRole('link').first().click()
    await page.getByTestId('test-payment').waitFor()
  }
  return {
    '/shops': visitAddresses(`${portal}/shops?reason=forbidden`),
    '/account': visitAddresses(`${portal}/account`),
    '/[shop]/orders': visitAddresses(
      `${shop}/orders`,
      `${shop}/orders?status=AWAITING_CERTIFICATION`,
      `${shop}/orders?search=no-such-order`,
    ),
    '/[shop]/orders/[code]': visitAddresses(
      ...states.map((state) => `${shop}/orders/${samples[state].code}`),
    ),
    '/[shop]/unmatched-payments': visitAddresses(
      `${shop}/unmatched-payments`,
      `${shop}/unmatched-payments?closed=`,
    ),
    '/[shop]/unmatched-payments/rejected': visitAddresses(`${shop}/unmatched-payments/rejected`),
    '/[shop]/settings/card-mail': visitAddresses(`${shop}/settings/card-mail`),
    '/[shop]/settings/shop': visitAddresses(`${shop}/settings/shop`),
    '/[shop]/settings/banks': visitAddresses(`${shop}/settings/banks`),
    '/[shop]/settings/banks/new/[protocol]': visitAddresses(`${shop}/settings/banks/new/paybox`),
    '/[shop]/settings/banks/[id]': async (page, check) => {
      await openBank(page)
      await check()
    },
    '/[shop]/settings/banks/[id]/test-payment': async (page, check) => {
      await openBank(page)
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
