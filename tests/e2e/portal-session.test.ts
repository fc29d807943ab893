import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findMember, findShop } from '../traffic/find-shop.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { randomFrom } from '../traffic/random.ts'
import { createVisitor } from '../traffic/visitor.ts'
import { shoot, waitForHydration } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { signIn } from './sign-in.ts'

/** A test number published by Visa. */
const CARD = { number: '4012888888881881', expiryMonth: 12, expiryYear: 2030, brand: 'VISA' } as const
const SLUG = 'northfold'

let environment: Environment
let page: Page

beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'portal'])
  page = await signIn(environment.browser, environment.run, { locale: 'en-GB', width: 'wide' }, SLUG, false)
  await page.clock.install()
}, 120_000)
afterAll(() => environment?.stop())

const owner = () => findMember(environment.run, SLUG, false)

const passMinutes = (minutes: number) => page.clock.fastForward(minutes * 60_000)
const warning = () => page.getByTestId('session-ending')
const dialog = () => page.getByTestId('sign-in-again')

async function openOrderToCertify(): Promise<void> {
  const visitor = createVisitor(environment.run.api, findShop(environment.run, SLUG).key)
  const order = await placeSampleOrder(visitor, randomFrom(1))
  await visitor.payByCard(order, CARD)
  await page.goto(`${environment.run.portal}/${SLUG}/orders/${order.code}`)
  await waitForHydration(page)
}

/** Ends the session at the API, as 15 idle minutes would. */
async function endSession(): Promise<void> {
  const cookie = (await page.context().cookies()).find(({ name }) => name === 'triclic_session')
  const response = await fetch(`${environment.run.api}/merchant/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${cookie?.value ?? ''}` },
    body: JSON.stringify({ query: 'mutation { signOut }' }),
  })
  expect(await response.json()).not.toHaveProperty('errors')
}

async function signInAgain(): Promise<void> {
  await dialog().waitFor()
  expect(await dialog().locator('[name="email"]').inputValue()).toBe(owner().email)
  await dialog().locator('[name="password"]').fill(owner().password)
  await dialog().getByRole('button', { name: 'Sign in', exact: true }).click()
  await dialog().waitFor({ state: 'detached' })
}

describe('an idle member', () => {
  test('is warned two minutes before the session ends, and stays signed in by one click', async () => {
    await openOrderToCertify()
    await passMinutes(11)
    expect(await warning().count()).toBe(0)
    await passMinutes(1.5)
    await warning().waitFor()
    await shoot(page, 'portal-session-ending')
    await warning().getByRole('button', { name: 'Stay signed in' }).click()
    await warning().waitFor({ state: 'detached' })
  })

  test('stays signed in by typing', async () => {
    await passMinutes(11)
    const kept = page.waitForRequest('**/session')
    await page.locator('[name="note"]').fill('Called the bank')
    expect((await (await kept).response())?.status()).toBe(200)
    await passMinutes(11)
    expect(await warning().count()).toBe(0)
  })

  test('signs in again in place, and what was typed can be submitted', async () => {
    await page.locator('[name="authorizationNumber"]').fill('A1B2C3')
    await endSession()
    await passMinutes(16)
    await dialog().waitFor()
    await shoot(page, 'portal-session-ended')
    await dialog().locator('[name="password"]').fill('not the password')
    await dialog().getByRole('button', { name: 'Sign in', exact: true }).click()
    await dialog().getByRole('alert').waitFor()
    await signInAgain()
    expect(await page.locator('[name="authorizationNumber"]').inputValue()).toBe('A1B2C3')
    expect(await page.locator('[name="note"]').inputValue()).toBe('Called the bank')
    await page.getByRole('button', { name: 'Record the answer' }).click()
    await page.getByTestId('done').waitFor()
    await page.getByTestId('certification').getByText('Called the bank').waitFor()
  })

  test('who typed nothing is led to the sign-in page, so that no data stays in the browser', async () => {
    await page.reload()
    await waitForHydration(page)
    await endSession()
    await passMinutes(16)
    await page.waitForURL('**/sign-in?reason=expired**')
  })
})

test('settings that are saved after the session has ended are kept until the member has signed in again', async () => {
  await page.locator('[name="email"]').fill(owner().email)
  await page.locator('[name="password"]').fill(owner().password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL('**/orders/**')
  await page.goto(`${environment.run.portal}/${SLUG}/settings/shop`)
  await waitForHydration(page)
  await page.locator('[name="orderDelaySeconds"]').fill('9')
  await endSession()
  await page.getByRole('button', { name: 'Save' }).click()
  await signInAgain()
  expect(await page.locator('[name="orderDelaySeconds"]').inputValue()).toBe('9')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByTestId('done').waitFor()
  await page.reload()
  expect(await page.locator('[name="orderDelaySeconds"]').inputValue()).toBe('9')
})

test('the password can be shown while it is typed', async () => {
  const other = await page.context().browser()?.newContext({ locale: 'en-GB' })
  const signInPage = await other?.newPage()
  await signInPage?.goto(`${environment.run.portal}/sign-in`)
  if (signInPage) await waitForHydration(signInPage)
  const password = signInPage?.locator('[name="password"]')
  await password?.fill('a few words')
  await signInPage?.getByTestId('show-password').click()
  expect(await password?.getAttribute('type')).toBe('text')
  expect(await password?.inputValue()).toBe('a few words')
  await signInPage?.getByTestId('show-password').click()
  expect(await password?.getAttribute('type')).toBe('password')
  await other?.close()
})

test.each([
  ['a line break', 'line%0Abreak'],
  ['a null character', 'null%00character'],
  ['an emoji', '%F0%9F%92%B3'],
  ['5,000 characters', 'x'.repeat(5000)],
])('a session cookie with %s leads to the sign-in page', async (_what, value) => {
  const { portal } = environment.run
  const cookie = `triclic_session=${value}`
  const response = await fetch(`${portal}/account`, { headers: { cookie }, redirect: 'manual' })
  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toMatch(/^\/sign-in/)
})
