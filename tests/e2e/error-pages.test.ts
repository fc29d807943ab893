import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readMetrics } from '../../services/api/test/metrics.ts'
import { connectAsOwner, type DatabaseOwner } from '../faults/database-owner.ts'
import { findShop } from '../traffic/find-shop.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { randomFrom } from '../traffic/random.ts'
import { createVisitor } from '../traffic/visitor.ts'
import { openContext, shoot } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { addFirstProduct, fillCheckout } from './shopping.ts'
import { signIn } from './sign-in.ts'

const REFERENCE = /^(Reference|Référence) ([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})$/
const PAGE_ERRORS = 'triclic_unexpected_errors_total{place="page"}'

let environment: Environment
let owner: DatabaseOwner
beforeAll(async () => {
  environment = await startEnvironment(['api', 'portal', 'storefront'])
  owner = connectAsOwner(environment.databaseOwnerUrl)
}, 120_000)
afterAll(async () => {
  await owner?.stop()
  await environment?.stop()
})

interface LogLine {
  name: string
  level: number
  msg: string
  requestId?: string
  place?: string
  route?: string
  status?: number
  err?: { type: string; message: string; stack: string }
}

/** What a server logged about one request. */
function linesOf(server: string, requestId: string): LogLine[] {
  const logs = environment.run.data.find((folder) => folder.endsWith('/logs')) ?? ''
  return readFileSync(join(logs, `${server}.log`), 'utf8')
    .split('\n')
    .filter((line) => line.includes(requestId))
    .map((line) => JSON.parse(line) as LogLine)
}

/** The warnings and errors that a server logged for a request. */
const warningsAndErrorsOf = (server: string, requestId: string): LogLine[] =>
  linesOf(server, requestId).filter(({ level }) => level >= 40)

/** The reference that an error page shows, with the language of its label. */
async function readReference(page: Page): Promise<{ label: string; requestId: string }> {
  const text = await page.getByTestId('reference').innerText()
  const [, label = '', requestId = ''] = REFERENCE.exec(text) ?? []
  if (!requestId) throw new Error(`Not a reference: ${text}`)
  return { label, requestId }
}

/** Runs an action while the database refuses the API a right, such as `select on product`. */
async function withoutRight<Result>(right: string, action: () => Promise<Result>): Promise<Result> {
  await owner.globalRows(`revoke ${right} from triclic_api`)
  try {
    return await action()
  } finally {
    await owner.globalRows(`grant ${right} to triclic_api`)
  }
}

const pageErrors = async (app: 'portal' | 'storefront') =>
  (await readMetrics(environment.run.metrics[app])).get(PAGE_ERRORS) ?? 0

test('an error in the API: the shop’s page shows the reference under which both servers logged it', async () => {
  const shop = findShop(environment.run, 'northfold')
  const before = await pageErrors('storefront')
  const page = await (await openContext(environment.browser, { locale: 'en-GB', width: 'narrow' })).newPage()
  const response = await withoutRight('select on product', () => page.goto(`${shop.origin}/catalog`))
  await shoot(page, 'storefront-error-narrow')

  expect(response?.status()).toBe(502)
  const { label, requestId } = await readReference(page)
  expect(label).toBe('Reference')
  expect(response?.headers()['x-request-id']).toBe(requestId)
  expect(linesOf('api', requestId)).toContainEqual(
    expect.objectContaining({
      level: 50,
      place: 'resolver',
      err: expect.objectContaining({ message: expect.stringContaining('permission denied') }),
    }),
  )
  expect(linesOf('storefront', requestId)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ level: 50, place: 'page', msg: 'Shop settings unavailable' }),
      expect.objectContaining({ msg: 'Request', route: '/(shop)/catalog', status: 502 }),
    ]),
  )
  expect(await pageErrors('storefront')).toBeGreaterThan(before)
})

