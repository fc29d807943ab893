import type { Page } from 'playwright-core'
import { afterAll, afterEach, expect, test } from 'vitest'
import { randomPortBase } from '../../infra/local/product/ports.ts'
import type { RunShop } from '../../infra/local/product/run-file.ts'
import { startEnvironment } from '../contract/environment.ts'
import { launchBrowser } from '../e2e/browser.ts'
import { serveExample } from './bundle-example.ts'

const environment = await startEnvironment(['api'])
const browser = await launchBrowser()
afterAll(async () => {
  await browser.close()
  await environment.stop()
})
const { run } = environment
const [shop] = run.shops as [RunShop]

const ADDRESS = {
  'E-mail': 'ada@buyers.test',
  'First name': 'Ada',
  'Last name': 'Byron',
  Address: '1 rue de la Paix',
  Postcode: '75002',
  City: 'Paris',
}

let stop: (() => Promise<void>) | undefined
afterEach(() => stop?.())

async function open(example: 'html' | 'react'): Promise<Page> {
  stop = await serveExample(example, { origin: shop.origin, api: run.api, key: shop.key })
  const context = await browser.newContext()
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(shop.origin)
  await page.getByRole('button', { name: 'Add' }).first().click()
  await page.getByText(/^1 in the cart/).waitFor()
  for (const [label, value] of Object.entries(ADDRESS)) await page.getByLabel(label).fill(value)
  return page
}

test('a page of plain HTML sells a product, from the list to the order paid by card', async () => {
  const page = await open('html')
  await page.getByLabel('Card number').fill('4111 1111 1111 1111')
  await page.getByLabel('Expires').fill('12/2040')
  await page.getByRole('button', { name: 'Order and pay' }).click()
  const result = page.getByText(/: AWAITING_CERTIFICATION$/)
  await result.waitFor()
  expect(await result.textContent()).toMatch(/^Order \S+, .*\d/)
  // The visitor outlives the page.
  await page.reload()
  await page.getByText(/^0 in the cart/).waitFor()
})

test('a page in React sells a product, from the list to the order', async () => {
  const page = await open('react')
  await page.getByRole('button', { name: 'Order' }).click()
  await page.getByText(/: PENDING_PAYMENT$/).waitFor()
  await page.getByText(/^0 in the cart/).waitFor()
})

test('a page on this machine that the merchant has not entered is told so, once', async () => {
  const origin = `http://localhost:${randomPortBase() + 8}`
  stop = await serveExample('html', { origin, api: run.api, key: shop.key })
  const page = await (await browser.newContext()).newPage()
  let answers = 0
  page.on('response', (response) => void (answers += response.status() === 403 ? 1 : 0))
  await page.goto(origin)
  await page.getByText('That did not work (FORBIDDEN_ORIGIN).').waitFor({ timeout: 20_000 })
  // One for each of the three requests of the page: none is repeated.
  await expect.poll(() => answers).toBe(3)
})
