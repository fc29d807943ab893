import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page, Request } from 'playwright-core'
import { waitForHydration } from './browser.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What the page reported since the last call: console messages, uncaught errors and failed requests. */
export type TakeReports = () => string[]

/** Collects everything that the page reports. Requests whose URL begins with `held` never arrive and are ignored. */
export function collectReports(page: Page, held?: string): TakeReports {
  const reports: string[] = []
  const isHeld = (request: Request) => held !== undefined && request.url().startsWith(held)
  page.on('console', (message) => reports.push(`console ${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => reports.push(`uncaught ${error.message}`))
  page.on('requestfailed', (request) => {
    if (isHeld(request) || request.failure()?.errorText === 'net::ERR_ABORTED') return
    reports.push(`${request.failure()?.errorText} for ${request.method()} ${request.url()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) reports.push(`HTTP ${response.status()} for ${response.url()}`)
  })
  return () => reports.splice(0)
}

interface AxeResult {
  violations: { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] }[]
}

/** Violations of every rule of axe-core, one per element. */
async function accessibilityFaults(page: Page): Promise<string[]> {
  const isLoaded = await page.evaluate('typeof axe === "object"')
  if (!isLoaded) await page.evaluate(axeSource)
  const { violations } = await page.evaluate<AxeResult>(
    'axe.run({ resultTypes: ["violations"], preload: false })',
  )
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => {
      const reason = failureSummary?.split('\n').slice(1).join(' ').trim()
      return `axe ${id} (${help}): ${target.join(' ')}: ${reason}`
    }),
  )
}

/** The elements that stick out of the page on the right, except in boxes that can be scrolled themselves. */
const elementsOutside = (page: Page, selector: string): Promise<string[]> =>
  page.locator(selector).evaluateAll((elements) =>
    elements
      .filter(
        (each) => each.getBoundingClientRect().right > each.ownerDocument.documentElement.clientWidth + 1,
      )
      .filter((each) => !each.closest('.overflow-x-auto'))
      .map((each) => `<${each.localName} class="${each.getAttribute('class') ?? ''}">`),
  )

/** Whether the page can be scrolled sideways, and the first elements that stick out of it. */
async function overflowFaults(page: Page): Promise<string[]> {
  const { scrollWidth, clientWidth } = await page
    .locator('html')
    .evaluate((root) => ({ scrollWidth: root.scrollWidth, clientWidth: root.clientWidth }))
  if (scrollWidth <= clientWidth) return []
  const elements = (await elementsOutside(page, 'body *')).slice(0, 3)
  return [`scrolls sideways (${scrollWidth} > ${clientWidth}): ${elements.join(' ')}`]
}

const WIDTHS = [
  { name: 'wide', width: 1280, height: 900 },
  { name: 'narrow', width: 360, height: 780 },
]

interface PageCheck {
  /** What the page is called in the faults. */
  name: string
  takeReports: TakeReports
}

/** Checks the page wide and narrow, both also with text at 200 %. */
export async function findFaults(page: Page, { name, takeReports }: PageCheck): Promise<string[]> {
  const faults: string[] = []
  await waitForHydration(page)
  for (const { name: width, ...viewport } of WIDTHS) {
    await page.setViewportSize(viewport)
    const found = [...(await accessibilityFaults(page)), ...(await overflowFaults(page))]
    found.push(...(await enlargedFaults(page, width)))
    faults.push(...found.map((fault) => `${name}, ${width}: ${fault}`))
  }
  return [...faults, ...takeReports().map((report) => `${name}: ${report}`)]
}

/** Text at 200 % must fit into a wide page, and into the header of a narrow one, which is on every page. */
async function enlargedFaults(page: Page, width: string): Promise<string[]> {
  await setTextSize(page, '200%')
  const faults =
    width === 'wide'
      ? await overflowFaults(page)
      : await elementsOutside(page, 'body header:not(section *) *')
  await setTextSize(page, '')
  return faults.map((fault) => `text at 200 %: ${fault}`)
}

/** Changes the size of all text and waits until its transitions, even those of reduced motion, are over. */
export async function setTextSize(page: Page, size: string): Promise<void> {
  await page.locator('html').evaluate((root, value) => {
    root.style.fontSize = value
  }, size)
  await page.evaluate('new Promise((done) => setTimeout(() => requestAnimationFrame(done), 50))')
}
