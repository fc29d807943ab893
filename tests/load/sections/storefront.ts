import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { findChromium } from '../../../infra/local/tools/find-chromium.ts'
import { findShop } from '../../traffic/find-shop.ts'
import { waitForQuiet } from '../machine.ts'
import { withProduct } from '../product.ts'
import type { Report } from '../report.ts'
import { percentile } from '../times.ts'

const SHOP = 'atelier-lumen'
const LOADS = 5
const LCP_TARGET_MS = 1_800
/** Web Vitals call a shift of 0.1 good. */
const CLS_TARGET = 0.05

/** A phone on slow 4G, as Lighthouse simulates it. */
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
}
const CPU_SLOWDOWN = 4

interface Vitals {
  /** When the largest picture or text was painted, in ms. */
  lcp: number
  /** How much moved without the buyer's doing. */
  cls: number
  requests: number
  bytes: number
  scriptBytes: number
}

/** How the pages of the demo storefront load on a phone with an empty cache. */
export const measureStorefront = (report: Report): Promise<void> =>
  withProduct(
    async ({ run }) => {
      const { origin } = findShop(run, SHOP)
      const browser = await chromium.launch({
        executablePath: await findChromium((line) => void process.stderr.write(`${line}\n`)),
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
      })
      try {
        const product = await firstProduct(browser, origin)
        const pages = { home: '/', catalog: '/catalog', product, cart: '/cart' }
        for (const [name, path] of Object.entries(pages))
          await measurePage(report, browser, name, origin + path)
      } finally {
        await browser.close()
      }
    },
    { servers: ['api', 'worker', 'storefront'] },
  )

async function firstProduct(browser: Browser, origin: string): Promise<string> {
  const page = await browser.newPage()
  await page.goto(`${origin}/catalog`)
  const href = await page.getByTestId('product-tile').first().getByRole('link').first().getAttribute('href')
  await page.close()
  if (!href) throw new Error('The catalog lists no product')
  return href
}

async function measurePage(report: Report, browser: Browser, name: string, address: string): Promise<void> {
  await waitForQuiet()
  const loads: Vitals[] = []
  for (let load = 0; load < LOADS; load++) loads.push(await loadOnce(browser, address))
  const median = (read: (vitals: Vitals) => number) => percentile(loads.map(read), 0.5)
  report.add({
    name: `page ${name} on slow 4G, largest contentful paint`,
    value: median(({ lcp }) => lcp),
    unit: 'ms',
    target: { below: LCP_TARGET_MS },
  })
  report.add({
    name: `page ${name}, cumulative layout shift`,
    value: median(({ cls }) => cls),
    unit: '',
    target: { below: CLS_TARGET },
  })
  report.add({ name: `page ${name}, requests`, value: median(({ requests }) => requests), unit: '' })
  report.add({
    name: `page ${name}, all that is loaded`,
    value: median(({ bytes }) => bytes) / 1e6,
    unit: 'MB',
  })
  report.add({
    name: `page ${name}, scripts`,
    value: median(({ scriptBytes }) => scriptBytes) / 1e6,
    unit: 'MB',
  })
}

async function loadOnce(browser: Browser, address: string): Promise<Vitals> {
  const context = await browser.newContext({
    locale: 'fr-FR',
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
  })
  try {
    const page = await context.newPage()
    await page.addInitScript({ path: fileURLToPath(new URL('../observe-vitals.js', import.meta.url)) })
    const counts = await throttle(context, page)
    await page.goto(address, { waitUntil: 'networkidle' })
    const vitals = await page.evaluate<{ lcp: number; cls: number }>('globalThis.vitals')
    return { ...vitals, ...counts }
  } finally {
    await context.close()
  }
}

/** Slows a page down, and counts what it loads. */
async function throttle(context: BrowserContext, page: Page): Promise<Omit<Vitals, 'lcp' | 'cls'>> {
  const session = await context.newCDPSession(page)
  const counts = { requests: 0, bytes: 0, scriptBytes: 0 }
  const scripts = new Set<string>()
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    counts.requests++
    counts.bytes += encodedDataLength
    if (scripts.has(requestId)) counts.scriptBytes += encodedDataLength
  })
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', NETWORK)
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
  return counts
}
