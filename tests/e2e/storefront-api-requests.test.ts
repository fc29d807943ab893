import { afterAll, beforeAll, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import { startApiCounter, type ApiCounter } from './api-counter.ts'
import { openContext, waitForHydration } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { addFirstProduct } from './shopping.ts'

let environment: Environment
let counter: ApiCounter

beforeAll(async () => {
  counter = await startApiCounter()
  environment = await startEnvironment(['api', 'storefront'], (server) =>
    server.name === 'storefront' ? { ...server, env: { ...server.env, API_URL: counter.url } } : server,
  )
  counter.forwardTo(environment.run.api)
}, 120_000)
afterAll(async () => {
  await environment?.stop()
  await counter?.stop()
})

test('the checkout asks for the list of countries once, not again when another country is chosen', async () => {
  const { origin } = findShop(environment.run, 'northfold')
  const page = await (await openContext(environment.browser, { locale: 'en-GB', width: 'wide' })).newPage()
  await addFirstProduct(page, origin)
  await page.goto(`${origin}/checkout`)
  await waitForHydration(page)
  const quotes = counter.countOf('Quote')
  await page.locator('[name="billingAddress.countryCode"]').selectOption('FR')
  await page.waitForURL('**/checkout?country=FR**')
  expect(counter.countOf('Quote')).toBe(quotes + 1)
  expect(counter.countOf('Countries')).toBe(1)
})
