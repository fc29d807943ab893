import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import { lastSixDigitsOf, waitForMail } from '../traffic/mailbox.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { randomFrom } from '../traffic/random.ts'
import { createVisitor } from '../traffic/visitor.ts'
import { shoot, waitForHydration } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { signIn } from './sign-in.ts'

/** A test number published by Visa. */
const CARD = { number: '4012888888881881', expiryMonth: 12, expiryYear: 2030, brand: 'VISA' } as const
const SLUG = 'northfold'
const ORDERS = 30

let environment: Environment
let page: Page
/** From the oldest to the newest. */
const codes: string[] = []

beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'portal'])
  const { key } = findShop(environment.run, SLUG)
  const random = randomFrom(1)
  for (let placed = 0; placed < ORDERS; placed++) {
    // Each buyer is a visitor, since the cards of one visitor are limited.
    const visitor = createVisitor(environment.run.api, key)
    const order = await placeSampleOrder(visitor, random)
    expect((await visitor.payByCard(order, CARD)).userErrors).toEqual([])
    codes.push(order.code)
  }
  page = await signIn(environment.browser, environment.run, { locale: 'en-GB', width: 'wide' }, SLUG, false)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
}, 240_000)
afterAll(() => environment?.stop())

const mailOf = (code: string) => waitForMail(environment.run.mailbox ?? '', code, 'card-fragment')
const codeShown = () => new URL(page.url()).pathname.split('/').at(-1)

/** What a person pressed apart from the six digits and the authorization number. */
let keystrokes = 0
async function press(key: string): Promise<void> {
  keystrokes++
  await page.keyboard.press(key)
}

async function arriveAt(code: string): Promise<void> {
  await expect.poll(codeShown).toBe(code)
  await expect
    .poll(() => page.evaluate<string | undefined>('document.activeElement.dataset.testid'))
    .toBe('last-six-digits')
}

/** Shows the kept digits with what was entered, and waits until the number is complete. */
async function joinParts(): Promise<void> {
  await press('Enter')
  await page.getByTestId('full-number-panel').waitFor()
  expect(await page.evaluate<string>('document.activeElement.name')).toBe('authorizationNumber')
}

async function copyMail(code: string): Promise<void> {
  const { text = '' } = await mailOf(code)
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text ?? '')
}

test('thirty orders are certified in a row, each with at most six keystrokes and without a mouse', async () => {
  await page.goto(`${environment.run.portal}/${SLUG}/orders`)
  await waitForHydration(page)
  const sent: string[] = []
  page.on('request', (request) => sent.push(request.url() + (request.postData() ?? '')))
  await press('c')
  for (const [index, code] of codes.entries()) {
    await arriveAt(code)
    const six = lastSixDigitsOf(await mailOf(code))
    if (index % 2) {
      await copyMail(code)
      await press('Control+v')
    } else await page.keyboard.type(six)
    await joinParts()
    if (index === 0) await shoot(page, 'certify-by-keyboard-1-joined')
    await page.keyboard.type('A1B2C3')
    await press('Enter')
    if (index < ORDERS - 1) await page.getByTestId('previous-order').getByText(code).waitFor()
    if (index === 1) await shoot(page, 'certify-by-keyboard-2-next')
    expect(keystrokes).toBeLessThanOrEqual(6)
    expect(sent.filter((text) => text.includes(six))).toEqual([])
    keystrokes = sent.length = 0
  }
  await page.getByTestId('done').waitFor()
  expect(codeShown()).toBe(codes.at(-1))
  await page.goto(`${environment.run.portal}/${SLUG}/orders?status=AWAITING_CERTIFICATION`)
  expect(await page.getByTestId('order-count').innerText()).toContain('0 orders')
}, 240_000)

test('the mail of another payment is refused, and says which one is meant', async () => {
  const visitor = createVisitor(environment.run.api, findShop(environment.run, SLUG).key)
  const order = await placeSampleOrder(visitor, randomFrom(2))
  expect((await visitor.payByCard(order, CARD)).userErrors).toEqual([])
  await copyMail(codes[0] ?? '')
  await page.goto(`${environment.run.portal}/${SLUG}/orders/${order.code}#last-six-digits`)
  await waitForHydration(page)
  await arriveAt(order.code)
  await page.keyboard.press('Control+v')
  const mark = await page.getByTestId('mark').innerText()
  await page.getByText(`this payment’s is ${mark}`).waitFor()
  expect(await page.getByTestId('last-six-digits').inputValue()).toBe('')

  await copyMail(order.code)
  await page.keyboard.press('Control+v')
  await page.keyboard.press('Enter')
  await page.getByTestId('full-number-panel').waitFor()
})

test('a decline is recorded with its reason', async () => {
  await page.getByRole('radio', { name: 'Declined' }).check()
  await page.getByLabel('Why did the bank decline?').selectOption('STRONG_AUTHENTICATION_REQUIRED')
  await shoot(page, 'certify-by-keyboard-3-declined')
  await page.getByRole('button', { name: 'Record the answer' }).click()
  await page.getByTestId('certification').getByText('The buyer must authenticate (81, A1)').waitFor()
})

test('six digits that wait alone disappear after a minute', async () => {
  const visitor = createVisitor(environment.run.api, findShop(environment.run, SLUG).key)
  const order = await placeSampleOrder(visitor, randomFrom(3))
  expect((await visitor.payByCard(order, CARD)).userErrors).toEqual([])
  const other = await page.context().newPage()
  await other.clock.install()
  await other.goto(`${environment.run.portal}/${SLUG}/orders/${order.code}`)
  await waitForHydration(other)
  const field = other.getByTestId('last-six-digits')
  await field.fill('424242')
  await other.clock.runFor(50_000)
  expect(await field.inputValue()).toBe('424242')
  await other.clock.runFor(11_000)
  await other.getByTestId('cleared').waitFor()
  expect(await field.inputValue()).toBe('')
  await other.close()
})

test('single keys do nothing once they are switched off on this device', async () => {
  await page.goto(`${environment.run.portal}/${SLUG}/orders`)
  await waitForHydration(page)
  const focusedTag = () => page.evaluate<string>('document.activeElement.tagName')
  await page.keyboard.press('j')
  expect(await focusedTag()).toBe('A')
  await page.keyboard.press('?')
  await page.getByRole('checkbox', { name: 'Use single-key shortcuts on this device' }).uncheck()
  await shoot(page, 'certify-by-keyboard-4-shortcuts')
  await page.keyboard.press('Escape')
  await page.reload()
  await waitForHydration(page)
  await page.keyboard.press('j')
  await page.keyboard.press('/')
  expect(await focusedTag()).toBe('BODY')
})