test('a form that an error in the API stopped is reported by the shop like a page', async () => {
  const { origin } = findShop(environment.run, 'northfold')
  const page = await (await openContext(environment.browser, { locale: 'en-GB', width: 'wide' })).newPage()
  await addFirstProduct(page, origin)
  await page.goto(`${origin}/checkout`)
  await fillCheckout(page)
  const before = await pageErrors('storefront')
  const response = await withoutRight('insert on "order"', async () => {
    const submitted = page.waitForResponse((answer) => answer.request().method() === 'POST')
    await page.getByTestId('place-order').click()
    await page.getByTestId('checkout-request-error').waitFor()
    return submitted
  })
  const requestId = response.headers()['x-request-id'] ?? ''
  expect(warningsAndErrorsOf('storefront', requestId)).toEqual([
    expect.objectContaining({ level: 50, place: 'page', msg: 'Form submission failed' }),
  ])
  expect(await pageErrors('storefront')).toBe(before + 1)
})

test('settings of a shop that cannot be read are reported once, also where the page shows another error', async () => {
  const { origin } = findShop(environment.run, 'maison-basile')
  const page = await (await openContext(environment.browser, { locale: 'fr-FR', width: 'wide' })).newPage()
  const responses = await withoutRight('select on gateway_account', async () => [
    await page.goto(origin),
    await page.goto(`${origin}/nowhere`),
  ])
  expect(responses.map((response) => response?.status())).toEqual([502, 404])
  for (const response of responses) {
    expect(warningsAndErrorsOf('storefront', response?.headers()['x-request-id'] ?? '')).toEqual([
      expect.objectContaining({ level: 50, place: 'page', msg: 'Shop settings unavailable' }),
    ])
  }
})

test('an error in the portal: the page shows the reference under which it is logged in full', async () => {
  const shop = findShop(environment.run, 'atelier-lumen')
  await placeSampleOrder(createVisitor(environment.run.api, shop.key), randomFrom(1))
  const look = { locale: 'fr-FR', width: 'wide' } as const
  const page = await signIn(environment.browser, environment.run, look, shop.slug, false)
  const before = await pageErrors('portal')
  // No time can be displayed in this time zone.
  const setTimeZone = (timeZone: string) => changeTimeZone(shop.key, timeZone)
  await setTimeZone('Mars/Phobos')
  await expect
    .poll(async () => (await page.goto(`${environment.run.portal}/${shop.slug}/orders`))?.status())
    .toBe(500)
  await shoot(page, 'portal-error-wide')
  const { label, requestId } = await readReference(page)
  await setTimeZone('Europe/Paris')

  expect(label).toBe('Référence')
  const [, ...others] = linesOf('portal', requestId).filter(({ level }) => level === 50)
  expect(others).toEqual([])
  expect(linesOf('portal', requestId)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        level: 50,
        place: 'page',
        route: '/(member)/[shop]/orders',
        err: expect.objectContaining({
          type: 'RangeError',
          message: 'Invalid time zone specified: Mars/Phobos',
          stack: expect.stringContaining('at '),
        }),
      }),
      expect.objectContaining({ level: 30, msg: 'Request', status: 500 }),
    ]),
  )
  expect(linesOf('api', requestId)).toContainEqual(
    expect.objectContaining({ msg: 'Request', route: '/merchant/graphql', status: 200, shop: shop.slug }),
  )
  expect(await pageErrors('portal')).toBeGreaterThan(before)
})

async function changeTimeZone(key: string, timeZone: string): Promise<void> {
  const [row] = await owner.globalRows<{ shop_id: string }>('select shop_id from shop_key where key = $1', [
    key,
  ])
  await owner.rows(row?.shop_id ?? '', 'update shop set time_zone = $1 where id = $2', [
    timeZone,
    row?.shop_id,
  ])
}

test('a page that does not exist shows no reference', async () => {
  const page = await (await openContext(environment.browser, { locale: 'en-GB', width: 'wide' })).newPage()
  const response = await page.goto(`${findShop(environment.run, 'northfold').origin}/nowhere`)
  expect(response?.status()).toBe(404)
  expect(await page.getByTestId('reference').count()).toBe(0)
})
