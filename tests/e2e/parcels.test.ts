import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunShop } from '../../infra/local/product/run-file.ts'
import { storefront } from '../graphql/documents.ts'
import { findShop } from '../traffic/find-shop.ts'
import { waitForMail } from '../traffic/mailbox.ts'
import { decideAtBank, openBankPage } from '../traffic/pay-at-bank.ts'
import { codesOf } from '../traffic/place-sample-order.ts'
import { createVisitor, type Order, type PlaceOrderInput } from '../traffic/visitor.ts'
import { openContext, shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { collectReports, findFaults } from './page-check.ts'
import { signIn } from './sign-in.ts'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment()
}, 120_000)
afterAll(() => environment?.stop())

const LOOKS: { slug: string; look: Look; dark: boolean; slip: string; partly: string }[] = [
  {
    slug: 'atelier-lumen',
    look: { locale: 'fr-FR', width: 'wide' },
    dark: false,
    slip: 'Bon de livraison',
    partly: 'Expédiée en partie',
  },
  {
    slug: 'northfold',
    look: { locale: 'en-GB', width: 'narrow' },
    dark: true,
    slip: 'Packing slip',
    partly: 'Partly shipped',
  },
]

/** An order of three items of one product and one of another, paid at the bank. */
async function paidOrder(shop: RunShop, more: Partial<PlaceOrderInput> = {}): Promise<Order> {
  const { run } = environment
  const visitor = createVisitor(run.api, shop.key)
  const available = (await visitor.variants()).filter(({ availableQuantity }) => availableQuantity > 4)
  for (const [index, quantity] of [3, 1].entries())
    expect(await visitor.addToCart(available[index]?.id ?? '', quantity)).toEqual([])
  const { order, userErrors } = await visitor.placeOrder(await visitor.orderInput(more))
  if (!order) throw new Error(`placeOrder was refused: ${codesOf(userErrors)}`)
  await decideAtBank(run.bank, await openBankPage(visitor, shop, order))
  return order
}

/** Presses Tab until the focus is on the element, as somebody does who has no mouse. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let pressed = 0; pressed < 80; pressed++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`)) return
  }
  throw new Error(`${selector} cannot be reached with Tab`)
}

/** Prints the page on A4, as the browser would. */
const print = (page: Page, name: string): Promise<Buffer> =>
  page.pdf({
    preferCSSPageSize: true,
    path: join(import.meta.dirname, '../../.local/screenshots', `${name}.pdf`),
  })

const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0

