import type { Page } from 'playwright-core'
import { waitForHydration, type Look } from './browser.ts'
import type { Environment } from './environment.ts'
import { signIn } from './sign-in.ts'

/** Opens a settings page as the shop's owner. */
export async function openSettings(
  { browser, run }: Environment,
  look: Look,
  slug: string,
  section: 'banks' | 'payments' | 'shop',
): Promise<Page> {
  const page = await signIn(browser, run, look, slug, false)
  await page.goto(`${run.portal}/${slug}/settings/${section}`)
  await waitForHydration(page)
  return page
}
