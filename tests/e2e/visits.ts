import type { Page } from 'playwright-core'
import type { Look } from './browser.ts'

/** A shop of each language, whose pages are inspected. */
export const SHOPS: { slug: string; locale: Look['locale'] }[] = [
  { slug: 'atelier-lumen', locale: 'fr-FR' },
  { slug: 'northfold', locale: 'en-GB' },
]

/** Lets no navigation to the bank succeed, so that the page that submits the form to it stays open. */
export const stayBeforeBank = (page: Page, bank: string) =>
  page.route(`${bank}/**`, (route) => route.fulfill({ status: 204 }))

/** Opens a route in each of its states. Each call of `check` inspects the page that is open. */
export type Visit = (page: Page, check: (state?: string) => Promise<void>) => Promise<void>

/** Visits these addresses of one route. */
export const visitAddresses =
  (...addresses: string[]): Visit =>
  async (page, check) => {
    for (const address of addresses) {
      await page.goto(address)
      const { pathname, search } = new URL(address)
      await check(pathname + search)
    }
  }

/** Visits these addresses, and the first page below the list to which the list links: one that exists already. */
export const visitAlsoListed =
  (list: string, ...addresses: string[]): Visit =>
  async (page, check) => {
    await visitAddresses(...addresses)(page, check)
    await page.goto(list)
    const below = new URL(addresses[0] ?? list).pathname.replace(/[^/]+$/, '')
    const links = page.locator(`main a[href^="${below}"]:not([href*="/new"]):visible`)
    await page.goto(new URL((await links.first().getAttribute('href')) ?? '', list).href)
    await check(`one of ${below}`)
  }

/** Makes all visits, by route, and returns what `findFaults` finds on the pages, one fault per line. */
export async function visitAll(
  page: Page,
  visits: Record<string, Visit>,
  findFaults: (name: string) => Promise<string[]>,
): Promise<string> {
  const faults: string[] = []
  for (const [route, visit] of Object.entries(visits))
    await visit(page, async (name = route) => void faults.push(...(await findFaults(name))))
  return faults.join('\n')
}
