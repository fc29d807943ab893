import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { merchant } from '../graphql/documents.ts'
import { findMember, findShop } from '../traffic/find-shop.ts'
import { signIn as signInToApi } from '../traffic/merchant.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { randomFrom } from '../traffic/random.ts'
import { createVisitor, type Order } from '../traffic/visitor.ts'
import { shoot, waitForHydration } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { collectReports, findFaults } from './page-check.ts'
import { signIn } from './sign-in.ts'
import { SHOPS } from './visits.ts'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment()
}, 120_000)
afterAll(() => environment?.stop())

const RECORD_RECEIPT = merchant(
  'mutation ($input: RecordReceiptInput!) { recordReceipt(input: $input) { order { status } userErrors { code } } }',
)

/** By a transfer: the demo shops' banks are in their test environments, whose payments get no invoices. */
async function payByTransfer(slug: string): Promise<Order> {
  const { run } = environment
  const order = await placeSampleOrder(createVisitor(run.api, findShop(run, slug).key), randomFrom(1))
  const member = await signInToApi(run.api, slug, findMember(run, slug))
  const { recordReceipt } = await member.request(RECORD_RECEIPT, {
    input: {
      orderCode: order.code,
      method: 'TRANSFER',
      amount: order.total.amount,
      receivedOn: '2026-01-02',
      knownReceipts: [],
    },
  })
  expect(recordReceipt).toEqual({ order: { status: 'PAID' }, userErrors: [] })
  return order
}

/** Follows a link to a file; returns its name and its content. */
async function download(page: Page, link: string): Promise<{ name: string; content: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator(link).first().click()])
  return { name: file.suggestedFilename(), content: readFileSync(await file.path()) }
}

describe.each(SHOPS)('in $locale', ({ slug, locale }) => {
  test('a paid order has an invoice that its merchant and its buyer download, and that is declared by day', async () => {
    const { run, browser } = environment
    const order = await payByTransfer(slug)
    const page = await signIn(browser, run, { locale, width: 'wide' }, slug, false)
    const takeReports = collectReports(page, run.bank)
    const faults = async (name: string) => expect(await findFaults(page, { name, takeReports })).toEqual([])
    const panel = page.getByTestId('order-invoices')
    await expect
      .poll(
        async () => {
          await page.goto(`${run.portal}/${slug}/orders/${order.code}`)
          return panel.getByRole('link').count()
        },
        { timeout: 30_000 },
      )
      .toBe(1)
    const ofOrder = await download(page, '[data-testid="order-invoices"] a')
    expect(ofOrder.name).toMatch(/^F\d{4}-\d{5}\.pdf$/)
    expect(ofOrder.content.subarray(0, 5).toString()).toBe('%PDF-')
    await shoot(page, `portal-${slug}-order-with-invoice`)

    await page.goto(`${run.portal}/${slug}/invoices`)
    await waitForHydration(page)
    await page.getByTestId('invoice').filter({ hasText: order.code }).waitFor()
    await shoot(page, `portal-${slug}-invoices`)
    await faults('invoices')
    const archive = await download(page, '[data-testid="export"]')
    expect(archive.name).toMatch(/\.zip$/)
    expect(archive.content.includes(`${ofOrder.name}`)).toBe(true)

    await page.goto(`${run.portal}/${slug}/invoices/daily-totals`)
    await page.getByTestId('daily-totals').locator('tbody tr').first().waitFor()
    await faults('daily totals')
    expect((await download(page, '[data-testid="export"]')).name).toMatch(/\.csv$/)
    await page.setViewportSize({ width: 390, height: 844 })
    await shoot(page, `portal-${slug}-daily-totals-narrow`)
    await page.goto(`${run.portal}/${slug}/invoices`)
    await waitForHydration(page)
    await shoot(page, `portal-${slug}-invoices-narrow`)

    const buyer = await (await browser.newContext({ locale, acceptDownloads: true })).newPage()
    await buyer.goto(`${findShop(run, slug).origin}/order#${order.code}.${order.token}`)
    await buyer.getByTestId('invoices').waitFor()
    await shoot(buyer, `storefront-${slug}-order-with-invoice`)
    const ofBuyer = await download(buyer, '[data-testid="invoices"] a')
    expect(ofBuyer.content.equals(ofOrder.content)).toBe(true)
  })
})

test('an owner has invoices issued at shipment, under numbers of another series', async () => {
  const { run, browser } = environment
  const page = await signIn(browser, run, { locale: 'fr-FR', width: 'wide' }, 'maison-basile', false)
  const takeReports = collectReports(page, run.bank)
  await page.goto(`${run.portal}/maison-basile/settings/invoices`)
  await waitForHydration(page)
  await shoot(page, 'portal-maison-basile-invoice-settings')
  await page.locator('input[name="invoicePrefix"]').fill('F1')
  await page.getByTestId('invoice-settings').locator('button').last().click()
  await page.locator('input[name="invoicePrefix"][aria-invalid="true"]').waitFor()
  await page.locator('input[name="invoicePrefix"]').fill('MB-')
  await page.locator('input[name="issuedAt"][value="SHIPMENT"]').check()
  await page.locator('input[name="vatOnDebits"]').check()
  await page.getByTestId('invoice-settings').locator('button').last().click()
  await page.getByTestId('done').waitFor()
  await page.reload()
  await waitForHydration(page)
  expect(await page.locator('input[name="invoicePrefix"]').inputValue()).toBe('MB-')
  expect(await page.locator('input[name="issuedAt"]:checked').inputValue()).toBe('SHIPMENT')
  expect(await page.locator('input[name="vatOnDebits"]').isChecked()).toBe(true)
  expect(await findFaults(page, { name: 'settings of invoices', takeReports })).toEqual([])
  await page.setViewportSize({ width: 390, height: 844 })
  await shoot(page, 'portal-maison-basile-invoice-settings-narrow')
})
