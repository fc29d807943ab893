import { errorMessage } from '@triclic/error-codes'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findMember } from '../traffic/find-shop.ts'
import { allMails, headerOf } from '../traffic/mailbox.ts'
import { openContext, shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { signIn } from './sign-in.ts'

const SLUG = 'northfold'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'portal'])
}, 120_000)
afterAll(() => environment?.stop())

const owner = () => findMember(environment.run, SLUG, false)
/** The links in the mails with one, without soft line breaks of quoted-printable. */
const mailedLinks = async () =>
  (await allMails(environment.run.mailbox ?? ''))
    .filter((mail) => headerOf(mail, 'x-triclic-mail') === 'password-reset')
    .map(({ raw }) => {
      const text = raw.replace(/=\r?\n/g, '').replace(/=3D/g, '=')
      return /https?:\/\/[^\s"]+\/reset-password\?token=[\w-]{43}/.exec(text)?.[0] ?? ''
    })

const CASES: [string, Look, boolean, Record<string, string>][] = [
  [
    'in English',
    { locale: 'en-GB', width: 'wide' },
    true,
    { forgot: 'Forgot your password?', send: 'Send me a link', change: 'Change password', signIn: 'Sign in' },
  ],
  [
    'in French, on a phone and without scripts',
    { locale: 'fr-FR', width: 'narrow' },
    false,
    {
      forgot: 'Mot de passe oublié ?',
      send: 'M’envoyer un lien',
      change: 'Changer le mot de passe',
      signIn: 'Se connecter',
    },
  ],
]

test.each(CASES)(
  'a member who forgot the password chooses a new one, %s',
  async (_case, look, javaScriptEnabled, words) => {
    const signedIn =
      javaScriptEnabled && (await signIn(environment.browser, environment.run, look, SLUG, false))
    const page = await (await openContext(environment.browser, look, { javaScriptEnabled })).newPage()
    const name = `portal-password-reset-${look.locale}`
    const click = (word = '') => page.getByRole('button', { name: word, exact: true }).click()
    const known = await mailedLinks()
    await page.goto(`${environment.run.portal}/sign-in`)
    await page.getByRole('link', { name: words.forgot ?? '' }).click()
    await page.waitForURL('**/forgot-password')
    if (javaScriptEnabled) await waitForHydration(page)
    await page.locator('[name="email"]').fill(owner().email)
    await click(words.send)
    await page.getByTestId('link-requested').waitFor()
    await shoot(page, `${name}-1-requested`)
    await expect.poll(async () => (await mailedLinks()).length, { timeout: 20_000 }).toBe(known.length + 1)
    const link = (await mailedLinks()).find((each) => !known.includes(each)) ?? ''

    const newPassword = `nine purple anchors ${look.locale}`
    await page.goto(link)
    if (javaScriptEnabled) await waitForHydration(page)
    await page.locator('[name="newPassword"]').fill('password1234')
    await click(words.change)
    await page.locator('[name="newPassword"][aria-invalid="true"]').waitFor()
    await shoot(page, `${name}-2-refused`)
    await page.locator('[name="newPassword"]').fill(newPassword)
    await click(words.change)
    await page.getByTestId('sign-in-reason').waitFor()
    await shoot(page, `${name}-3-changed`)
    await page.locator('[name="email"]').fill(owner().email)
    await page.locator('[name="password"]').fill(newPassword)
    await click(words.signIn)
    await page.waitForURL('**/shops')
    if (signedIn) {
      await signedIn.goto(`${environment.run.portal}/account`)
      await signedIn.waitForURL('**/sign-in?reason=expired**')
    }
    await page.goto(link)
    if (javaScriptEnabled) await waitForHydration(page)
    await page.locator('[name="newPassword"]').fill('another few odd words')
    await click(words.change)
    const refusal = errorMessage('PASSWORD_RESET_INVALID', look.locale === 'fr-FR' ? 'fr' : 'en')
    await page.getByRole('alert').getByText(refusal).waitFor()
    await shoot(page, `${name}-4-used`)
  },
)
