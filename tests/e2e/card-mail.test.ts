import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestGnupg, type TestGnupg } from '../../services/api/test/gnupg.ts'
import { CONFIRM_OPENPGP_KEY, decryptKeyCode, SET_OPENPGP_KEY } from '../custody/open-pgp.ts'
import { findMember, findShop } from '../traffic/find-shop.ts'
import { allMails, headerOf, waitForMail } from '../traffic/mailbox.ts'
import { signIn } from '../traffic/merchant.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { randomFrom } from '../traffic/random.ts'
import { createVisitor } from '../traffic/visitor.ts'
import { shoot, type Look } from './browser.ts'
import { signIn as signInToPortal } from './sign-in.ts'
import { startEnvironment, type Environment } from './environment.ts'

/** A test number published by Visa. */
const TEST_CARD = '4012888888881881'
const CARD = { number: TEST_CARD, expiryMonth: 12, expiryYear: 2030, brand: 'VISA' } as const

let environment: Environment
let gnupg: TestGnupg

beforeAll(async () => {
  gnupg = startTestGnupg()
  environment = await startEnvironment(['api', 'worker', 'portal'])
}, 120_000)
afterAll(async () => {
  gnupg?.stop()
  await environment?.stop()
})

/** Opens the card mail settings as the shop's owner. */
async function openSettings(look: Look, slug: string): Promise<Page> {
  const page = await signInToPortal(environment.browser, environment.run, look, slug, false)
  await page.goto(`${environment.run.portal}/${slug}/settings/card-mail`)
  return page
}

/** The text of an element without white space. */
const compactText = async (page: Page, testId: string): Promise<string> =>
  ((await page.getByTestId(testId).first().textContent()) ?? '').replace(/\s/g, '')

/** Waits for the newest mail with a code to a shop and returns the code, decrypted with GnuPG. `known` is a code to pass over. */
async function waitForKeyCode(slug: string, known = ''): Promise<string> {
  const { mailbox } = environment.run
  const to = findShop(environment.run, slug).fragmentTo
  const until = Date.now() + 30_000
  for (;;) {
    const mail = (await allMails(mailbox ?? '')).find(
      (each) => headerOf(each, 'x-triclic-mail') === 'openpgp-key-code' && headerOf(each, 'to')?.includes(to),
    )
    const code = mail ? decryptKeyCode(mail, gnupg) : ''
    if (code && code !== known) return code
    if (Date.now() > until) throw new Error(`No mail with a code for ${slug} arrived.`)
    await pause(300)
  }
}

/** Types a wrong code, has a new one sent, and enters it. `state` says what applies until then. */
async function enterKeyCode(page: Page, slug: string, submit: string, state: string): Promise<void> {
  const panel = page.getByTestId('key-code')
  await panel.getByText(state).waitFor()
  const first = await waitForKeyCode(slug)
  await panel.locator('[name="code"]').fill('WRONG')
  await panel.getByRole('button', { name: submit }).click()
  await panel.locator('[name="code"][aria-invalid="true"]').waitFor()
  expect(await panel.locator('[name="code"]').inputValue()).toBe('WRONG')
  await shoot(page, `card-mail-code-${slug}`)
  await panel.locator('form[action*="resend"] button').click()
  await page.getByTestId('done').waitFor()
  await panel.locator('[name="code"]').fill(await waitForKeyCode(slug, first))
  await panel.getByRole('button', { name: submit }).click()
  await panel.waitFor({ state: 'detached' })
}

async function payByCard(slug: string) {
  const visitor = createVisitor(environment.run.api, findShop(environment.run, slug).key)
  const order = await placeSampleOrder(visitor, randomFrom(1))
  return { order, paid: await visitor.payByCard(order, CARD) }
}

