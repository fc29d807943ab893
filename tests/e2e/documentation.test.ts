import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildDocs } from '../../infra/local/docs-site/build-docs.ts'
import { startEnvironment, type Environment } from '../contract/environment.ts'
import { launchBrowser, openContext, shoot, type Look } from './browser.ts'
import { collectReports, contrastFaults } from './page-check.ts'

let environment: Environment
let browser: Browser
beforeAll(async () => {
  const problems: string[] = []
  await buildDocs((line) => problems.push(line))
  expect(problems).toEqual([])
  environment = await startEnvironment(['api'], { canRun: true })
  browser = await launchBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await environment?.stop()
})

const WIDE: Look = { locale: 'en-GB', width: 'wide' }
const NARROW: Look = { locale: 'en-GB', width: 'narrow' }

async function openPage(path: string, look: Look): Promise<Page> {
  const page = await (await openContext(browser, look)).newPage()
  await page.goto(`${environment.run.docs}${path}`)
  return page
}

/** Replaces what is written in an editor. */
async function write(page: Page, editor: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name: editor }).click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(text)
}

test.each([WIDE, NARROW])('the Explorer completes, checks and runs a request ($width)', async (look) => {
  const page = await openPage('/explorer', look)
  const takeReports = collectReports(page)
  const [shop] = environment.run.shops
  expect(await page.getByLabel('x-shop-key').inputValue()).toBe(shop?.key)
  await page.getByRole('button', { name: 'Query' }).waitFor()

  await write(page, 'Request', '{ shop { currenc } }')
  await page.locator('.cm-lintRange-error').first().waitFor()
  await write(page, 'Request', '{ shop { ')
  await page.keyboard.insertText('curren')
  await page.keyboard.press('Control+Space')
  await page
    .getByRole('option', { name: /currency/ })
    .first()
    .waitFor()
  await page.keyboard.press('Escape')

  await write(
    page,
    'Request',
    'query ($first: Int) { shop { slug } products(first: $first) { nodes { id } } }',
  )
  await write(page, 'Variables', '{"first": 2}')
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByText(`"slug": "${shop?.slug}"`).waitFor()
  expect(await page.getByLabel('x-visitor-id').inputValue()).not.toBe('')
  expect(takeReports()).toEqual([])
  await shoot(page, `documentation-explorer-${look.width}`)
  const faults = [...(await contrastFaults(page, 'light')), ...(await contrastFaults(page, 'dark'))]
  expect(faults).toEqual([])
  const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  expect(overflow).toBeLessThanOrEqual(0)
  await page.context().close()
})

test('the Explorer shows the documentation of both schemas', async () => {
  const page = await openPage('/explorer', WIDE)
  const docs = page.getByRole('region', { name: 'Documentation of the schema' })
  await docs.getByRole('button', { name: 'Query' }).click()
  await docs.locator('[data-member="products"]').getByText('ProductFilters').click()
  await docs.getByText('input', { exact: true }).waitFor()
  await page.getByRole('combobox', { name: /^Schema/ }).selectOption('merchant')
  await docs.getByLabel('Find a type or field').fill('certifyPayment')
  await docs.getByRole('button', { name: 'Mutation.certifyPayment' }).click()
  await docs.locator('[data-member="certifyPayment"]').waitFor()
  expect(await page.getByRole('button', { name: 'Run' }).count()).toBe(0)
  await shoot(page, 'documentation-schema')
  await page.context().close()
})

test('only the Explorer loads the editor', async () => {
  const loadsEditor = async (path: string): Promise<boolean> => {
    const page = await (await openContext(browser, WIDE)).newPage()
    const scripts: string[] = []
    page.on('request', (request) => scripts.push(request.url()))
    await page.goto(`${environment.run.docs}${path}`, { waitUntil: 'networkidle' })
    await page.context().close()
    return scripts.some((url) => url.includes('GraphqlExplorer'))
  }
  expect(await loadsEditor('/guide/first-order')).toBe(false)
  expect(await loadsEditor('/explorer')).toBe(true)
})

test('drawings are drawn in the colours of the page', async () => {
  const page = await openPage('/architecture', WIDE)
  const takeReports = collectReports(page)
  const drawings = page.locator('.drawing svg')
  expect(await drawings.count()).toBe(7)
  expect(await drawings.first().getAttribute('aria-label')).toMatch(/^Drawing: /)
  const textColor = () =>
    page.evaluate<string>(`getComputedStyle(document.querySelector('.drawing text')).fill`)
  const light = await textColor()
  await shoot(page, 'documentation-drawings')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(textColor).not.toBe(light)
  await shoot(page, 'documentation-drawings-dark')
  expect(takeReports()).toEqual([])
  await page.context().close()
})
