import { errorMessage } from '@triclic/error-codes'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { randomFrom } from '../traffic/random.ts'
import { createVisitor } from '../traffic/visitor.ts'
import { shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { openSettings } from './open-settings.ts'
import { collectReports, findFaults } from './page-check.ts'

/** A test number published by Visa. */
const CARD = { number: '4012888888881881', expiryMonth: 12, expiryYear: 2030, brand: 'VISA' } as const

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'portal'])
}, 120_000)
afterAll(() => environment?.stop())

async function requireSecondFactor(page: Page): Promise<void> {
  await page.getByTestId('second-factor').getByRole('checkbox').check()
  await page.getByTestId('shop-settings').getByRole('button').last().click()
  await page.getByRole('status').waitFor()
}

const OWNERS: { slug: string; language: 'fr' | 'en'; look: Look }[] = [
  { slug: 'atelier-lumen', language: 'fr', look: { locale: 'fr-FR', width: 'narrow' } },
  { slug: 'northfold', language: 'en', look: { locale: 'en-GB', width: 'wide' } },
]

describe.each(OWNERS)('in $slug', ({ slug, language, look }) => {
  test('an owner reserves cards for members with a second factor, and is then refused without one', async () => {
    const { run } = environment
    const visitor = createVisitor(run.api, findShop(run, slug).key)
    const order = await placeSampleOrder(visitor, randomFrom(1))
    expect((await visitor.payByCard(order, CARD)).userErrors).toEqual([])
    const page = await openSettings(environment, look, slug, 'shop')
    const takeReports = collectReports(page)
    await page.goto(`${run.portal}/${slug}/orders`)
    await page.getByTestId('second-factor-off').waitFor()
    await shoot(page, `portal-second-factor-notice-${language}-${look.width}`)
    await page.getByTestId('second-factor-off').getByRole('link').click()
    await waitForHydration(page)
    await page.getByTestId('second-factor').waitFor()
    await shoot(page, `portal-second-factor-setting-${language}-${look.width}`)
    await requireSecondFactor(page)
    expect(await findFaults(page, { name: 'shop settings', takeReports })).toEqual([])

    await page.goto(`${run.portal}/${slug}/orders/${order.code}`)
    await waitForHydration(page)
    expect(await page.getByTestId('second-factor-off').count()).toBe(0)
    const form = page.getByTestId('card-number-parts')
    await form.getByRole('button').click()
    await form.getByText(errorMessage('SECOND_FACTOR_REQUIRED', language)).waitFor()
    await shoot(page, `portal-second-factor-refused-${language}-${look.width}`)
    await form.getByRole('link').click()
    await page.waitForURL('**/account')
    await page.context().close()
  })
})
