import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findMember } from '../traffic/find-shop.ts'
import { shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { collectReports, findFaults } from './page-check.ts'
import { signIn } from './sign-in.ts'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'portal'])
}, 120_000)
afterAll(() => environment?.stop())

const CASES: [string, string, Look, string, RegExp][] = [
  [
    'in English',
    'northfold',
    { locale: 'en-GB', width: 'wide' },
    'Owner',
    /Left the shop.*Transferred the shop/s,
  ],
  [
    'in French, on a phone',
    'maison-basile',
    { locale: 'fr-FR', width: 'narrow' },
    'Propriétaire',
    /A quitté la boutique.*Boutique cédée/s,
  ],
]

test.each(CASES)(
  'an owner gives the shop to a colleague of several shops, leaves, and the log says so, %s',
  async (_case, slug, look, ownerText, actions) => {
    const { browser, run } = environment
    const people = `${run.portal}/${slug}/settings/people`
    const before = await signIn(browser, run, look, slug, false)
    const takeReports = collectReports(before)
    const after = await signIn(browser, run, look, slug, true)
    const colleague = findMember(run, slug, true).email
    const personOf = (page: Page, email: string) => page.getByTestId('person').filter({ hasText: email })

    await before.goto(people)
    await waitForHydration(before)
    const person = personOf(before, colleague)
    await person.locator('summary').click()
    await person.locator('button[aria-haspopup="dialog"]').nth(1).click()
    await shoot(before, `portal-transfer-${look.locale}-dialog`)
    await person.locator('dialog[open] button').last().click()
    await before.waitForURL('**/shops?reason=transferred')
    await before.getByTestId('done').waitFor()
    await shoot(before, `portal-transfer-${look.locale}-done`)
    expect(await findFaults(before, { name: 'after the transfer', takeReports })).toEqual([])

    await after.goto(people)
    await waitForHydration(after)
    const self = personOf(after, colleague)
    expect(await self.getByTestId('role').textContent()).toBe(ownerText)
    // The owner alone can neither leave nor be removed.
    expect(await self.locator('summary').count()).toBe(0)

    // A manager may not see the people, and leaves from the own account.
    await before.goto(people)
    await before.waitForURL('**/shops?reason=forbidden')
    await before.goto(`${run.portal}/account`)
    await before.getByTestId('own-shops').locator(`a[href="/${slug}/leave"]`).click()
    await before.waitForURL('**/leave')
    await waitForHydration(before)
    await shoot(before, `portal-transfer-${look.locale}-leave`)
    await before.locator('form[action="?/leaveShop"] button').click()
    await before.waitForURL('**/shops?reason=left')
    await before.getByTestId('done').waitFor()
    expect(await before.locator(`a[href="/${slug}"]`).count()).toBe(0)

    await after.goto(`${run.portal}/${slug}/settings/audit-log`)
    await shoot(after, `portal-transfer-${look.locale}-log`)
    expect(await after.getByTestId('audit-log').textContent()).toMatch(actions)
    await before.context().close()
    await after.context().close()
  },
)
