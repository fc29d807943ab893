import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core'

const screenshots = join(import.meta.dirname, '../../.local/screenshots')

/** Starts the Chromium that `npm test` found, without its background connections. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH
  if (!executablePath) throw new Error('CHROMIUM_PATH is not set. Run browser tests with npm test.')
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

/** Test ids of elements that show card digits. */
const CARD_DIGITS = ['card-number', 'kept-digits', 'last-six-digits', 'full-number']

export interface Look {
  locale: 'fr-FR' | 'en-GB'
  width: 'wide' | 'narrow'
}

export async function openContext(
  browser: Browser,
  { locale, width }: Look,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const viewport = width === 'wide' ? { width: 1280, height: 900 } : { width: 390, height: 844 }
  const context = await browser.newContext({ locale, viewport, reducedMotion: 'reduce', ...options })
  context.setDefaultTimeout(20_000)
  return context
}

/** Waits until SvelteKit has hydrated the page, which it shows by this element. */
export const waitForHydration = (page: Page): Promise<void> =>
  page.locator('#svelte-announcer').waitFor({ state: 'attached' })

/** Saves a screenshot of the page in which card digits are covered. */
export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, { recursive: true })
  // Of a page that is scrolled, the covers would be in the wrong place.
  await page.evaluate('scrollTo(0, 0)')
  const mask = CARD_DIGITS.map((id) => page.getByTestId(id))
  await page.screenshot({
    path: join(screenshots, `${name}.png`),
    fullPage: true,
    mask,
    maskColor: '#9aa5b1',
  })
}

/** Delays the scripts of a page until the returned function is called. */
export async function holdScripts(page: Page): Promise<() => void> {
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/*.js', (route) => held.then(() => route.continue()))
  return () => release()
}

/** Does to a page what browser translators do: puts every text into a new element, which the page's scripts don't know. */
export async function translatePage(page: Page): Promise<void> {
  await page.evaluate(() => {
    const texts: Text[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) texts.push(walker.currentNode as Text)
    for (const text of texts) {
      if (!text.data.trim() || text.parentElement?.closest('script, style, select, textarea')) continue
      const translated = document.createElement('font')
      translated.textContent = text.data
      text.replaceWith(translated)
    }
  })
}