describe('an owner who pastes an OpenPGP key', () => {
  const slug = 'atelier-lumen'
  let page: Page
  let key: ReturnType<TestGnupg['makeKey']>

  test('sees that mails are not encrypted, and cannot submit a private key, which does not leave the browser', async () => {
    key = gnupg.makeKey('Curve25519', findShop(environment.run, slug).fragmentTo)
    page = await openSettings({ locale: 'fr-FR', width: 'wide' }, slug)
    await page.getByTestId('in-clear').waitFor()
    await shoot(page, 'card-mail-1-in-clear')
    const posted: string[] = []
    page.on('request', (request) => request.method() === 'POST' && posted.push(request.url()))
    await page.locator('textarea[name="armored"]').fill(gnupg.exportPrivate(key.fingerprint))
    await page.getByRole('button', { name: 'Vérifier la clé' }).click()
    await page.getByText('C’est une clé privée').waitFor()
    await shoot(page, 'card-mail-2-private')
    expect(await page.locator('textarea[name="armored"]').inputValue()).toBe('')
    expect(posted).toEqual([])
  })

  test('confirms its fingerprint and has the mails encrypted', async () => {
    await page.locator('textarea[name="armored"]').fill(key.armored)
    await page.getByRole('button', { name: 'Vérifier la clé' }).click()
    await page.getByTestId('key-confirm').waitFor()
    await shoot(page, 'card-mail-3-confirm')
    expect(await compactText(page, 'fingerprint')).toBe(key.fingerprint)
    await page.getByRole('button', { name: 'Oui, m’envoyer un code' }).click()
    await enterKeyCode(page, slug, 'Chiffrer avec cette clé', 'D’ici là, les e-mails ne sont pas chiffrés.')
    await shoot(page, 'card-mail-4-encrypted')
    expect(await page.getByTestId('in-clear').count()).toBe(0)
    expect(await compactText(page, 'fingerprint')).toBe(key.fingerprint)
  })

  test('gets the last six digits encrypted, and the order shows the key', async () => {
    const { order } = await payByCard(slug)
    const mail = await waitForMail(environment.run.mailbox ?? '', order.code, 'card-fragment')
    expect(mail.raw).not.toContain(TEST_CARD.slice(-6))
    const armored = /-----BEGIN PGP MESSAGE-----.*-----END PGP MESSAGE-----/s.exec(mail.raw)?.[0] ?? ''
    expect(gnupg.decrypt(armored)).toMatch(/^Six derniers chiffres : 881881\s*$/m)
    await page.goto(`${environment.run.portal}/${slug}/orders/${order.code}`)
    const short = key.fingerprint.slice(-16)
    await expect
      .poll(() => page.reload().then(() => page.getByTestId('encrypted-to').count()), { timeout: 20_000 })
      .toBe(1)
    expect(await compactText(page, 'encrypted-to')).toContain(short)
    await shoot(page, 'card-mail-5-order')
  })

  test('makes a key compulsory after a warning that card payments stop', async () => {
    await page.goto(`${environment.run.portal}/${slug}/settings/card-mail`)
    await page.getByRole('button', { name: 'Retirer la clé' }).click()
    await shoot(page, 'card-mail-6-removing')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Retirer' }).click()
    await page.getByTestId('in-clear').waitFor()
    await page.getByText('Comment créer une clé').click()
    await shoot(page, 'card-mail-6-help')
    await page.getByRole('button', { name: 'Rendre obligatoire' }).click()
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: 'Arrêter les paiements par carte' })
      .click()
    await page.getByTestId('card-mail-warning').waitFor()
    await shoot(page, 'card-mail-7-stopped')
    const { paid } = await payByCard(slug)
    expect(paid.userErrors.map(({ code }) => code)).toEqual(['PAYMENT_MODE_NOT_AVAILABLE'])
    await page.goto(`${environment.run.portal}/${slug}/orders`)
    await page.getByTestId('card-mail-warning').waitFor()
    await shoot(page, 'card-mail-8-orders-stopped')
  })
})

describe('an owner who uploads an OpenPGP key', () => {
  const slug = 'northfold'
  let page: Page

  test('may use a binary file, and is warned on every page of a key that expires soon', async () => {
    const key = gnupg.makeKey('Curve25519', findShop(environment.run, slug).fragmentTo, '20d')
    page = await openSettings({ locale: 'en-GB', width: 'narrow' }, slug)
    await shoot(page, 'card-mail-n1-in-clear')
    const file = {
      name: 'key.pgp',
      mimeType: 'application/pgp-keys',
      buffer: gnupg.exportBinary(key.fingerprint),
    }
    await page.locator('input[type="file"]').setInputFiles(file)
    await expect
      .poll(() => page.locator('textarea[name="armored"]').inputValue())
      .toContain('BEGIN PGP PUBLIC')
    await page.getByRole('button', { name: 'Check the key' }).click()
    await page.getByTestId('key-confirm').waitFor()
    await shoot(page, 'card-mail-n2-confirm')
    await page.getByRole('button', { name: 'Yes, send me a code' }).click()
    await enterKeyCode(page, slug, 'Encrypt with this key', 'Until then, the emails are not encrypted.')
    await shoot(page, 'card-mail-n3-ends-soon')
    await page.goto(`${environment.run.portal}/${slug}/orders`)
    expect(await page.getByTestId('card-mail-warning').textContent()).toContain('expires on')
    await shoot(page, 'card-mail-n4-orders')
  })

  test('is warned that card payments have stopped once the key has expired', async () => {
    const merchant = await signIn(environment.run.api, slug, findMember(environment.run, slug))
    let lastCode = await waitForKeyCode(slug)
    const setKeyFor = async (seconds: number) => {
      const key = gnupg.makeKey('Curve25519', `brief-${seconds}@merchants.test`, `seconds=${seconds}`)
      const { armored, fingerprint } = key
      const { setOpenPgpKey } = await merchant.request(SET_OPENPGP_KEY, { armored, fingerprint })
      if (setOpenPgpKey.userErrors.length) return setOpenPgpKey.userErrors.map(({ code }) => code)
      const code = await waitForKeyCode(slug, lastCode)
      lastCode = code
      const { confirmOpenPgpKey } = await merchant.request(CONFIRM_OPENPGP_KEY, { code })
      return confirmOpenPgpKey.userErrors.map((error) => error.code)
    }
    // On a slow machine the key may expire before it is set; then a longer one is used.
    let codes = await setKeyFor(8)
    if (codes.includes('OPENPGP_KEY_EXPIRED')) codes = await setKeyFor(45)
    expect(codes).toEqual([])
    await page.goto(`${environment.run.portal}/${slug}/settings/card-mail`)
    const warning = () => page.reload().then(() => page.getByTestId('card-mail-warning').textContent())
    await expect.poll(warning, { timeout: 90_000, interval: 1_000 }).toContain('Card payments have stopped')
    await shoot(page, 'card-mail-n5-expired')
    const { paid } = await payByCard(slug)
    expect(paid.userErrors.map(({ code }) => code)).toEqual(['PAYMENT_MODE_NOT_AVAILABLE'])
  })
})
