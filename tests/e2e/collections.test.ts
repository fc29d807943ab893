import { deflateSync, crc32 } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { collectReports, findFaults } from './page-check.ts'
import { signIn } from './sign-in.ts'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'portal'])
}, 120_000)
afterAll(() => environment?.stop())

/** A picture of one colour, as a PNG. */
function onePicture(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(data.length)
    frame.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  const row = Buffer.concat([Buffer.of(0), Buffer.alloc(width * 3, Buffer.of(200, 120, 60))])
  const rows = Buffer.concat(Array<Buffer>(height).fill(row))
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

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
