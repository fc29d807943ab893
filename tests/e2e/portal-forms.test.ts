import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import { decideAtBank, openBankPage } from '../traffic/pay-at-bank.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { randomFrom } from '../traffic/random.ts'
import { createVisitor } from '../traffic/visitor.ts'
import { shoot, waitForHydration } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { signIn } from './sign-in.ts'

/** A test number published by Visa. */
const TEST_CARD = '4012888888881881'
const OTHER_TEST_CARD = '4242424242424242'
const SLUG = 'northfold'

let environment: Environment
let page: Page

beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'portal', 'bank'])
  page = await signIn(environment.browser, environment.run, { locale: 'en-GB', width: 'wide' }, SLUG, false)
}, 120_000)
afterAll(() => environment?.stop())

/** Pastes as the clipboard would: one input event with the whole text. */
const paste = (testId: string, text: string) => page.getByTestId(testId).fill(text)

describe('marking an order as shipped', () => {
  test.each([
    ['en', 'Paste the whole address of the tracking page'],
    ['fr', 'Collez l’adresse complète de la page de suivi'],
  ])(
    'shows at its field, in %s, that the tracking address is wrong, and keeps it',
    async (language, message) => {
      const { run } = environment
      const shop = findShop(run, SLUG)
      const visitor = createVisitor(run.api, shop.key)
      const order = await placeSampleOrder(visitor, randomFrom(1))
      await decideAtBank(run.bank, await openBankPage(visitor, shop, order))
      await page.context().addCookies([{ name: 'triclic_language', value: language, url: run.portal }])
      await page.goto(`${run.portal}/${SLUG}/orders/${order.code}`)
      await waitForHydration(page)
      const ship = page.getByTestId('ship')
      const url = ship.locator('[name="trackingUrl"]')
      await ship.locator('[name="carrier"]').fill('Vélo & Cie')
      await url.fill('track.example/1')
      await ship.getByRole('button').click()
      await ship.getByText(message).waitFor()
      expect(await url.getAttribute('aria-describedby')).toBe(
        await ship.getByText(message).getAttribute('id'),
      )
      expect(await url.inputValue()).toBe('track.example/1')
      expect(await ship.locator('[name="carrier"]').inputValue()).toBe('Vélo & Cie')
      await shoot(page, `portal-tracking-address-${language}`)
      await url.fill('https://track.example/1')
      await ship.getByRole('button').click()
      await ship.waitFor({ state: 'detached' })
      await page.context().clearCookies({ name: 'triclic_language' })
    },
  )
})

describe('the field for the last six digits', () => {
  const six = () => page.getByTestId('last-six-digits').inputValue()

  test('takes the last six of a pasted number of this card, with its separators', async () => {
    const visitor = createVisitor(environment.run.api, findShop(environment.run, SLUG).key)
    const order = await placeSampleOrder(visitor, randomFrom(1))
    await visitor.payByCard(order, { number: TEST_CARD, expiryMonth: 12, expiryYear: 2030, brand: 'VISA' })
    await page.goto(`${environment.run.portal}/${SLUG}/orders/${order.code}`)
    await waitForHydration(page)
    await page.getByRole('button', { name: 'Show the kept digits' }).click()
    await page.getByTestId('kept-digits').waitFor()
    await paste('last-six-digits', TEST_CARD.replace(/(.{4})/g, '$1 '))
    expect(await six()).toBe(TEST_CARD.slice(-6))
    await page.getByTestId('full-number-panel').waitFor()
  })

  test('refuses the number of another card with a message, and keeps what was there', async () => {
    await paste('last-six-digits', OTHER_TEST_CARD)
    await page.getByText('That was 16 digits.').waitFor()
    expect(await six()).toBe(TEST_CARD.slice(-6))
    await shoot(page, 'portal-digits-refused')
    await paste('last-six-digits', '')
    await page.getByText('That was 16 digits.').waitFor({ state: 'detached' })
  })
})

describe('setting up a bank', () => {
  const key = () => page.locator('[name="secrets.key"]')

  test('finds the bank by its name, without accents, and selects it', async () => {
    await page.goto(`${environment.run.portal}/${SLUG}/settings/banks`)
    await waitForHydration(page)
    while ((await page.getByTestId('no-bank').count()) === 0) {
      await page.getByTestId('banks').getByRole('link').first().click()
      await page.getByRole('button', { name: 'Remove' }).click()
      await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
      await page.waitForURL('**/settings/banks')
      await page.getByTestId('banks').or(page.getByTestId('no-bank')).waitFor()
    }
    const search = page.getByRole('searchbox', { name: 'Name of your bank' })
    await search.fill("caisse d'epargne")
    await shoot(page, 'portal-bank-search')
    await page.getByRole('link', { name: /Systempay/ }).click()
    await page.waitForURL('**/new/lyra**')
    expect(await page.locator('select[name="brand"]').inputValue()).toMatch(/^Systempay/)
    await page.goBack()
    await search.fill('Bank of Nowhere')
    await page.getByText('No bank with that name is listed').waitFor()
  })

  test('counts the characters of a key that is too short', async () => {
    await page.goto(`${environment.run.portal}/${SLUG}/settings/banks/new/monetico`)
    await waitForHydration(page)
    await key().fill('0123456789abcdef0123456789abcdef0123456')
    await key().blur()
    await page.getByText('39 of 40 characters').waitFor()
    await shoot(page, 'portal-bank-key-too-short')
  })

  test('drops the spaces of a pasted key and accepts it', async () => {
    await key().fill('01234567 89abcdef 01234567 89abcdef 01234567\n')
    expect(await key().inputValue()).toBe('0123456789abcdef0123456789abcdef01234567')
    await page.getByText('39 of 40 characters').waitFor({ state: 'detached' })
    await page.locator('[name="name"]').fill('Card, at Crédit Mutuel')
    await page.locator('[name="fields.tpe"]').fill('123 4567')
    await page.locator('[name="fields.societe"]').fill('northfold')
    await page.getByRole('button', { name: 'Add this bank' }).click()
    await page.getByTestId('untested').waitFor()
  })
})

describe('a list and its pages', () => {
  const orders = () => `${environment.run.portal}/${SLUG}/orders`

  test('rows of the order list are 44 px high, and only what waits for the merchant has a colour', async () => {
    await page.goto(orders())
    const heights = await page
      .locator('tbody tr')
      .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height))
    expect(new Set(heights)).toEqual(new Set([44]))
    const badge = page.getByTestId('order-status').filter({ hasText: 'To certify' })
    expect(await badge.first().getAttribute('class')).toContain('bg-amber-soft')
  })

  test('shows progress while the next page is loading', async () => {
    await waitForHydration(page)
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    await page.route('**/__data.json**', (route) => held.then(() => route.continue()))
    await page.locator('tbody a').first().click()
    await page.getByTestId('loading').waitFor()
    release()
    await page.getByTestId('loading').waitFor({ state: 'detached' })
    await page.unroute('**/__data.json**')
  })

  test('texts in the shop’s language are marked with it, and the timeline is in the reader’s language', async () => {
    await page.context().addCookies([{ name: 'triclic_language', value: 'fr', url: environment.run.portal }])
    await page.reload()
    expect(await page.locator('html').getAttribute('lang')).toBe('fr')
    await page.getByTestId('timeline').getByText('Commande passée').waitFor()
    expect(await page.getByTestId('timeline').locator('p[lang]').count()).toBe(0)
    expect(await page.getByTestId('lines').locator('[lang]').first().getAttribute('lang')).toBe('en')
  })
})