test.each(LOOKS)(
  'a merchant of $slug ships an order in two parcels by keyboard, and the buyer follows them',
  async ({ slug, look, dark, slip, partly }) => {
    const { browser, run } = environment
    const shop = findShop(run, slug)
    const order = await paidOrder(shop)
    const page = await signIn(browser, run, look, slug, false)
    if (dark) await page.emulateMedia({ colorScheme: 'dark' })
    const takeReports = collectReports(page)
    const faults: string[] = []
    const see = async (name: string) => {
      await shoot(page, `parcels-${slug}-${name}`)
      faults.push(...(await findFaults(page, { name, takeReports, orderCode: order.code })))
      await page.setViewportSize(
        look.width === 'wide' ? { width: 1280, height: 900 } : { width: 390, height: 844 },
      )
      if (dark) await page.emulateMedia({ colorScheme: 'dark' })
    }
    const orderUrl = `${run.portal}/${slug}/orders/${order.code}`
    const open = async (url: string) => {
      await page.goto(url)
      await waitForHydration(page)
    }

    await open(orderUrl)
    await see('1-to-ship')
    await open(orderUrl)
    await tabTo(page, '[data-testid="lines-to-ship"] li:first-child input')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('1')
    await page.keyboard.press('Tab')
    await page.keyboard.type('0')
    await tabTo(page, '[name="carrier"]')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('Colissimo')
    await tabTo(page, '[name="trackingNumber"]')
    await page.keyboard.type('6a 12345 678901')
    await page.getByTestId('tracking-preview').getByText('code=6A12345678901').waitFor()
    await shoot(page, `parcels-${slug}-2-filled`)
    await page.keyboard.press('Enter')
    await page.getByTestId('fulfillment').getByText(partly).waitFor()
    expect(await page.getByTestId('parcel').count()).toBe(1)
    // The form begins anew: the buyer is told of the next parcel too, and the carrier is remembered.
    const next = page.getByTestId('ship')
    expect(await next.locator('[name="notifyBuyer"]').isChecked()).toBe(true)
    expect(await next.locator('[name="carrier"]').inputValue()).toBe('Colissimo')
    await see('3-partly-shipped')

    const mail = await waitForMail(run.mailbox ?? '', order.code, 'parcel-shipped')
    expect(mail.text).toContain('code=6A12345678901')
    const link = /\S+#[A-Z0-9]+\.[\w-]+/.exec(mail.text ?? '')?.[0] ?? ''
    const buyer = await (await openContext(browser, look)).newPage()
    await buyer.goto(link)
    await buyer.getByTestId('parcel').getByText('6A12345678901').waitFor()
    await shoot(buyer, `parcels-${slug}-4-buyer`)
    await buyer.context().close()

    await open(`${run.portal}/${slug}/orders?shipping=PARTLY_SHIPPED`)
    await page.getByRole('link', { name: order.code }).waitFor()
    await open(`${run.portal}/${slug}/orders?shipping=DELIVERED`)
    expect(await page.getByRole('link', { name: order.code }).count()).toBe(0)

    await open(`${orderUrl}/packing-slip`)
    await page.getByTestId('slip').getByText(slip).waitFor()
    await see('5-slip')
    const codes = [order.code, (await paidOrder(shop)).code]
    await open(`${run.portal}/${slug}/orders?shipping=TO_SHIP`)
    await page.locator(`a[href*="packing-slips?codes="]`).click()
    await page.waitForURL('**/packing-slips?codes=*')
    await open(`${run.portal}/${slug}/orders/packing-slips?codes=${codes.join()}`)
    expect(await page.getByTestId('slip').count()).toBe(2)
    await shoot(page, `parcels-${slug}-6-slips`)
    expect(pagesOf(await print(page, `parcels-${slug}-6-slips`))).toBe(2)
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('button').count()).toBe(0)
    await page.emulateMedia({ media: null })

    await open(orderUrl)
    // The carrier of the last parcel is remembered.
    expect(await page.getByTestId('ship').locator('[name="carrier"]').inputValue()).toBe('Colissimo')
    await page.getByTestId('ship').locator('[name="trackingNumber"]').fill('4242 4242 4242 4242')
    await page.getByTestId('ship').getByRole('button').click()
    await page.getByTestId('ship').locator('[name="trackingNumber"][aria-invalid="true"]').waitFor()
    await page.getByTestId('ship').locator('[name="trackingNumber"]').fill('')
    await page.getByTestId('ship').locator('[name="notifyBuyer"]').uncheck()
    await page.getByTestId('ship').getByRole('button').click()
    await page.getByTestId('ship').waitFor({ state: 'detached' })
    expect(await page.getByTestId('parcel').count()).toBe(2)

    const parcel = (index: number) => page.getByTestId('parcel').nth(index)
    await parcel(1).locator('summary').click()
    await parcel(1).locator('form[action="?/changeParcel"] [name="carrier"]').fill('Vélo & Cie')
    await parcel(1)
      .locator('form[action="?/changeParcel"] [name="trackingUrl"]')
      .fill('https://velo.example/7')
    await see('7-correct')
    await parcel(1).locator('form[action="?/changeParcel"] button').click()
    await parcel(1).getByRole('heading').getByText('Vélo & Cie').waitFor()
    for (const index of [0, 1]) {
      await parcel(index).locator('form[action="?/markParcelDelivered"] button').click()
      await parcel(index).locator('form[action="?/markParcelDelivered"]').waitFor({ state: 'detached' })
    }
    await waitForMail(run.mailbox ?? '', order.code, 'parcel-delivered')
    await see('8-delivered')

    await print(page, `parcels-${slug}-9-order`)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('header').first().isVisible()).toBe(false)
    expect(await page.locator('form:visible, button:visible').count()).toBe(0)
    await page.emulateMedia({ media: null })
    expect(takeReports()).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  },
  240_000,
)

const PICKUP_POINTS = storefront('query { shippingMethods(countryCode: "FR") { id kind } }')

test('a merchant sets an order aside, and the buyer collects it', async () => {
  const { browser, run } = environment
  const shop = findShop(run, 'atelier-lumen')
  const browsing = createVisitor(run.api, shop.key)
  const available = (await browsing.variants()).find(({ availableQuantity }) => availableQuantity > 0)
  await browsing.addToCart(available?.id ?? '')
  const { shippingMethods } = await browsing.request(PICKUP_POINTS, {})
  const pickup = shippingMethods.find(({ kind }) => kind === 'PICKUP')
  const order = await paidOrder(shop, { shippingMethodId: pickup?.id ?? '' })

  const look: Look = { locale: 'fr-FR', width: 'narrow' }
  const page = await signIn(browser, run, look, shop.slug, false)
  await page.goto(`${run.portal}/${shop.slug}/orders/${order.code}`)
  await waitForHydration(page)
  await shoot(page, 'parcels-pickup-1-to-prepare')
  await page.getByTestId('ship').getByRole('button', { name: 'Prête à être retirée' }).click()
  await page.getByTestId('fulfillment').getByText('À retirer').waitFor()
  await shoot(page, 'parcels-pickup-2-ready')
  const mail = await waitForMail(run.mailbox ?? '', order.code, 'ready-for-pickup')
  expect(mail.text).toContain('Où la retirer')
  await page.getByTestId('parcel').getByRole('button', { name: 'Marquer comme retiré' }).click()
  await page.getByTestId('fulfillment').getByText('Retirée').waitFor()
  await page.context().close()
})
