import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import { waitForMail } from '../traffic/mailbox.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { randomFrom } from '../traffic/random.ts'
import { createVisitor } from '../traffic/visitor.ts'
import { shoot, waitForHydration, type Look } from './browser.ts'
import { signIn } from './sign-in.ts'
import { startEnvironment, type Environment } from './environment.ts'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'portal', 'bank'])
}, 120_000)
afterAll(() => environment?.stop())

/** Opens a settings page as the shop's owner. */
async function openSettings(look: Look, slug: string, section: 'banks' | 'shop'): Promise<Page> {
  const page = await signIn(environment.browser, environment.run, look, slug, false)
  await page.goto(`${environment.run.portal}/${slug}/settings/${section}`)
  await waitForHydration(page)
  return page
}

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
    page = await openSettings({ locale: 'fr-FR', width: 'wide' }, 'atelier-lumen', 'banks')
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
    page = await openSettings({ locale: 'en-GB', width: 'narrow' }, 'northfold', 'banks')
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

interface ShopTexts {
  delay: string
  unit: RegExp
  page: string
  save: string
  tooLong: RegExp
  elsewhere: RegExp
  bankDelay: string
  changed: RegExp
  stored: RegExp
}

const IN_FRENCH: ShopTexts = {
  delay: 'Une commande attend son paiement pendant',
  unit: /^Unité, Une commande/,
  page: 'Page d’une commande',
  save: 'Enregistrer',
  tooLong: /trop courte ou trop longue/,
  elsewhere: /ne fait partie d’aucun des sites/,
  bankDelay: 'La réponse de la banque est attendue pendant',
  changed: /Quelqu’un d’autre a modifié ces réglages/,
  stored: /Enregistré entre-temps\s: 5 jours/,
}

const IN_ENGLISH: ShopTexts = {
  delay: 'An order waits for payment for',
  unit: /^Unit, An order/,
  page: 'Order page',
  save: 'Save',
  tooLong: /too short or too long/,
  elsewhere: /is not on one of the shop’s websites/,
  bankDelay: 'We wait for the bank’s answer for',
  changed: /Someone else changed these settings/,
  stored: /Stored meanwhile: 5 days/,
}

const OWNERS: { slug: string; look: Look; words: ShopTexts }[] = [
  { slug: 'maison-basile', look: { locale: 'fr-FR', width: 'wide' }, words: IN_FRENCH },
  { slug: 'northfold', look: { locale: 'en-GB', width: 'narrow' }, words: IN_ENGLISH },
]

describe.each(OWNERS)('an owner who changes the delays and pages of $slug', ({ slug, look, words }) => {
  const picture = `shop-settings-${slug}`
  let page: Page
  let orderPage: string

  const field = (label: string) => page.getByLabel(label, { exact: true })
  const save = () => page.getByRole('button', { name: words.save }).click()

  test('sees which values are invalid, and keeps what was typed', async () => {
    page = await openSettings(look, slug, 'shop')
    await shoot(page, `${picture}-1`)
    await field(words.delay).fill('61')
    await page.getByRole('combobox', { name: words.unit }).selectOption('days')
    await field(words.page).fill('https://elsewhere.example/order')
    await save()
    await page.getByText(words.tooLong).waitFor()
    await page.getByText(words.elsewhere).waitFor()
    expect(await field(words.delay).inputValue()).toBe('61')
    expect(await field(words.page).inputValue()).toBe('https://elsewhere.example/order')
    await shoot(page, `${picture}-2-refused`)
  })

  test('saves valid values', async () => {
    orderPage = `${findShop(environment.run, slug).origin}/my-order`
    await field(words.delay).fill('3')
    await field(words.page).fill(orderPage)
    await save()
    await page.getByTestId('done').waitFor()
    await shoot(page, `${picture}-3-saved`)
    await page.reload()
    await waitForHydration(page)
    expect(await field(words.delay).inputValue()).toBe('3')
    expect(await page.getByRole('combobox', { name: words.unit }).inputValue()).toBe('days')
    expect(await field(words.page).inputValue()).toBe(orderPage)
  })

  test('is asked to compare when a colleague saved meanwhile, and keeps what was typed', async () => {
    const colleague = await page.context().newPage()
    await colleague.goto(page.url())
    await waitForHydration(colleague)
    await colleague.getByLabel(words.delay, { exact: true }).fill('5')
    await colleague.getByLabel(words.bankDelay, { exact: true }).fill('7')
    await colleague.getByRole('button', { name: words.save }).click()
    await colleague.getByTestId('done').waitFor()
    await colleague.close()

    await field(words.delay).fill('4')
    await field(words.page).fill(`${orderPage}/4`)
    await save()
    await page.getByText(words.changed).waitFor()
    await page.getByText(words.stored).waitFor()
    expect(await field(words.delay).inputValue()).toBe('4')
    expect(await field(words.page).inputValue()).toBe(`${orderPage}/4`)
    expect(await field(words.bankDelay).inputValue()).toBe('7')
    await shoot(page, `${picture}-4-changed-meanwhile`)

    await field(words.page).fill(orderPage)
    await save()
    await page.getByTestId('done').waitFor()
    await page.reload()
    await waitForHydration(page)
    expect(await field(words.delay).inputValue()).toBe('4')
    expect(await field(words.bankDelay).inputValue()).toBe('7')
    expect(await field(words.page).inputValue()).toBe(orderPage)
  })

  test('has the next confirmation mail link to the new page', async () => {
    const visitor = createVisitor(environment.run.api, findShop(environment.run, slug).key)
    const { code } = await placeSampleOrder(visitor, randomFrom(1))
    const mail = await waitForMail(environment.run.mailbox ?? '', code, 'order-confirmation')
    expect(mail.text).toContain(orderPage)
  })
})
