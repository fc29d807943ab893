import { afterAll, beforeAll, expect, test } from 'vitest'
import { findMember } from '../traffic/find-shop.ts'
import { openContext, shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { signIn } from './sign-in.ts'

const SLUG = 'northfold'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'portal'])
}, 120_000)
afterAll(() => environment?.stop())

const signInOn = (look: Look) => signIn(environment.browser, environment.run, look, SLUG, false)

test('a member sees the devices on which they are signed in, and signs out one of them, then all others', async () => {
  const laptop = await signInOn({ locale: 'en-GB', width: 'wide' })
  const phone = await signInOn({ locale: 'fr-FR', width: 'narrow' })
  const [lost, forgotten] = [
    await signInOn({ locale: 'en-GB', width: 'wide' }),
    await signInOn({ locale: 'en-GB', width: 'wide' }),
  ]
  await laptop.goto(`${environment.run.portal}/account`)
  await waitForHydration(laptop)
  const sessions = laptop.getByTestId('session')
  expect(await sessions.count()).toBe(4)
  expect(await sessions.first().textContent()).toMatch(/Chrome on \w+\s+This device/)
  await shoot(laptop, 'portal-sessions-en-wide')
  await phone.goto(`${environment.run.portal}/account`)
  await phone.getByText('Appareils connectés').waitFor()
  await shoot(phone, 'portal-sessions-fr-narrow')

  await sessions.nth(1).getByRole('button').click()
  await laptop.getByTestId('done').getByText('The device has been signed out.').waitFor()
  expect(await sessions.count()).toBe(3)
  await laptop.getByRole('button', { name: 'Sign out all other devices' }).click()
  await laptop.getByTestId('done').getByText('All other devices').waitFor()
  expect(await sessions.count()).toBe(1)
  for (const page of [phone, lost, forgotten]) {
    await page.goto(`${environment.run.portal}/account`)
    await page.waitForURL('**/sign-in?reason=expired**')
  }
})

test('without scripts, a device is signed out too', async () => {
  const other = await signInOn({ locale: 'en-GB', width: 'wide' })
  const member = findMember(environment.run, SLUG, false)
  const context = await openContext(
    environment.browser,
    { locale: 'en-GB', width: 'narrow' },
    { javaScriptEnabled: false },
  )
  const page = await context.newPage()
  await page.goto(`${environment.run.portal}/sign-in?next=/account`)
  await page.locator('[name="email"]').fill(member.email)
  await page.locator('[name="password"]').fill(member.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL('**/account')
  const sessions = page.getByTestId('session')
  const before = await sessions.count()
  await sessions.nth(1).getByRole('button').click()
  await page.getByText('The device has been signed out.').waitFor()
  expect(await sessions.count()).toBe(before - 1)
  await other.goto(`${environment.run.portal}/account`)
  await other.waitForURL('**/sign-in?reason=expired**')
})
