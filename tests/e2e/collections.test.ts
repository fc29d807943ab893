import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { onePicture } from './one-picture.ts'
import { collectReports, findFaults } from './page-check.ts'
import { signIn } from './sign-in.ts'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'portal'])
}, 120_000)
afterAll(() => environment?.stop())

type Words = Record<'create' | 'name' | 'rules' | 'save' | 'rule', string>

const MERCHANTS: { slug: string; look: Look; words: Words }[] = [
  {
    slug: 'maison-basile',
    look: { locale: 'fr-FR', width: 'wide' },
    words: {
      create: 'Nouvelle collection',
      name: 'Nom',
      rules: 'Par règles',
      save: 'Enregistrer',
      rule: 'Prix jusqu’à',
    },
  },
  {
    slug: 'northfold',
    look: { locale: 'en-GB', width: 'narrow' },
    words: { create: 'New collection', name: 'Name', rules: 'By rules', save: 'Save', rule: 'Price up to' },
  },
]

describe.each(MERCHANTS)('a merchant of $slug', ({ slug, look, words }) => {
  let page: Page

  test('makes a collection by rules, with a picture', async () => {
    page = await signIn(environment.browser, environment.run, look, slug, false)
    const takeReports = collectReports(page)
    await page.goto(`${environment.run.portal}/${slug}/collections`)
    await waitForHydration(page)
    await shoot(page, `collections-${slug}-1-list`)
    await page.getByRole('link', { name: words.create }).click()
    await page.getByLabel(words.name, { exact: true }).fill('Under a hundred')
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'picture.png', mimeType: 'image/png', buffer: onePicture(600, 400) })
    await page.locator('form img').waitFor()
    expect(
      await page.locator('form img').evaluate((image: HTMLImageElement) => image.decode()),
    ).toBeUndefined()
    await page.getByRole('radio', { name: words.rules }).check()
    await page.locator('select[name=condition]').selectOption('PRICE_AT_MOST')
    await page.locator('input[name=value]').fill('abc')
    await page.getByRole('button', { name: words.save, exact: true }).click()
    await page.locator('[aria-invalid=true]').waitFor()
    await page.locator('input[name=value]').fill('100')
    await shoot(page, `collections-${slug}-2-form`)
    expect(await findFaults(page, { name: `a collection in ${look.locale}`, takeReports })).toEqual([])
    await page.getByRole('button', { name: words.save, exact: true }).click()
    await page.getByText('Under a hundred').waitFor()
    await page.locator('main img').last().waitFor()
    await shoot(page, `collections-${slug}-3-made`)
  })

  test('finds it as it was saved', async () => {
    await page.getByText('Under a hundred').click()
    await page.getByTestId('collection').waitFor()
    expect(await page.locator('select[name=condition]').inputValue()).toBe('PRICE_AT_MOST')
    expect(await page.locator('input[name=value]').inputValue()).toMatch(/^100/)
    expect(await page.locator('form img').count()).toBe(1)
  })
})
