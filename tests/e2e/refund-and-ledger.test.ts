import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findMember, findShop } from '../traffic/find-shop.ts'
import { waitForMail } from '../traffic/mailbox.ts'
import { signIn as signInMerchant } from '../traffic/merchant.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { randomFrom } from '../traffic/random.ts'
import { createVisitor, type Order } from '../traffic/visitor.ts'
import { openContext, shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { signIn } from './sign-in.ts'

/** A test number published by Visa. */
const CARD = { number: '4012888888881881', expiryMonth: 12, expiryYear: 2030, brand: 'VISA' } as const

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'portal', 'storefront'])
}, 120_000)
afterAll(() => environment?.stop())

const MEMBERS = [
  {
    slug: 'atelier-lumen',
    look: { locale: 'fr-FR', width: 'wide' },
    words: {
      all: 'Tout rembourser',
      submit: 'Enregistrer le remboursement',
      kind: 'Remboursement',
      intact: /tel qu’il a été écrit/,
    },
  },
  {
    slug: 'northfold',
    look: { locale: 'en-GB', width: 'narrow' },
    words: {
      all: 'Refund everything',
      submit: 'Record the refund',
      kind: 'Refund',
      intact: /as it was written/,
    },
  },
] satisfies { slug: string; look: Look; words: Record<string, string | RegExp> }[]

describe.each(MEMBERS)('a member of $slug', ({ slug, look, words }) => {
  let page: Page
  let order: Order
  let code: string

  test('refunds an order, with a live total of what is chosen', async () => {
    const { run, browser } = environment
    order = await placePaidOrder()
    code = order.code
    page = await signIn(browser, run, look, slug, false)
    await page.goto(`${run.portal}/${slug}/orders/${code}`)
    await waitForHydration(page)
    const panel = page.getByTestId('refunds')
    const form = panel.getByTestId('refund-form')
    await form.locator('summary').click()
    await form.locator('[name="otherAmount"]').fill('1')
    expect(await form.getByTestId('refund-total').textContent()).toMatch(/1[.,]00/)
    await form.getByRole('button', { name: words.all }).click()
    await shoot(page, `refund-${slug}-1-everything`)
    expect(await form.getByTestId('refund-left').textContent()).toMatch(/^\D*0[.,]00\D*$/)
    await form.locator('[name="bankReference"]').fill('RB 2026')
    await form.getByRole('button', { name: words.submit }).click()
    await panel.getByTestId('refund').waitFor()
    expect(await panel.getByTestId('refund').textContent()).toContain('RB 2026')
    expect(await form.count()).toBe(0)
    await shoot(page, `refund-${slug}-2-recorded`)
    await waitForMail(run.mailbox ?? '', code, 'refund')
  })

  test('lets the buyer see it on the page of the order', async () => {
    const { origin } = findShop(environment.run, slug)
    const buyer = await (await openContext(environment.browser, look)).newPage()
    await buyer.goto(`${origin}/order#${code}.${order.token}`)
    await buyer.waitForURL(`**/orders/${code}`)
    expect(await buyer.getByTestId('refund').count()).toBe(1)
    await shoot(buyer, `refund-${slug}-3-buyer`)
    await buyer.context().close()
  })

  test('finds it in the ledger, verifies the ledger and exports it', async () => {
    const { run } = environment
    await page.goto(`${run.portal}/${slug}/ledger`)
    const entry = page.getByTestId('ledger-entry').filter({ hasText: code }).first()
    expect(await entry.textContent()).toContain(words.kind)
    await shoot(page, `ledger-${slug}-1-entries`)
    await page.getByTestId('verification').getByRole('link').first().click()
    await page.getByText(words.intact).waitFor()
    await shoot(page, `ledger-${slug}-2-verified`)
    await page.goto(`${run.portal}/${slug}/ledger?kind=REFUND`)
    expect(await page.getByTestId('ledger-entry').filter({ hasText: code }).count()).toBe(1)
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('export').click()])
    const file = await readFile(await download.path(), 'utf8')
    const lines = file.trim().split('\r\n')
    expect(lines.filter((line) => line.includes(code))).toHaveLength(1)
    expect(file).not.toMatch(/"[=+@-]/)
    await page.context().close()
  })

  /** An order that a card paid, which the merchant has certified. */
  async function placePaidOrder(): Promise<Order> {
    const { run } = environment
    const visitor = createVisitor(run.api, findShop(run, slug).key)
    const placed = await placeSampleOrder(visitor, randomFrom(1))
    expect((await visitor.payByCard(placed, CARD)).userErrors).toEqual([])
    const merchant = await signInMerchant(run.api, slug, findMember(run, slug))
    const paymentId = (await merchant.order(placed.code))?.cardPayments[0]?.id ?? ''
    await merchant.certify({
      orderCode: placed.code,
      paymentId,
      outcome: 'APPROVED',
      authorizationNumber: 'A1B2C3',
    })
    return placed
  }
})

test('a shop in France prints the attestation of the software, another one has none', async () => {
  const { run, browser } = environment
  const page = await signIn(browser, run, { locale: 'fr-FR', width: 'wide' }, 'atelier-lumen', false)
  await page.goto(`${run.portal}/atelier-lumen/ledger/attestation`)
  expect(await page.getByTestId('attestation').textContent()).toContain('3° bis du I de l’article 286')
  await shoot(page, 'attestation-atelier-lumen')
  await page.context().close()
  const foreign = await signIn(browser, run, { locale: 'en-GB', width: 'wide' }, 'northfold', false)
  const response = await foreign.goto(`${run.portal}/northfold/ledger/attestation`)
  expect(response?.status()).toBe(404)
  await foreign.context().close()
})
