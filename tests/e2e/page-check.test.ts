import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { collectReports, findFaults } from './page-check.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

const STYLE = `body { margin: 0; color: #111; background: #fff; font: 16px sans-serif }
  button { min-width: 48px; min-height: 48px; color: #111; background: #eee; border: 0 }
  @media (prefers-color-scheme: dark) { body { color: #eee; background: #111 } }`

interface Body {
  style?: string
  script?: string
  language?: string
  hasAllWidths?: boolean
}

async function faultsOf(body: string, given: Body = {}): Promise<string[]> {
  const { style = '', script = '', language = 'en', hasAllWidths = true } = given
  const page = await browser.newPage()
  const takeReports = collectReports(page)
  await page.setContent(
    `<!doctype html><html lang="${language}"><head><title>A page</title><meta name="viewport" content="width=device-width">
     <style>${STYLE}${style}</style></head><body><main><h1>Orders</h1>${body}</main><script>${script}</script></body></html>`,
  )
  const faults = await findFaults(page, { name: 'page', takeReports, isHydrated: false, hasAllWidths })
  await page.close()
  return faults
}

test('a page without faults has none', async () => {
  expect(await faultsOf('<button>Pay</button><p>Some text</p>')).toEqual([])
})

test.each<[fault: string, body: string, style: string, expected: RegExp[]]>([
  [
    'a button that is small with a mouse',
    '<button class="small">x</button>',
    '.small { min-width: 10px; min-height: 10px; width: 10px; height: 10px; padding: 0 }',
    [/^page, wide: target of 10 × /, /^page, narrow: target of 10 × /],
  ],
  [
    'a button too small for a thumb',
    '<button class="small">x</button>',
    '.small { min-width: 30px; min-height: 30px; width: 30px; height: 30px; padding: 0 }',
    [/^page, narrow: target of 30 × 30 px/],
  ],
  [
    'a small button below the screen',
    '<div style="height: 3000px"></div><button class="small">x</button>',
    '.small { min-width: 30px; min-height: 30px; width: 30px; height: 30px; padding: 0 }',
    [/^page, narrow: target of 30 × 30 px/],
  ],
  [
    'a covered button',
    '<button>Pay</button><div class="cover"></div>',
    '.cover { position: fixed; inset: 0 }',
    [/^page, wide: target covered/, /^page, narrow: target covered/],
  ],
  [
    'text that is faint in the light look',
    '<p class="faint">Some text</p>',
    '.faint { color: #ccc }',
    [/^page, wide: light: axe color-contrast/],
  ],
  [
    'text that is faint in the dark look',
    '<p class="faint">Some text</p>',
    '.faint { color: #555 }',
    [/^page, wide: dark: axe color-contrast/, /^page, narrow: dark: axe color-contrast/],
  ],
  [
    'a picture without alternative text',
    '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    '',
    [/axe image-alt/, /axe image-alt/],
  ],
  [
    'a box that is too wide for a phone',
    '<div class="box">Some text</div>',
    '.box { width: 500px }',
    [/^page, narrow: html scrolls sideways/, /^page, narrow: text at 200 %: html scrolls sideways/],
  ],
])('finds %s', async (_, body, style, expected) => {
  expect(await faultsOf(body, { style })).toEqual(expected.map((each) => expect.stringMatching(each)))
})

test('finds what the page writes to the console, and an uncaught error', async () => {
  const faults = await faultsOf('<p>Text</p>', {
    script: 'console.warn("a warning"); throw new Error("broken")',
  })
  expect(faults).toEqual(['page: console warning: a warning', 'page: uncaught broken'])
})

test.each([
  ['en-GB', 'wide'],
  ['fr', 'narrow'],
])('a page in %s is checked %s only, unless both widths are asked for', async (language, width) => {
  const faults = await faultsOf('<button></button>', { language, hasAllWidths: false })
  expect(faults).not.toEqual([])
  expect(faults.filter((fault) => !fault.startsWith(`page, ${width}: `))).toEqual([])
})
