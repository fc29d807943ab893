import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page, Request } from 'playwright-core'
import { waitForHydration } from './browser.ts'
import { findSmallTargets } from './small-targets.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What the page reported since the last call: console messages, uncaught errors and failed requests. */
export type TakeReports = () => string[]

/** Collects everything that the page reports. Requests whose URL begins with `held` never arrive and are ignored. */
export function collectReports(page: Page, held?: string): TakeReports {
  const reports: string[] = []
  const isHeld = (request: Request) => held !== undefined && request.url().startsWith(held)
  page.on('console', (message) => {
    // Reported below, with its URL.
    if (!message.text().startsWith('Failed to load resource'))
      reports.push(`console ${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => reports.push(`uncaught ${error.message}`))
  page.on('requestfailed', (request) => {
    if (isHeld(request) || request.failure()?.errorText === 'net::ERR_ABORTED') return
    reports.push(`${request.failure()?.errorText} for ${request.method()} ${request.url()}`)
  })
  page.on('response', (response) => {
    // A form action that refuses a form answers with 4xx.
    const isRefusal = response.status() < 500 && response.request().headers()['x-sveltekit-action'] === 'true'
    if (response.status() >= 400 && !isRefusal)
      reports.push(`HTTP ${response.status()} for ${response.url()}`)
  })
  return () => reports.splice(0)
}

interface AxeResult {
  violations: { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] }[]
}

/** Violations of axe-core's rules, one per element. @param rules the ids of the rules; all by default */
async function accessibilityFaults(page: Page, rules?: string[]): Promise<string[]> {
  const isLoaded = await page.evaluate('typeof axe === "object"')
  if (!isLoaded) await page.evaluate(axeSource)
  const options = { resultTypes: ['violations'], preload: false, ...(rules && { runOnly: rules }) }
  const { violations } = await page.evaluate<AxeResult>(`axe.run(${JSON.stringify(options)})`)
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => {
      const reason = failureSummary?.split('\n').slice(1).join(' ').trim()
      return `axe ${id} (${help}): ${target.join(' ')}: ${reason}`
    }),
  )
}

/** Texts with too little contrast in the page's light or dark look. */
export const contrastFaults = (page: Page, look: 'light' | 'dark'): Promise<string[]> =>
  faultsInLook(page, look, ['color-contrast'])

async function faultsInLook(page: Page, colorScheme: 'light' | 'dark', rules?: string[]): Promise<string[]> {
  await page.emulateMedia({ colorScheme })
  await waitForFrame(page)
  const faults = await accessibilityFaults(page, rules)
  await page.emulateMedia({ colorScheme: 'light' })
  await waitForFrame(page)
  return faults.map((fault) => `${colorScheme}: ${fault}`)
}

/** The elements that stick out of the page on the right, except in boxes that can be scrolled themselves. */
const elementsOutside = (page: Page): Promise<string[]> =>
  page.locator('body *').evaluateAll((elements) =>
    elements
      .filter(
        (each) => each.getBoundingClientRect().right > each.ownerDocument.documentElement.clientWidth + 1,
      )
      .filter((each) => !each.closest('.overflow-x-auto, .sr-only'))
      .map((each) => `<${each.localName} class="${each.getAttribute('class') ?? ''}">`),
  )

/** Whether the page or an open dialog can be scrolled sideways, and the first elements that stick out of the page. */
async function overflowFaults(page: Page): Promise<string[]> {
  const wide = await page
    .locator('html, dialog[open]')
    .evaluateAll((boxes) =>
      boxes
        .filter((box) => box.scrollWidth > box.clientWidth)
        .map((box) => `${box.localName} scrolls sideways (${box.scrollWidth} > ${box.clientWidth})`),
    )
  if (!wide.length) return []
  return [`${wide.join(', ')}: ${(await elementsOutside(page)).slice(0, 3).join(' ')}`]
}

/** Widths in px, and the smallest hit area: what WCAG 2.2 (2.5.8) demands with a mouse, what thumbs need on a phone. */
const WIDTHS = [
  { name: 'wide', width: 1280, height: 900, targetSize: 24, look: 'light' },
  { name: 'narrow', width: 360, height: 780, targetSize: 44, look: 'dark' },
] as const

/** `npm run test:pages` checks every page in both widths; otherwise a page is checked in one of them, which depends on its language. */
const HAS_ALL_WIDTHS = process.env['PAGE_WIDTHS'] === 'all'

interface PageCheck {
  /** What the page is called in the faults. */
  name: string
  takeReports: TakeReports
  /** Whether it is a page of SvelteKit, whose scripts take over; by default it is. */
  isHydrated?: boolean
  /** Whether to check both widths; see `HAS_ALL_WIDTHS`. */
  hasAllWidths?: boolean
  /** An order code on the page: codes are random, so the widest letters take its place before text is enlarged. */
  orderCode?: string
}

/** Checks the page wide in both looks or narrow in the dark one, or both, each also with text at 200 %. */
export async function findFaults(page: Page, check: PageCheck): Promise<string[]> {
  const { name, takeReports, orderCode, isHydrated = true, hasAllWidths = HAS_ALL_WIDTHS } = check
  const faults: string[] = []
  if (isHydrated) await waitForHydration(page)
  const only = (await page.locator('html').getAttribute('lang'))?.startsWith('fr') ? 'narrow' : 'wide'
  const widths = WIDTHS.filter(({ name: each }) => hasAllWidths || each === only)
  for (const { name: width, targetSize, look, ...viewport } of widths) {
    await page.setViewportSize(viewport)
    const found = [
      ...(await faultsInLook(page, look)),
      ...(look === 'light' ? await contrastFaults(page, 'dark') : []),
      ...(await overflowFaults(page)),
      ...(await findSmallTargets(page, targetSize)),
      ...(await enlargedFaults(page, orderCode)),
    ]
    faults.push(...found.map((fault) => `${name}, ${width}: ${fault}`))
  }
  return [...faults, ...takeReports().map((report) => `${name}: ${report}`)]
}

async function enlargedFaults(page: Page, orderCode?: string): Promise<string[]> {
  if (orderCode)
    await page.getByText(orderCode, { exact: true }).evaluateAll((elements) => {
      for (const element of elements) element.textContent = 'WWWWWWWW'
    })
  await setTextSize(page, '200%')
  const faults = await overflowFaults(page)
  await setTextSize(page, '')
  return faults.map((fault) => `text at 200 %: ${fault}`)
}

/** Changes the size of all text. */
export async function setTextSize(page: Page, size: string): Promise<void> {
  await page.locator('html').evaluate((root, value) => {
    root.style.fontSize = value
  }, size)
  await waitForFrame(page)
}

/** Waits until the page has been laid out and painted anew. */
export const waitForFrame = (page: Page): Promise<void> =>
  page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))')
