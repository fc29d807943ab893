import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { programPath } from '../../infra/local/product/programs.ts'
import { allMails, headerOf } from '../traffic/mailbox.ts'
import { openContext, shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { collectReports, findFaults } from './page-check.ts'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'portal', 'storefront'])
}, 120_000)
afterAll(() => environment?.stop())

interface OpenedShop {
  slug: string
  origin: string
  owner: string
}

/** Opens a shop as an operator does with `npm run shop -- create`. */
async function openShop(slug: string, locale: string): Promise<OpenedShop> {
  const args = [
    'create',
    '--slug',
    slug,
    '--name',
    'Les Bougies d’Ève',
    '--owner',
    `${slug}@shop.test`,
    '--locale',
    locale,
  ]
  const { stdout } = await promisify(execFile)(process.execPath, [programPath('shop'), ...args, '--json'], {
    env: environment.shopEnv,
  })
  return JSON.parse(stdout) as OpenedShop
}

/** The link of the invitation to this address, once it is mailed. */
async function invitationLink(email: string): Promise<string> {
  let link = ''
  await expect
    .poll(
      async () => {
        const mail = (await allMails(environment.run.mailbox ?? '')).find(
          (each) => headerOf(each, 'x-triclic-mail') === 'invitation' && each.raw.includes(email),
        )
        const text = mail?.raw.replace(/=\r?\n/g, '').replace(/=3D/g, '=') ?? ''
        return (link = /https?:\/\/[^\s"<]+\/invitation\?token=[\w-]{43}/.exec(text)?.[0] ?? '')
      },
      { timeout: 30_000 },
    )
    .not.toBe('')
  return link
}

/** Fills fields and clicks like a person, and counts both. */
class Hand {
  actions = 0
  fill(field: Locator, text: string): Promise<void> {
    this.actions++
    return field.fill(text)
  }
  click(target: Locator): Promise<void> {
    this.actions++
    return target.click()
  }
}

const step = (page: Page, code: string) => page.getByTestId(`setup-step-${code}`)

const CASES: [string, Look, string][] = [
  ['in French', { locale: 'fr-FR', width: 'wide' }, 'fr'],
  ['in English, on a phone', { locale: 'en-GB', width: 'narrow' }, 'en'],
]

test.each(CASES)(
  'an owner opens the invitation and sets up the shop, %s',
  async (_case, look, locale) => {
    const { browser, run } = environment
    const started = Date.now()
    const { slug, origin, owner } = await openShop(`bougies-${locale}`, locale)
    const page = await (await openContext(browser, look)).newPage()
    const takeReports = collectReports(page)
    const faults: string[] = []
    const look_at = async (name: string) => {
      await waitForHydration(page)
      await shoot(page, `portal-open-shop-${locale}-${name}`)
      faults.push(...(await findFaults(page, { name, takeReports })))
    }
    const hand = new Hand()

    await page.goto(await invitationLink(owner))
    hand.actions++
    await waitForHydration(page)
    await hand.fill(page.getByRole('textbox').first(), 'Ève Martin')
    await hand.click(page.locator('details summary'))
    await hand.fill(page.locator('[name="newPassword"]'), 'sept lanternes de cuivre chantent')
    await hand.click(page.locator('form:has([name="newPassword"]) button').last())
    await page.waitForURL(`**/${slug}/setup`)
    await look_at('1-setup')
    expect(await step(page, 'STOREFRONT').getAttribute('data-state')).toBe('done')
    expect(await step(page, 'PRODUCT').getAttribute('data-state')).toBe('open')

    await hand.click(step(page, 'BUSINESS_IDENTITY').getByRole('link'))
    const business = page.getByTestId('business')
    await business.waitFor()
    await waitForHydration(page)
    await business.locator('button').last().click()
    await business.locator('[aria-invalid="true"]').first().waitFor()
    await look_at('2-business-refused')
    const fields: [name: string, text: string][] = [
      ['legalName', 'Ève Martin'],
      ['registrationNumber', '732 829 320'],
      ['line1', '1 rue de la Paix'],
      ['postalCode', '75002'],
      ['city', 'Paris'],
      ['contactEmail', 'bonjour@bougies.test'],
      ['phone', '01 23 45 67 89'],
    ]
    for (const [name, text] of fields) await hand.fill(business.locator(`[name="${name}"]`), text)
    await hand.click(business.locator('button').last())
    await page.getByTestId('done').waitFor()
    await look_at('3-business-saved')

    await page.goto(`${run.portal}/${slug}/settings/appearance`)
    await waitForHydration(page)
    await hand.fill(page.locator('[name="accentColor"]'), '#0f766e')
    await hand.click(page.getByTestId('appearance').locator('button').last())
    await page.getByTestId('done').waitFor()
    await look_at('4-appearance')

    await page.goto(`${run.portal}/${slug}`)
    await page.waitForURL(`**/${slug}/setup`)
    await waitForHydration(page)
    expect(await step(page, 'BUSINESS_IDENTITY').getAttribute('data-state')).toBe('done')
    await hand.click(step(page, 'PAYMENT').locator('form button'))
    await expect.poll(() => step(page, 'PAYMENT').getAttribute('data-state')).toBe('skipped')
    await look_at('5-setup-later')

    await page.goto(`${run.portal}/${slug}/settings/api-keys`)
    await waitForHydration(page)
    await page.getByTestId('origins').getByText(origin).waitFor()
    await hand.fill(page.getByTestId('keys').locator('[name="name"]'), 'Site')
    await hand.click(page.getByTestId('keys').locator('form[action="?/createShopKey"] button'))
    await page.getByTestId('new-key').waitFor()
    await look_at('6-new-key')
    expect(await page.getByTestId('new-key').textContent()).toMatch(/sk_[0-9a-f]{48}/)
    await page.reload()
    expect(await page.locator('main').textContent()).not.toContain('sk_')

    await page.goto(origin)
    await page.getByText('Les Bougies d’Ève').first().waitFor()
    await shoot(page, `storefront-open-shop-${locale}`)
    const accent = await page.evaluate(() =>
      getComputedStyle(document.documentElement).getPropertyValue('--accent'),
    )
    expect(accent.trim()).toBe('#0f766e')

    expect(faults).toEqual([])
    expect(hand.actions).toBeLessThan(30)
    expect(Date.now() - started).toBeLessThan(300_000)
    await page.context().close()
  },
  180_000,
)
