import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'

const screenshots = join(import.meta.dirname, '../../.local/screenshots')

/** Chromium as `npm test` found it, with nothing that calls home. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH
  if (!executablePath) throw new Error('CHROMIUM_PATH is not set: browser tests run through npm test.')
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

export interface Look {
  locale: 'fr-FR' | 'en-GB'
  width: 'wide' | 'narrow'
}

export async function openContext(browser: Browser, { locale, width }: Look): Promise<BrowserContext> {
  const viewport = width === 'wide' ? { width: 1280, height: 900 } : { width: 390, height: 844 }
  const context = await browser.newContext({ locale, viewport, reducedMotion: 'reduce' })
  context.setDefaultTimeout(20_000)
  return context
}

/** Keeps a picture of the page; what shows digits of a card is covered. */
export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, { recursive: true })
  const mask = ['card-number', 'kept-digits', 'last-six-digits', 'full-number'].map((id) =>
    page.getByTestId(id),
  )
  await page.screenshot({
    path: join(screenshots, `${name}.png`),
    fullPage: true,
    mask,
    maskColor: '#9aa5b1',
  })
}
