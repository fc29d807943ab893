import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findMember } from '../traffic/find-shop.ts'
import { openContext, shoot, waitForHydration } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { signIn } from './sign-in.ts'

const SLUG = 'northfold'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'portal'])
}, 120_000)
afterAll(() => environment?.stop())

async function tryToSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.locator('[name="email"]').fill(email)
  await page.locator('[name="password"]').fill(password)
  const answer = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click()
  await (await answer).finished()
}

test('whoever guesses passwords has to wait, while the member signs in on a known device', async () => {
  const { browser, run } = environment
  const owner = findMember(run, SLUG, false)
  const known = await signIn(browser, run, { locale: 'fr-FR', width: 'narrow' }, SLUG, false)
  await known.context().clearCookies({ name: 'triclic_session' })

  const unknown = await (await openContext(browser, { locale: 'fr-FR', width: 'narrow' })).newPage()
  await unknown.goto(`${run.portal}/sign-in`)
  await waitForHydration(unknown)
  const wait = unknown.getByRole('alert').getByText(/Réessayez dans \d+\s(seconde|minute)s?\./)
  // The delays double: a slow machine may pass the first ones, but not all.
  for (let i = 0; i < 12 && !(await wait.isVisible()); i++)
    await tryToSignIn(unknown, owner.email, 'not the password')
  await wait.waitFor()
  await shoot(unknown, 'portal-sign-in-delayed')

  await known.goto(`${run.portal}/sign-in`)
  await waitForHydration(known)
  await tryToSignIn(known, owner.email, owner.password)
  await known.waitForURL('**/shops')
  expect(await known.getByTestId('shop-overview').count()).toBe(1)
})
