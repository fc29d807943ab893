import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunShop } from '../../infra/local/product/run-file.ts'
import { findShop } from '../traffic/find-shop.ts'
import { waitForMail } from '../traffic/mailbox.ts'
import { decideAtBank, openBankPage } from '../traffic/pay-at-bank.ts'
import { createVisitor, type Order } from '../traffic/visitor.ts'
import { openContext, shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { collectReports, findFaults } from './page-check.ts'
import { signIn } from './sign-in.ts'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment()
}, 120_000)
afterAll(() => environment?.stop())

/** An order of two items of one product, paid at the bank. */
async function paidOrder(shop: RunShop): Promise<Order> {
  const { run } = environment
  const visitor = createVisitor(run.api, shop.key)
  const available = (await visitor.variants()).find(({ availableQuantity }) => availableQuantity > 2)
  expect(await visitor.addToCart(available?.id ?? '', 2)).toEqual([])
  const { order } = await visitor.placeOrder(await visitor.orderInput())
  if (!order) throw new Error('The order was refused')
  await decideAtBank(run.bank, await openBankPage(visitor, shop, order))
  return order
}

/** The link to the order in the mail that confirms it. */
async function openMailedOrder(page: Page, { code }: Order): Promise<void> {
  const mail = await waitForMail(environment.run.mailbox ?? '', code, 'order-confirmation')
  await page.goto(/\S+#[A-Z0-9]+\.[\w-]+/.exec(mail.text ?? '')?.[0] ?? '')
  await page.waitForURL(`**/orders/${code}`)
}

const LOOKS: { slug: string; look: Look; start: string; confirm: string }[] = [
  {
    slug: 'atelier-lumen',
    look: { locale: 'fr-FR', width: 'wide' },
    start: 'Renoncer au contrat ici',
    confirm: 'Confirmer la rétractation',
  },
  {
    slug: 'northfold',
    look: { locale: 'en-GB', width: 'narrow' },
    start: 'Withdraw from contract here',
    confirm: 'Confirm withdrawal',
  },
]

test.each(LOOKS)(
  'a buyer of $slug withdraws in two steps, and the merchant records the return and closes it',
  async ({ slug, look, start, confirm }) => {
    const { browser, run } = environment
    const order = await paidOrder(findShop(run, slug))
    const buyer = await (await openContext(browser, look)).newPage()
    await openMailedOrder(buyer, order)
    await waitForHydration(buyer)
    await shoot(buyer, `withdrawal-${slug}-1-order`)
    await buyer.getByRole('link', { name: start }).click()
    await buyer.getByTestId('withdrawal-quantity').fill('1')
    await shoot(buyer, `withdrawal-${slug}-2-choose`)
    await buyer.getByTestId('withdrawal-next').click()
    await buyer.getByTestId('withdrawal-declaration').getByText('1 ×').waitFor()
    await shoot(buyer, `withdrawal-${slug}-3-confirm`)
    await buyer.getByRole('button', { name: confirm }).click()
    await buyer.getByTestId('withdrawn').getByText('1 ×').waitFor()
    await shoot(buyer, `withdrawal-${slug}-4-receipt`)
    await buyer.context().close()
    await waitForMail(run.mailbox ?? '', order.code, 'withdrawal')
    await waitForMail(run.mailbox ?? '', order.code, 'withdrawal-notice')

    const page = await signIn(browser, run, look, slug, false)
    const takeReports = collectReports(page)
    await page.goto(`${run.portal}/${slug}`)
    await page.locator(`a[href$="/${slug}/withdrawals"]`).first().click()
    await page.getByTestId('withdrawals').getByText(order.code).waitFor()
    await waitForHydration(page)
    const faults = await findFaults(page, { name: 'withdrawals', takeReports, orderCode: order.code })
    await shoot(page, `withdrawal-${slug}-5-queue`)
    await page.goto(`${run.portal}/${slug}/orders/${order.code}`)
    await waitForHydration(page)
    await page.getByTestId('open-withdrawal').waitFor()
    const panel = page.getByTestId('withdrawals')
    await panel.getByTestId('refund-due').waitFor()
    faults.push(...(await findFaults(page, { name: 'order', takeReports, orderCode: order.code })))
    await shoot(page, `withdrawal-${slug}-6-order`)
    await page.getByTestId('refund-form').locator('summary').click()
    await page.getByTestId('refund-withdrawn').click()
    expect(await page.getByTestId('refund-form').locator('[name^="quantity-"]').first().inputValue()).toBe(
      '1',
    )
    await shoot(page, `withdrawal-${slug}-6-refund`)
    const submit = async (action: string, reason?: string) => {
      const form = panel.locator(`form[action="?/${action}"]`)
      await panel.locator(`:has(+ dialog form[action="?/${action}"])`).first().click()
      if (reason) await form.locator('[name="reason"]').fill(reason)
      await form.locator('button:not([type="button"])').click()
      await form.waitFor({ state: 'detached' })
    }
    await submit('recordReturn')
    await submit('closeWithdrawal', 'Avoir accepté')
    await panel.getByText('Avoir accepté').waitFor()
    await shoot(page, `withdrawal-${slug}-7-closed`)
    await page.goto(`${run.portal}/${slug}/withdrawals?settled`)
    await page.getByTestId('withdrawals').getByText(order.code).waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  },
  240_000,
)

test('without JavaScript a buyer withdraws too', async () => {
  const { browser, run } = environment
  const shop = findShop(run, 'atelier-lumen')
  const order = await paidOrder(shop)
  const look = { locale: 'fr-FR', width: 'narrow' } as const
  const scripted = await openContext(browser, look)
  await openMailedOrder(await scripted.newPage(), order)
  const context = await openContext(browser, look, { javaScriptEnabled: false })
  await context.addCookies(await scripted.cookies())
  const page = await context.newPage()
  await page.goto(`${shop.origin}/orders/${order.code}`)
  await page.getByTestId('withdraw').click()
  await page.getByTestId('withdrawal-quantity').fill('0')
  await page.getByTestId('withdrawal-next').click()
  await page.getByText('Choisissez au moins un article.').waitFor()
  await page.getByTestId('withdrawal-next').click()
  await page.getByTestId('confirm-withdrawal').click()
  await page.getByTestId('withdrawn').waitFor()
  await shoot(page, 'withdrawal-without-scripts')
  await page.context().close()
  await scripted.close()
}, 120_000)

test.each(LOOKS)(
  'a merchant of $slug says why a product is exempt, and buyers see it beside the product',
  async ({ slug, look }) => {
    const { browser, run } = environment
    const page = await signIn(browser, run, look, slug, false)
    await page.goto(`${run.portal}/${slug}/products`)
    await page.locator(`a[href*="/${slug}/products/0"]`).first().click()
    await page.waitForURL(/products\/[0-9a-f-]{36}/)
    await waitForHydration(page)
    await page.locator('[name="withdrawalExemption"]').selectOption('PERISHABLE')
    await shoot(page, `withdrawal-${slug}-8-exemption`)
    await page.keyboard.press('Control+s')
    await page.getByText(look.locale === 'fr-FR' ? 'Enregistré.' : 'Saved.').waitFor()
    const product = await page.locator('[name="slug"]').inputValue()
    await page.context().close()

    const buyer = await (await openContext(browser, look)).newPage()
    await expect
      .poll(async () => {
        await buyer.goto(`${findShop(run, slug).origin}/products/${product}`)
        return buyer.getByTestId('withdrawal-exemption').allTextContents()
      })
      .toEqual([expect.stringMatching(/se périme rapidement|expires rapidly/)])
    await shoot(buyer, `withdrawal-${slug}-9-exempt`)
    await buyer.context().close()
  },
)
