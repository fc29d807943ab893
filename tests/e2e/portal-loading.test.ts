import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { randomFrom } from '../traffic/random.ts'
import { createVisitor } from '../traffic/visitor.ts'
import { holdScripts, waitForHydration } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { signIn } from './sign-in.ts'

/** A test number published by Visa. */
const CARD = { number: '4012888888881881', expiryMonth: 12, expiryYear: 2030, brand: 'VISA' } as const
const SLUG = 'northfold'
/** The choice of a payment page that is none of those listed. */
const OTHER = 'Another address'

let environment: Environment
let page: Page
let shop: string
/** The page of an order whose card is to be certified. */
let orderPage: string

beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'portal'])
  const { browser, run } = environment
  shop = `${run.portal}/${SLUG}`
  const visitor = createVisitor(run.api, findShop(run, SLUG).key)
  const order = await placeSampleOrder(visitor, randomFrom(1))
  await visitor.payByCard(order, CARD)
  orderPage = `${shop}/orders/${order.code}`
  page = await signIn(browser, run, { locale: 'en-GB', width: 'wide' }, SLUG, false)
}, 120_000)
afterAll(() => environment?.stop())

test('a page loads one script and one stylesheet', async () => {
  const files: string[] = []
  page.on('request', (request) => {
    const type = request.resourceType()
    if (type === 'script' || type === 'stylesheet') files.push(type)
  })
  await page.goto(orderPage, { waitUntil: 'networkidle' })
  expect(files.sort()).toEqual(['script', 'stylesheet'])
})

/** Opens a page, chooses something before its scripts run, and lets them run. */
async function chooseEarly(url: string, choose: () => Promise<unknown>): Promise<void> {
  const release = await holdScripts(page)
  await page.goto(url, { waitUntil: 'commit' })
  await choose()
  release()
  await waitForHydration(page)
  await page.unrouteAll()
}

describe('what was chosen before the scripts loaded stays chosen:', () => {
  test('the payment method that orders are filtered by', async () => {
    const mode = page.locator('select[name="mode"]')
    await chooseEarly(`${shop}/orders`, () => mode.selectOption('BANK'))
    expect(await mode.inputValue()).toBe('BANK')
  })

  test('the outcome of a certification, with its fields', async () => {
    const refused = page.locator('input[name="outcome"][value="REFUSED"]')
    await chooseEarly(orderPage, () => refused.check())
    expect(await refused.isChecked()).toBe(true)
    await page.locator('[name="authorizationNumber"]').waitFor({ state: 'detached' })
  })

  test('the bank’s payment page and the mode of a new bank', async () => {
    const brand = page.locator('select[name="brand"]')
    const production = page.locator('input[name="environment"][value="PRODUCTION"]')
    await chooseEarly(`${shop}/settings/banks/new/lyra`, async () => {
      await brand.selectOption(OTHER)
      await production.check()
    })
    expect(await brand.locator('option:checked').textContent()).toBe(OTHER)
    expect(await production.isChecked()).toBe(true)
    await page.locator('[name="paymentUrl"]').waitFor()
  })

  test('the unit of a delay', async () => {
    const unit = page.locator('select[name="orderDelaySecondsUnit"]')
    await page.goto(`${shop}/settings/shop`)
    const other = (await unit.inputValue()) === 'days' ? 'hours' : 'days'
    await chooseEarly(`${shop}/settings/shop`, () => unit.selectOption(other))
    expect(await unit.inputValue()).toBe(other)
  })
})
