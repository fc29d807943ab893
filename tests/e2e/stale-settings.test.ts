import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shoot, waitForHydration, type Look } from './browser.ts'
import { signIn } from './sign-in.ts'
import { startEnvironment, type Environment } from './environment.ts'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'portal'])
}, 120_000)
afterAll(() => environment?.stop())

const IN_ENGLISH = {
  bankName: 'Name shown to buyers',
  saveBank: 'Save',
  address: 'Email address',
  saveAddress: 'Change the address',
  changed: /Someone else changed these settings/,
}
type Texts = { [Key in keyof typeof IN_ENGLISH]: string | RegExp }
const IN_FRENCH: Texts = {
  bankName: 'Nom affiché aux clients',
  saveBank: 'Enregistrer',
  address: 'Adresse e-mail',
  saveAddress: 'Changer l’adresse',
  changed: /Quelqu’un d’autre a modifié ces réglages/,
}

const OWNERS: { slug: string; look: Look; words: Texts }[] = [
  { slug: 'maison-basile', look: { locale: 'fr-FR', width: 'wide' }, words: IN_FRENCH },
  { slug: 'northfold', look: { locale: 'en-GB', width: 'narrow' }, words: IN_ENGLISH },
]

describe.each(OWNERS)('an owner of $slug', ({ slug, look, words }) => {
  let page: Page
  const settings = (section: string) => `${environment.run.portal}/${slug}/settings/${section}`

  async function open(path: string, on = page): Promise<void> {
    await on.goto(path)
    await waitForHydration(on)
  }

  /** Changes one field in another window, as a colleague does. */
  async function changeElsewhere(
    label: string | RegExp,
    value: string,
    save: string | RegExp,
  ): Promise<void> {
    const colleague = await page.context().newPage()
    await open(page.url(), colleague)
    await change(colleague, label, value, save)
    await colleague.getByTestId('done').waitFor()
    await colleague.close()
  }

  async function change(
    on: Page,
    label: string | RegExp,
    value: string,
    save: string | RegExp,
  ): Promise<void> {
    await on.getByLabel(label, { exact: true }).fill(value)
    await on.getByRole('button', { name: save, exact: true }).click()
  }

  test('is shown what a colleague changed of a bank meanwhile, keeps what was typed, and may save it then', async () => {
    page = await signIn(environment.browser, environment.run, look, slug, false)
    await open(settings('banks'))
    await page.locator('a[href*="/settings/banks/"]:not([href*="/new"])').first().click()
    await page.waitForURL(/settings\/banks\/[0-9a-f-]{36}/)
    await waitForHydration(page)
    await changeElsewhere(words.bankName, 'Colleague', words.saveBank)
    await change(page, words.bankName, 'Mine', words.saveBank)
    await page.getByText(words.changed).waitFor()
    await page.getByTestId('stored-changes').getByText('Colleague').waitFor()
    expect(await page.getByLabel(words.bankName).inputValue()).toBe('Mine')
    await shoot(page, `bank-changed-meanwhile-${slug}`)
    await page.getByRole('button', { name: words.saveBank, exact: true }).click()
    await page.getByRole('heading', { name: 'Mine' }).waitFor()
  })

  test('is shown the address for card mail of a colleague also after saving another form of the page', async () => {
    await open(settings('card-mail'))
    await changeElsewhere(words.address, 'elsewhere@shop.test', words.saveAddress)
    await page.getByLabel(words.address, { exact: true }).fill('typed@shop.test')
    const panel = page.getByTestId('openpgp-required')
    await panel.getByRole('button').first().click()
    await panel.getByRole('alertdialog').getByRole('button').last().click()
    await page.getByTestId('done').waitFor()
    await page.getByRole('button', { name: words.saveAddress, exact: true }).click()
    await page.getByText(words.changed).waitFor()
    await page.getByTestId('fragment-to').getByText('elsewhere@shop.test').waitFor()
  })

  test('is shown the address for card mail that a colleague has set meanwhile', async () => {
    await open(settings('card-mail'))
    await changeElsewhere(words.address, 'colleague@shop.test', words.saveAddress)
    await change(page, words.address, 'mine@shop.test', words.saveAddress)
    await page.getByText(words.changed).waitFor()
    await page.getByTestId('fragment-to').getByText('colleague@shop.test').waitFor()
    expect(await page.getByLabel(words.address, { exact: true }).inputValue()).toBe('mine@shop.test')
    await shoot(page, `card-mail-changed-meanwhile-${slug}`)
    await page.getByRole('button', { name: words.saveAddress, exact: true }).click()
    await page.getByTestId('done').waitFor()
    expect(await page.getByLabel(words.address, { exact: true }).inputValue()).toBe('mine@shop.test')
  })
})
