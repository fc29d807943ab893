import { Client } from 'pg'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { randomFrom } from '../traffic/random.ts'
import { createVisitor } from '../traffic/visitor.ts'
import { holdScripts, openContext } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { statusOf } from './shopping.ts'

/** A test number published by Visa. */
const TEST_CARD = '4012888888881881'
const GROUPED = TEST_CARD.replace(/(\d{4})(?=\d)/g, '$1 ')

let environment: Environment
let buyer: Page
let orderPage: string

beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'storefront', 'bank'])
}, 120_000)
afterAll(() => environment?.stop())

beforeEach(async () => {
  buyer = await (await openContext(environment.browser, { locale: 'en-GB', width: 'narrow' })).newPage()
  const shop = findShop(environment.run, 'northfold')
  const order = await placeSampleOrder(createVisitor(environment.run.api, shop.key), randomFrom(1))
  orderPage = `${shop.origin}/orders/${order.code}`
  await buyer.goto(`${shop.origin}/order#${order.code}.${order.token}`)
  await buyer.waitForURL(orderPage)
  await buyer.waitForLoadState('networkidle')
  await buyer.getByTestId('method-card').check()
}, 60_000)
afterEach(() => buyer.context().close())

const number = () => buyer.getByTestId('card-number')
const expiry = () => buyer.getByTestId('card-expiry')
const visa = () => buyer.getByTestId('card-brand-VISA')
const pay = () => buyer.getByTestId('pay-by-card').click()
const waitForAcceptance = () =>
  expect.poll(() => statusOf(buyer), { timeout: 20_000 }).toBe('AWAITING_CERTIFICATION')

/** Whether the shop offers the card alone, so that its form is shown before any script runs. */
async function offerCardAlone(isAlone: boolean): Promise<void> {
  const owner = new Client({ connectionString: environment.databaseOwnerUrl })
  await owner.connect()
  const modes = isAlone ? '{CARD}' : '{CARD,BANK}'
  await owner.query("update shop set payment_modes = $1 where slug = 'northfold'", [modes])
  await owner.end()
}

/** The API hears of the change a moment later. */
const waitForCardAlone = () =>
  expect
    .poll(async () => {
      await buyer.goto(orderPage)
      return buyer.getByTestId('method-bank').count()
    })
    .toBe(0)

test('a card typed before the scripts loaded is kept, and its brand is selected', async () => {
  await offerCardAlone(true)
  await waitForCardAlone()
  const release = await holdScripts(buyer)
  await buyer.goto(orderPage, { waitUntil: 'commit' })
  await number().fill(TEST_CARD)
  await expiry().fill('12/30')
  release()
  await expect.poll(() => number().inputValue(), { timeout: 20_000 }).toBe(GROUPED)
  expect(await expiry().inputValue()).toBe('12/30')
  expect(await visa().isChecked()).toBe(true)
  await pay()
  await waitForAcceptance()
  await offerCardAlone(false)
})

test('a payment method chosen before the scripts loaded stays chosen', async () => {
  const release = await holdScripts(buyer)
  await buyer.goto(orderPage, { waitUntil: 'commit' })
  await buyer.getByTestId('method-card').check()
  release()
  await buyer.getByTestId('card-form').waitFor()
  expect(await buyer.getByTestId('method-card').isChecked()).toBe(true)
})

test('a card filled in by a password manager that sends no events is accepted', async () => {
  await number().evaluate((field: HTMLInputElement, value) => (field.value = value), TEST_CARD)
  await expiry().evaluate((field: HTMLInputElement) => (field.value = '2030-12'))
  await pay()
  await waitForAcceptance()
})

test.each(['2030-12', '203012', '12/2030', '12-30', '122030'])(
  'the expiry date %s is understood',
  async (text) => {
    await number().fill(TEST_CARD)
    await expiry().focus()
    await buyer.keyboard.insertText(text)
    await expect.poll(() => expiry().inputValue()).toBe('12/30')
    await pay()
    await waitForAcceptance()
  },
)

test.each([
  ['13/30', 'The month must be between 01 and 12.'],
  ['00/30', 'The month must be between 01 and 12.'],
  ['March 2030', 'Enter the month and year, for example 04/29.'],
])('the expiry date %s is refused with its reason, and the text stays', async (text, message) => {
  await number().fill(TEST_CARD)
  await expiry().focus()
  await buyer.keyboard.insertText(text)
  await pay()
  await buyer.getByText(message).waitFor()
  expect(await expiry().inputValue()).toBe(text)
  expect(await expiry().getAttribute('aria-describedby')).toBe('card-expiry-error')
  await expiry().fill('12/30')
  await buyer.getByText(message).waitFor({ state: 'detached' })
})

test('the only brand that fits the number is selected, and the buyer can choose another', async () => {
  await number().fill('4012')
  expect(await visa().isChecked()).toBe(true)
  await number().fill('5555')
  expect(await buyer.getByTestId('card-brand-MASTERCARD').isChecked()).toBe(true)
  await visa().check()
  await number().fill('5555 5555 5555 4444')
  await expiry().fill('12/30')
  await pay()
  await buyer.getByText('This is a Mastercard number.').waitFor()
})

test('changing the payment method keeps the card that was typed', async () => {
  await number().fill(TEST_CARD)
  await expiry().fill('12/30')
  await buyer.getByTestId('method-bank').first().check()
  await expect.poll(() => number().isVisible()).toBe(false)
  await buyer.getByTestId('method-card').check()
  expect(await number().inputValue()).toBe(GROUPED)
  expect(await expiry().inputValue()).toBe('12/30')
})

describe('the number field', () => {
  test('deletes the digit before a space with Backspace', async () => {
    await number().fill('40128888')
    await number().evaluate((field: HTMLInputElement) => field.setSelectionRange(5, 5))
    await number().press('Backspace')
    expect(await number().inputValue()).toBe('4018 888')
    await buyer.keyboard.type('2')
    expect(await number().inputValue()).toBe('4012 8888')
  })

  test('is not changed while a phone’s keyboard composes a text', async () => {
    await number().focus()
    const session = await buyer.context().newCDPSession(buyer)
    for (const text of ['4', '40', '401', '4012', '40128'])
      await session.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      })
    expect(await number().inputValue()).toBe('40128')
    await session.send('Input.insertText', { text: '401288' })
    await expect.poll(() => number().inputValue()).toBe('4012 88')
  })
})

test('errors are added to a live region that describes the field, and go when the field is corrected', async () => {
  const region = buyer.locator('[aria-live="polite"]:has(~ #card-number-hint)')
  await region.waitFor({ state: 'attached' })
  await pay()
  await buyer.locator('#card-number-error').waitFor()
  expect(await region.textContent()).toContain('Enter the card number.')
  expect(await number().getAttribute('aria-describedby')).toBe('card-number-error')
  await number().fill(TEST_CARD)
  expect(await buyer.locator('#card-number-error').count()).toBe(0)
})
