import { errorMessage } from '@triclic/error-codes'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findMember } from '../traffic/find-shop.ts'
import { openContext, shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { collectReports, findFaults } from './page-check.ts'
import { signIn } from './sign-in.ts'
import { addVirtualAuthenticator } from './virtual-authenticator.ts'

const SLUG = 'northfold'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'portal'])
}, 120_000)
afterAll(() => environment?.stop())

const password = (): string => findMember(environment.run, SLUG, false).password

async function openAccount(look: Look): Promise<Page> {
  const page = await signIn(environment.browser, environment.run, look, SLUG, false)
  await page.goto(`${environment.run.portal}/account`)
  await waitForHydration(page)
  return page
}

/** Makes the browser one of those that do not suggest passkeys in fields: the virtual device would accept a suggestion at once. */
const withoutSuggestions = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false)
  })

async function addPasskey(page: Page, name: string): Promise<void> {
  const form = page.locator('form[action="?/startPasskey"]')
  await form.locator('[name="name"]').fill(name)
  await form.locator('[name="password"]').fill(password())
  await form.getByRole('button').last().click()
  await page.getByTestId('passkey').filter({ hasText: name }).waitFor()
}

async function removePasskey(page: Page, name: string): Promise<void> {
  const row = page.getByTestId('passkey').filter({ hasText: name })
  await row.locator('button[aria-haspopup="dialog"]').click()
  await row.locator('[name="password"]').fill(password())
  await row.getByRole('button').last().click()
  await row.waitFor({ state: 'detached' })
}

const TEXTS = {
  'fr-FR': { signIn: 'Se connecter avec une clé d’accès', language: 'fr' },
  'en-GB': { signIn: 'Sign in with a passkey', language: 'en' },
} as const

describe.each<Look>([
  { locale: 'fr-FR', width: 'wide' },
  { locale: 'en-GB', width: 'narrow' },
])('in $locale, $width', (look) => {
  const { signIn: label, language } = TEXTS[look.locale]

  test('a passkey is added, signs in by the button, and no longer does once it is removed', async () => {
    const page = await openAccount(look)
    await withoutSuggestions(page)
    const takeReports = collectReports(page)
    const countPasskeys = await addVirtualAuthenticator(page)
    await addPasskey(page, 'Laptop')
    expect(await countPasskeys()).toBe(1)
    await shoot(page, `portal-account-passkeys-${language}-${look.width}`)
    const viewport = page.viewportSize()
    expect(await findFaults(page, { name: 'account with a passkey', takeReports })).toEqual([])
    if (viewport) await page.setViewportSize(viewport)

    await page.context().clearCookies({ name: 'triclic_session' })
    await page.goto(`${environment.run.portal}/sign-in?next=/${SLUG}/settings/shop`)
    await waitForHydration(page)
    const button = page.getByRole('button', { name: label })
    await button.waitFor()
    await shoot(page, `portal-sign-in-passkey-${language}-${look.width}`)
    await button.click()
    await page.waitForURL(({ pathname }) => pathname === `/${SLUG}/settings/shop`)

    await page.goto(`${environment.run.portal}/account`)
    await waitForHydration(page)
    await removePasskey(page, 'Laptop')
    await page.context().clearCookies({ name: 'triclic_session' })
    await page.goto(`${environment.run.portal}/sign-in`)
    await waitForHydration(page)
    await button.click()
    await page.getByRole('alert').getByText(errorMessage('PASSKEY_INVALID', language)).waitFor()
    await shoot(page, `portal-sign-in-passkey-refused-${language}-${look.width}`)
    await page.context().close()
  })
})

test('after a password sign-in, removing a passkey requires signing in with a passkey first; a wrong password is marked', async () => {
  const page = await openAccount({ locale: 'en-GB', width: 'wide' })
  await withoutSuggestions(page)
  await addVirtualAuthenticator(page)
  await addPasskey(page, 'Laptop')
  const row = page.getByTestId('passkey').filter({ hasText: 'Laptop' })
  const remove = async (given: string) => {
    await row.locator('[name="password"]').fill(given)
    await row.getByRole('button').last().click()
  }
  await row.locator('button[aria-haspopup="dialog"]').click()
  await remove('not the password')
  await row.locator('[name="password"][aria-invalid="true"]').waitFor()
  await shoot(page, 'portal-account-passkey-wrong-password')
  await remove(password())
  await row.getByRole('alert').getByText(errorMessage('SIGN_IN_WITH_PASSKEY', 'en')).waitFor()
  await shoot(page, 'portal-account-passkey-sign-in-first')

  await page.context().clearCookies({ name: 'triclic_session' })
  await page.goto(`${environment.run.portal}/sign-in?next=/account`)
  await waitForHydration(page)
  await page.getByRole('button', { name: TEXTS['en-GB'].signIn }).click()
  await page.waitForURL('**/account')
  await waitForHydration(page)
  await removePasskey(page, 'Laptop')
  await page.context().close()
})

test('the browser suggests a passkey in the email field, which signs in without a click', async () => {
  const page = await openAccount({ locale: 'en-GB', width: 'wide' })
  await addVirtualAuthenticator(page)
  await addPasskey(page, 'Suggested')
  await page.context().clearCookies({ name: 'triclic_session' })
  // The virtual device answers the suggestion by itself, as a member does who chooses it.
  await page.goto(`${environment.run.portal}/sign-in`)
  await page.waitForURL('**/shops')
  await page.goto(`${environment.run.portal}/account`)
  await waitForHydration(page)
  await removePasskey(page, 'Suggested')
  await page.context().close()
})

test('without a passkey, the button says so and the password still signs in', async () => {
  const { browser, run } = environment
  const page = await (await openContext(browser, { locale: 'en-GB', width: 'wide' })).newPage()
  await addVirtualAuthenticator(page)
  await page.goto(`${run.portal}/sign-in`)
  await waitForHydration(page)
  await page.getByRole('button', { name: TEXTS['en-GB'].signIn }).click()
  await page.getByRole('alert').getByText('No passkey was used.').waitFor()
  await page.context().close()
})
