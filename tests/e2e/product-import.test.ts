import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { zipOf } from '../../services/api/test/zip.ts'
import { shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { onePicture } from './one-picture.ts'
import { findFaults, collectReports } from './page-check.ts'
import { signIn } from './sign-in.ts'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'portal'])
}, 120_000)
afterAll(() => environment?.stop())

const SHOPIFY = new URL('../../services/api/src/product-file/fixtures/shopify.csv', import.meta.url)

/** A ZIP file with the picture `red.png`, which is larger than the forms of the portal and is sent in two pieces. */
const PICTURES = zipOf([
  { name: 'red.png', content: onePicture(8, 8) },
  { name: 'blue.png', content: Buffer.concat([onePicture(8, 8, [20, 20, 200]), randomBytes(1_100_000)]) },
])

interface Texts {
  apply: RegExp
  undo: string
  download: string
  applied: string
  undone: string
}
const LOOKS: [Look, string, Texts][] = [
  [
    { locale: 'fr-FR', width: 'wide' },
    'atelier-lumen',
    {
      apply: /^Importer 3 produits$/,
      undo: 'Annuler cette importation',
      download: 'Télécharger',
      applied: 'Le fichier a été importé.',
      undone: 'L’importation a été annulée.',
    },
  ],
  [
    { locale: 'en-GB', width: 'narrow' },
    'northfold',
    {
      apply: /^Import 3 products$/,
      undo: 'Undo this import',
      download: 'Download',
      applied: 'The file has been imported.',
      undone: 'The import has been undone.',
    },
  ],
]

describe.each(LOOKS)('with %o, in %s', (look, slug, texts) => {
  test('a merchant corrects a file, imports a Shopify export, undoes it, and exports the products', async () => {
    const page = await signIn(environment.browser, environment.run, look, slug, false)
    if (look.width === 'narrow') await page.emulateMedia({ colorScheme: 'dark' })
    const takeReports = collectReports(page)
    const check = async (name: string) => {
      await shoot(page, `import-${look.locale}-${name}`)
      expect(await findFaults(page, { name, takeReports })).toEqual([])
    }
    const start = `${environment.run.portal}/${slug}/products/import`
    await page.goto(start)
    await waitForHydration(page)
    await check('1-start')

    const broken = 'Name;Price;Stock\nTea;free;2,5\nCoffee;4.50;-1\n'
    const upload = (name: string, buffer: Buffer) =>
      page.locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/csv', buffer })
    await upload('broken.csv', Buffer.from(broken))
    await page.getByTestId('import-problems').waitFor()
    expect(await page.getByTestId('import-problems').locator('li').count()).toBe(3)
    await check('2-problems')

    await page.goto(start)
    await waitForHydration(page)
    const csv = 'Name;Price;Image;Collections\nRed;4.50;red.png;New in\n'
    await page.locator('input[type="file"]').setInputFiles([
      { name: 'red.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) },
      { name: 'pictures.zip', mimeType: 'application/zip', buffer: PICTURES },
    ])
    await page.getByTestId('import-preview').waitFor()
    expect(await page.getByTestId('import-preview').innerText()).toMatch(/: 1 · .*: 1/)
    await check('6-pictures')

    await page.goto(start)
    await waitForHydration(page)
    await upload('shopify.csv', await readFile(SHOPIFY))
    await page.getByTestId('import-preview').waitFor()
    await check('3-preview')
    // The columns are sent as they were guessed, those that are hidden too.
    const columns = page.getByTestId('import-columns')
    await columns.getByRole('button').click()
    await columns.locator('[aria-busy="true"]').waitFor({ state: 'detached' })
    await page.getByTestId('import-preview').waitFor()
    await page.getByRole('button', { name: texts.apply }).click()
    await page.getByText(texts.applied).waitFor()
    await check('4-applied')
    await page.getByRole('button', { name: texts.undo }).click()
    await page.getByText(texts.undone).waitFor()
    await check('5-undone')

    await page.goto(start)
    await waitForHydration(page)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: texts.download }).click(),
    ])
    const exported = await readFile(await download.path(), 'utf8')
    expect(exported).toMatch(look.locale === 'fr-FR' ? /^\ufeffIdentifiant;Nom;/ : /^\ufeffHandle,Name,/)
    expect(exported.split('\r\n').length).toBeGreaterThan(3)
    await page.context().close()
  })
})
