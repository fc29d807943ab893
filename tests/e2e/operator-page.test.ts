import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomPortBase } from '../../infra/local/product/ports.ts'
import { startProduct, type Product } from '../../infra/local/product/start-product.ts'
import { removeData } from '../../infra/local/stores/postgres.ts'
import { oneTimeCode } from '../contract/totp.ts'
import { launchBrowser, openContext, shoot } from './browser.ts'
import { collectReports, findFaults } from './page-check.ts'

const data = mkdtempSync(join(tmpdir(), 'triclic-operator-'))
let product: Product
let browser: Browser
beforeAll(async () => {
  product = await startProduct({
    data,
    portBase: randomPortBase(),
    fast: true,
    template: process.env['PRODUCT_TEMPLATE'],
    servers: ['api', 'worker'],
    operatorPage: true,
  })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
  removeData(data)
})

test('an operator signs in with the account of npm start, reads the figures in both languages, and signs out', async () => {
  const { operator } = product.run
  if (!operator) throw new Error('The page for operators is not served.')
  const context = await openContext(browser, { locale: 'en-GB', width: 'wide' })
  const page = await context.newPage()
  const takeReports = collectReports(page)
  const check = (name: string) => findFaults(page, { name, takeReports, isHydrated: false })
  await page.goto(operator.url)
  expect(await check('sign-in')).toEqual([])

  await page.getByLabel('Email address').fill(operator.account.email)
  await page.getByLabel('Password').fill(operator.account.password)
  await page.getByLabel('Code of your authenticator app').fill(oneTimeCode(operator.account.otpSecret))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Queues' }).waitFor()
  expect(await check('figures')).toEqual([])
  await page.setViewportSize({ width: 1280, height: 900 })
  await shoot(page, 'operator-page')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 390, height: 844 })
  await shoot(page, 'operator-page-narrow')
  const rowOf = (name: string) =>
    page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })
  expect(await rowOf('worker').textContent()).toContain('works')
  expect(await rowOf('redis').textContent()).toContain('works')
  expect((await rowOf('mail').textContent())?.trim()).toMatch(/^mail\s+\d+$/)
  expect(await rowOf('portal').textContent()).toContain('does not work')

  await page.getByRole('link', { name: 'Français' }).click()
  await page.getByRole('heading', { name: 'Files d’attente' }).waitFor()
  expect(await check('figures, in French')).toEqual([])
  await page.getByRole('button', { name: 'Se déconnecter' }).click()
  await page.getByRole('button', { name: 'Se connecter' }).waitFor()
  await page.goto(operator.url)
  expect(new URL(page.url()).pathname).toBe('/sign-in')
  await context.close()
})
