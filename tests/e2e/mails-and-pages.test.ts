import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openContext, shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { signIn } from './sign-in.ts'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'portal', 'storefront'])
}, 120_000)
afterAll(() => environment?.stop())

const IN_FRENCH = {
  introduction: 'Introduction',
  saveText: 'Enregistrer le texte',
  sendTest: 'M’envoyer un test',
  firstName: 'Prénom',
  text: 'Texte',
  unknown: /Le champ \{iban\} n’existe pas/,
  changed: /Quelqu’un d’autre a modifié/,
  reset: 'Revenir au texte d’origine',
  publish: 'Publier',
  saveDraft: 'Enregistrer le brouillon',
  blanks: /passages? à compléter/,
  refusedBlanks: /Complétez ou supprimez/,
  restore: 'Reprendre en brouillon',
}
type Texts = { [Key in keyof typeof IN_FRENCH]: string | RegExp }
const IN_ENGLISH: Texts = {
  introduction: 'Introduction',
  saveText: 'Save text',
  sendTest: 'Send a test to me',
  firstName: 'First name',
  text: 'Text',
  unknown: /There is no placeholder \{iban\}/,
  changed: /Someone else changed/,
  reset: 'Back to the default text',
  publish: 'Publish',
  saveDraft: 'Save draft',
  blanks: /passages? to complete/i,
  refusedBlanks: /Fill in or remove/,
  restore: 'Take as draft',
}

const OWNERS: { slug: string; look: Look; words: Texts; language: 'fr' | 'en'; pageSlug: string }[] = [
  {
    slug: 'maison-basile',
    look: { locale: 'fr-FR', width: 'wide' },
    words: IN_FRENCH,
    language: 'fr',
    pageSlug: 'confidentialite',
  },
  {
    slug: 'northfold',
    look: { locale: 'en-GB', width: 'narrow' },
    words: IN_ENGLISH,
    language: 'en',
    pageSlug: 'privacy',
  },
]

describe.each(OWNERS)('an owner of $slug', ({ slug, look, words, language, pageSlug }) => {
  let page: Page
  const settings = (path: string) => `${environment.run.portal}/${slug}/settings/${path}`
  const button = (name: string | RegExp, on = page) => on.getByRole('button', { name, exact: true })

  async function open(url: string, on = page): Promise<void> {
    await on.goto(url)
    await waitForHydration(on)
  }

  beforeAll(async () => {
    page = await signIn(environment.browser, environment.run, look, slug, false)
  }, 60_000)

  test('sees the text of a mail as buyers will, sends it as a test, and saves it', async () => {
    const path = settings(`mails/order-confirmation/${language}`)
    await open(path)
    const introduction = page.getByLabel(words.introduction, { exact: true })
    const preview = page.getByTestId('mail-preview')
    await introduction.fill('Dear ')
    await button(words.firstName).click()
    await preview.getByText('Dear Camille', { exact: true }).waitFor()
    await shoot(page, `mail-editor-${slug}`)
    await button(words.text).click()
    expect(await page.getByTestId('preview-text').innerText()).toContain('Dear Camille')

    await introduction.fill('Dear {iban}')
    await page.getByText(words.unknown).first().waitFor()
    await introduction.fill('Dear {name}')
    await button(words.sendTest).click()
    const { email } =
      environment.run.members.find(({ shops }) => shops.length === 1 && shops[0] === slug) ?? {}
    await page
      .getByTestId('done')
      .getByText(email ?? '')
      .waitFor()
    expect(await introduction.inputValue()).toBe('Dear {name}')

    const colleague = await page.context().newPage()
    await open(path, colleague)
    await colleague.getByLabel(words.introduction, { exact: true }).fill('Hello {name}')
    await button(words.saveText, colleague).click()
    await colleague.getByTestId('done').waitFor()
    await colleague.close()
    await button(words.saveText).click()
    await page.getByText(words.changed).waitFor()
    await page.getByText('Hello {name}').first().waitFor()
    await button(words.saveText).click()
    await page.getByTestId('done').waitFor()
    await open(path)
    expect(await introduction.inputValue()).toBe('Dear {name}')
    await button(words.reset).click()
    await page.getByRole('alertdialog').getByRole('button', { name: words.reset }).click()
    await page.getByTestId('done').waitFor()
    expect(await introduction.inputValue()).not.toBe('Dear {name}')
  }, 60_000)

  test('publishes a legal page once nothing in it is blank, and takes an earlier version back', async () => {
    const path = settings(`pages/privacy/${language}`)
    await open(path)
    const editor = page.getByTestId('rich-text')
    const blank = language === 'fr' ? '[À compléter : durée]' : '[To complete: time]'
    await editor.click()
    await page.keyboard.type(`${blank} `)
    await page.getByTestId('page-blanks').getByText(words.blanks).waitFor()
    await button(words.publish).click()
    await page.getByText(words.refusedBlanks).waitFor()
    await shoot(page, `legal-page-blank-${slug}`)
    await editor.focus()
    for (let count = 0; count <= blank.length; count++) await page.keyboard.press('Backspace')
    await page.keyboard.type('Changed today. ')
    await page.getByTestId('page-blanks').waitFor({ state: 'detached' })
    await button(words.publish).click()
    await page.getByTestId('done').waitFor()

    const buyer = await (await openContext(environment.browser, look)).newPage()
    const shop = environment.run.shops.find((each) => each.slug === slug)
    await buyer.goto(`${shop?.origin}/`)
    await buyer.getByTestId('legal-links').locator(`a[href="/pages/${pageSlug}"]`).click()
    await buyer.getByText('Changed today.').waitFor()
    await shoot(buyer, `shop-page-${slug}`)
    await buyer.context().close()

    await page.getByTestId('page-versions').getByRole('link').last().click()
    await page.waitForURL(/versions/)
    await waitForHydration(page)
    await shoot(page, `legal-page-version-${slug}`)
    await button(words.restore).click()
    await page.waitForURL(path)
    expect(await page.getByTestId('rich-text').innerText()).not.toContain('Changed today.')
  }, 60_000)
})
