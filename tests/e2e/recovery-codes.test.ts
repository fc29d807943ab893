import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeAtStep } from '../../services/api/src/platform/crypto/one-time-code.ts'
import { allMails, headerOf } from '../traffic/mailbox.ts'
import { findMember } from '../traffic/find-shop.ts'
import { openContext, shoot, waitForHydration } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { signIn } from './sign-in.ts'

const SLUG = 'northfold'

let environment: Environment
let page: Page

beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'portal'])
  page = await signIn(environment.browser, environment.run, { locale: 'en-GB', width: 'wide' }, SLUG, false)
}, 120_000)
afterAll(() => environment?.stop())

const owner = () => findMember(environment.run, SLUG, false)
/** The bytes of an authenticator's secret (RFC 4648). */
function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2))
  const octets =
    bits
      .map((five) => five.padStart(5, '0'))
      .join('')
      .match(/.{8}/g) ?? []
  return Buffer.from(octets.map((octet) => parseInt(octet, 2)))
}

const shownCodes = async (on: Page) =>
  ((await on.getByTestId('recovery-codes').getByTestId('copy-text').textContent()) ?? '').trim().split('\n')

test('recovery codes are shown when two-step sign-in is turned on, and can be copied and printed alone', async () => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`${environment.run.portal}/account`)
  await waitForHydration(page)
  const panel = page.getByTestId('mfa')
  await panel.locator('[name="password"]').fill(owner().password)
  await panel.getByRole('button', { name: 'Set up' }).click()
  const secret = ((await panel.getByTestId('mfa-secret').textContent()) ?? '').replace(/\s/g, '')
  await panel.locator('[name="otp"]').fill(codeAtStep(fromBase32(secret), Math.floor(Date.now() / 30_000)))
  await panel.getByRole('button', { name: 'Turn on' }).click()
  await page.getByTestId('recovery-codes').waitFor()
  const codes = await shownCodes(page)
  expect(codes).toHaveLength(10)
  await shoot(page, 'portal-recovery-codes-en-wide')
  await page.getByRole('button', { name: 'Copy' }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(codes.join('\n'))
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByText(codes[0] ?? '').isVisible()).toBe(true)
  expect(await page.getByTestId('mfa').isVisible()).toBe(false)
  await shoot(page, 'portal-recovery-codes-print')
  await page.emulateMedia({ media: 'screen' })
  await page.reload()
  expect(await page.getByTestId('recovery-codes').count()).toBe(0)
  expect(await page.getByTestId('recovery-code-count').textContent()).toContain('10')
})

test('a recovery code signs in without scripts, in French, and a mail tells the member', async () => {
  await waitForHydration(page)
  await page.getByRole('button', { name: 'Get new recovery codes' }).click()
  await page.getByTestId('recovery-codes').waitFor()
  const [code = ''] = await shownCodes(page)
  const context = await openContext(
    environment.browser,
    { locale: 'fr-FR', width: 'narrow' },
    { javaScriptEnabled: false },
  )
  const phone = await context.newPage()
  const submit = async () => {
    await phone.locator('[name="email"]').fill(owner().email)
    await phone.locator('[name="password"]').fill(owner().password)
    await phone.getByRole('button', { name: 'Se connecter', exact: true }).click()
  }
  await phone.goto(`${environment.run.portal}/sign-in?next=/account`)
  await submit()
  await phone.getByText('Utiliser un code de secours').click()
  await phone.locator('[name="recoveryCode"]').fill(code.toLowerCase())
  await shoot(phone, 'portal-recovery-code-sign-in-fr-narrow')
  await submit()
  await phone.waitForURL('**/account')
  expect(await phone.getByTestId('recovery-code-count').textContent()).toContain('9')
  await shoot(phone, 'portal-recovery-codes-left-fr-narrow')
  const countMails = async () =>
    (await allMails(environment.run.mailbox ?? '')).filter(
      (mail) => headerOf(mail, 'x-triclic-mail') === 'recovery-code-used',
    ).length
  await expect.poll(countMails, { timeout: 20_000 }).toBe(1)
})
