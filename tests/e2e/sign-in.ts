import type { Browser, Page } from 'playwright-core'
import type { Run } from '../../infra/local/product/run-file.ts'
import { findMember } from '../traffic/find-shop.ts'
import { openContext, shoot, type Look } from './browser.ts'

/** Fills in the page to sign in, which is open, as a member of the shop who works in several shops, or only in this one. */
export async function enterCredentials(
  page: Page,
  run: Run,
  slug: string,
  wantsSeveral: boolean,
): Promise<void> {
  const member = findMember(run, slug, wantsSeveral)
  await page.locator('input[name="email"]').fill(member.email)
  await page.locator('input[name="password"]').fill(member.password)
  await page.locator('form button:not([type="button"])').last().click()
}

/** Signs in to the portal as a member of the shop who works in several shops, or only in this one and opens its orders. */
export async function signIn(
  browser: Browser,
  run: Run,
  look: Look,
  slug: string,
  wantsSeveral: boolean,
): Promise<Page> {
  const page = await (await openContext(browser, look)).newPage()
  await page.goto(run.portal)
  await shoot(page, `portal-${slug}-1-sign-in`)
  await enterCredentials(page, run, slug, wantsSeveral)
  await page.waitForURL('**/shops')
  if (!wantsSeveral) await page.goto(`${run.portal}/${slug}/orders`)
  return page
}
