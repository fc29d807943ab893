import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import { waitForMail } from '../traffic/mailbox.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { decideAtBank, openBankPage } from '../traffic/pay-at-bank.ts'
import { randomFrom } from '../traffic/random.ts'
import { createVisitor } from '../traffic/visitor.ts'
import { shoot, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { signIn } from './sign-in.ts'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment()
}, 120_000)
afterAll(() => environment?.stop())

const OWNERS: { slug: string; look: Look; warning: RegExp; unanswered: string }[] = [
  {
    slug: 'atelier-lumen',
    look: { locale: 'fr-FR', width: 'wide' },
    warning: /n’a encaissé que/,
    unanswered: 'Sans réponse de la banque',
  },
  {
    slug: 'northfold',
    look: { locale: 'en-GB', width: 'narrow' },
    warning: /captured only/,
    unanswered: 'Not answered by the bank',
  },
]

describe.each(OWNERS)('in $slug', ({ slug, look, warning, unanswered }) => {
  test('an order of which the bank captured only a part is shipped only after the merchant confirms to have checked the payment', async () => {
    const { run, browser } = environment
    const shop = findShop(run, slug)
    const visitor = createVisitor(run.api, shop.key)
    const order = await placeSampleOrder(visitor, randomFrom(1))
    const paymentId = await openBankPage(visitor, shop, order)
    await decideAtBank(run.bank, paymentId)
    await fetch(`${run.bank}/api/payments/${paymentId}/notify`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ outcome: 'paid', processedAmount: 100, source: 'BATCH' }),
    })

    const page = await signIn(browser, run, look, slug, false)
    await page.goto(`${run.portal}/${slug}/orders/${order.code}`)
    const ship = page.getByTestId('ship')
    expect(await ship.getByTestId('later-news').textContent()).toMatch(warning)
    await shoot(page, `later-news-${slug}-1-warning`)
    const submit = ship.locator('button[type="submit"], button:not([type])').last()
    await submit.click()
    expect(await ship.locator('input[type="checkbox"]:invalid').count()).toBe(1)
    await ship.getByTestId('later-news').getByRole('checkbox').check()
    await submit.click()
    await ship.waitFor({ state: 'detached' })
    expect((await visitor.order(order))?.status).toBe('PAID')
    await waitForMail(run.mailbox ?? '', order.code, 'payment-notice')

    await page.goto(`${run.portal}/${slug}/orders`)
    await page.locator('select[name="attention"]').selectOption({ label: unanswered })
    await page.getByRole('search').getByRole('button').first().click()
    await page.waitForURL('**attention=UNANSWERED**')
    expect(await page.getByText(order.code).count()).toBe(0)
    await page.context().close()
  })
})
