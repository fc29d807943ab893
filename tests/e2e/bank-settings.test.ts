import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import { shoot } from './browser.ts'
import { openSettings } from './open-settings.ts'
import { startEnvironment, type Environment } from './environment.ts'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'portal', 'bank'])
}, 120_000)
afterAll(() => environment?.stop())

const lyraOf = (slug: string) => {
  const bank = findShop(environment.run, slug).banks.find(({ protocol }) => protocol === 'lyra')
  const { siteId, testKey } = bank?.credentials ?? {}
  return { siteId: String(siteId), testKey: String(testKey) }
}

async function remove(page: Page, words: { open: string; confirm: string }): Promise<void> {
  await page.getByTestId('banks').getByRole('link').first().click()
  await page.getByRole('button', { name: words.open }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: words.confirm }).click()
  await page.waitForURL('**/settings/banks')
  // The URL changes shortly before the page.
  await page.getByTestId('banks').or(page.getByTestId('no-bank')).waitFor()
}

/** Makes a test payment at the bank and returns to the portal. */
async function payAtBank(page: Page, outcome = 'paid'): Promise<void> {
  await page.getByTestId('test-payment').locator('form button').click()
  await page.waitForURL(`${environment.run.bank}/payments/**`)
  await page.locator(`button[value="${outcome}"]`).click()
  await page.waitForURL(`${environment.run.portal}/**`, { timeout: 30_000 })
}

const verdictOf = (page: Page) => page.getByTestId('test-payment-result').getAttribute('data-assessment')

describe('an owner who adds a bank', () => {
  let page: Page

  test('starts without one, and sees which fields are missing', async () => {
    page = await openSettings(environment, { locale: 'fr-FR', width: 'wide' }, 'atelier-lumen', 'banks')
    await shoot(page, 'banks-1-list')
    const words = { open: 'Retirer', confirm: 'Retirer' }
    while ((await page.getByTestId('no-bank').count()) === 0) await remove(page, words)
    await shoot(page, 'banks-2-none')
    await page.getByRole('link', { name: /PayZen/ }).click()
    await page.getByRole('button', { name: 'Ajouter cette banque' }).click()
    await page.locator('[name="fields.siteId"][aria-invalid="true"]').waitFor()
    expect(await page.locator('[name="name"]').getAttribute('aria-invalid')).toBe('true')
    await shoot(page, 'banks-3-missing')
  })

  test('enters the bank’s credentials, makes a test payment, and sees that it works', async () => {
    const { siteId, testKey } = lyraOf('atelier-lumen')
    await page.locator('select[name="brand"]').selectOption('other')
    await page.locator('[name="paymentUrl"]').fill(`${environment.run.bank}/lyra/vads-payment/`)
    await page.locator('[name="name"]').fill('Carte, au Crédit du Littoral')
    await page.locator('[name="fields.siteId"]').fill(siteId)
    await page.locator('[name="secrets.testKey"]').fill(testKey)
    await page.getByRole('button', { name: 'Ajouter cette banque' }).click()
    await page.getByTestId('untested').waitFor()
    expect(await page.getByTestId('copy-text').first().textContent()).toBe(
      `${environment.run.api}/bank/lyra/notify/atelier-lumen`,
    )
    expect(await page.content()).not.toContain(testKey)
    await shoot(page, 'banks-4-added')
    await payAtBank(page)
    await expect.poll(() => verdictOf(page), { timeout: 20_000 }).toBe('works')
    await shoot(page, 'banks-5-works')
  })

  test('offers it to buyers', async () => {
    await page.getByTestId('availability-panel').locator('form button').click()
    await page.getByTestId('done').waitFor()
    await page.getByTestId('availability').getByText('Proposée aux clients').waitFor()
    expect(await page.getByTestId('untested').count()).toBe(0)
    await shoot(page, 'banks-6-open')
  })
})

describe('an owner with a wrong bank key', () => {
  let page: Page

  async function replaceKey(key: string): Promise<void> {
    await page.locator('[name="secrets.testKey"]').fill(key)
    await page.getByTestId('settings').getByRole('button', { name: 'Save' }).click()
    await page.getByTestId('done').waitFor()
    await expect.poll(() => page.locator('[name="secrets.testKey"]').inputValue()).toBe('')
    await page.reload()
  }

  test('sees that no notification has arrived after the bank refused the payment', async () => {
    page = await openSettings(environment, { locale: 'en-GB', width: 'narrow' }, 'northfold', 'banks')
    await shoot(page, 'banks-7-narrow-list')
    await page.getByTestId('banks').getByRole('link', { name: 'Pennine Bank' }).click()
    await page.getByTestId('test-payment').waitFor()
    const bankPage = page.url()
    await replaceKey('0123456789abcdef')
    await page.getByTestId('test-payment').locator('form button').click()
    await page.waitForURL(`${environment.run.bank}/**`)
    await page.goto(bankPage)
    expect(await verdictOf(page)).toBe('waiting')
    await shoot(page, 'banks-8-narrow-waiting')
  })

  test('sees that a forged notification was rejected, and what to do', async () => {
    await replaceKey(lyraOf('northfold').testKey)
    const forge = { shop: 'northfold', protocol: 'lyra', times: 1, tamper: 'forged' }
    await fetch(`${environment.run.bank}/api/misbehave`, {
      method: 'POST',
      body: JSON.stringify(forge),
      headers: { 'content-type': 'application/json' },
    })
    await payAtBank(page)
    await expect.poll(() => verdictOf(page), { timeout: 20_000 }).toBe('rejected')
    await page.getByText('The signature does not match the key saved here').waitFor()
    await shoot(page, 'banks-9-narrow-not-believed')
  })

  test('sees that the connection works when the bank refuses a card', async () => {
    await payAtBank(page, 'refused')
    await expect.poll(() => verdictOf(page), { timeout: 20_000 }).toBe('works')
    await shoot(page, 'banks-10-narrow-refused')
  })
})

const CHECKS = [
  {
    slug: 'maison-basile',
    look: { locale: 'fr-FR', width: 'wide' },
    check: 'Vérifier l’adresse',
    localOnly: /ne fonctionne que sur cet ordinateur/,
    limits: /Seul un paiement de test montre/,
  },
  {
    slug: 'northfold',
    look: { locale: 'en-GB', width: 'narrow' },
    check: 'Check the address',
    localOnly: /only works on this computer/,
    limits: /Only a test payment shows/,
  },
] as const

test.each(CHECKS)(
  'an owner of $slug checks the notification URL and is told what the check proves',
  async ({ slug, look, check, localOnly, limits }) => {
    const page = await openSettings(environment, look, slug, 'banks')
    await page.getByTestId('banks').getByRole('link').first().click()
    await page.getByRole('button', { name: check }).click()
    await page.getByTestId('notification-url-check').getByText(localOnly).waitFor()
    await page.getByText(limits).waitFor()
    await page.getByTestId('notification-url').scrollIntoViewIfNeeded()
    await shoot(page, `notification-url-check-${slug}`)
  },
)
