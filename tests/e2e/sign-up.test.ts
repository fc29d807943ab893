import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { programPath } from '../../infra/local/product/programs.ts'
import { openContext, shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { mailedLink } from './mailed-link.ts'
import { collectReports, findFaults } from './page-check.ts'
import { enterCredentials, signIn } from './sign-in.ts'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'portal'], (server) =>
    server.name === 'api' ? { ...server, env: { ...server.env, SIGN_UP: 'open' } } : server,
  )
}, 120_000)
afterAll(() => environment?.stop())

const shop = (...args: string[]) =>
  promisify(execFile)(process.execPath, [programPath('shop'), ...args], { env: environment.shopEnv })

const PASSWORD = 'sept lanternes de cuivre chantent'
const LOOKS: [string, Look][] = [
  ['in French', { locale: 'fr-FR', width: 'wide' }],
  ['in English, on a phone', { locale: 'en-GB', width: 'narrow' }],
]

/** Fills in the form, whose slug follows the name. */
async function fillForm(page: Page, name: string, email: string): Promise<string> {
  const form = page.getByTestId('sign-up')
  await form.locator('[name="shopName"]').fill(name)
  await expect.poll(() => form.locator('[name="slug"]').inputValue()).not.toBe('')
  await form.locator('[name="country"]').selectOption('FR')
  await form.locator('[name="email"]').fill(email)
  return form.locator('[name="slug"]').inputValue()
}

describe.each(LOOKS)('a merchant who opens a shop, %s', (_case, look) => {
  const language = look.locale.slice(0, 2)
  const email = `eve.${language}@opened.test`
  let page: Page
  let slug: string
  const faults: string[] = []
  let takeReports: ReturnType<typeof collectReports>
  const see = async (name: string) => {
    await waitForHydration(page)
    await shoot(page, `sign-up-${language}-${name}`)
    const viewport = page.viewportSize()
    faults.push(...(await findFaults(page, { name, takeReports })))
    if (viewport) await page.setViewportSize(viewport)
  }

  test('is told what is wrong, and which address is free', async () => {
    page = await (await openContext(environment.browser, look)).newPage()
    takeReports = collectReports(page)
    await page.goto(`${environment.run.portal}/sign-in`)
    await waitForHydration(page)
    await page.locator('a[href="/sign-up"]').click()
    await page.waitForURL('**/sign-up')
    await see('1-form')
    const form = page.getByTestId('sign-up')
    await form.locator('button').last().click()
    await form.locator('[name="shopName"][aria-invalid="true"]').waitFor()
    slug = await fillForm(page, `Café d’Été ${language}`, email)
    expect(slug).toBe(`cafe-d-ete-${language}`)
    await expect.poll(() => page.getByTestId('slug-free').textContent()).toMatch(/libre|free/)
    await form.locator('[name="slug"]').fill('atelier-lumen')
    await form.locator('[name="slug"][aria-invalid="true"]').waitFor()
    await see('2-slug-taken')
    await form.locator('[name="slug"]').fill(slug)
    await expect.poll(() => page.getByTestId('slug-free').textContent()).toMatch(/libre|free/)
  })

  test('follows the mailed link, and finds the guide of the new shop', async () => {
    await page.getByTestId('sign-up').locator('button').last().click()
    await page.getByTestId('sign-up-sent').waitFor()
    await see('3-sent')
    await page.goto(await mailedLink(environment.run.mailbox, email, 'sign-up'))
    await page.getByTestId('asked-slug').getByText(slug).waitFor()
    await see('4-opening')
    await page.getByRole('textbox').first().fill('Ève Martin')
    await page.locator('details summary').click()
    await page.locator('[name="newPassword"]').fill(PASSWORD)
    await page.locator('form:has([name="newPassword"]) button').last().click()
    await page.waitForURL(`**/${slug}/setup`)
    await see('5-guide')
    expect(faults).toEqual([])
  })

  test('is led to the guide after signing in, because the shop cannot sell yet', async () => {
    await page.goto(`${environment.run.portal}/shops`)
    await page.waitForURL(`**/${slug}/setup`)
  })

  test('chooses another address when the first was taken before the link was used', async () => {
    const other = await (await openContext(environment.browser, look)).newPage()
    const second = `ada.${language}@opened.test`
    await other.goto(`${environment.run.portal}/sign-up`)
    await waitForHydration(other)
    const wanted = await fillForm(other, `Lampes ${language}`, second)
    await expect.poll(() => other.getByTestId('slug-free').textContent()).toMatch(/libre|free/)
    // People need longer than two seconds; what is sent faster is not believed.
    await other.waitForTimeout(2000)
    await other.getByTestId('sign-up').locator('button').last().click()
    await other.getByTestId('sign-up-sent').waitFor()
    await shop('create', '--slug', wanted, '--name', 'Lampes', '--owner', 'somebody@shop.test')
    await other.goto(await mailedLink(environment.run.mailbox, second, 'sign-up'))
    await waitForHydration(other)
    await other.getByRole('textbox').first().fill('Ada')
    await other.locator('details summary').click()
    await other.locator('[name="newPassword"]').fill(PASSWORD)
    await other.locator('form:has([name="newPassword"]) button').last().click()
    const otherSlug = other.locator('[name="slug"]:visible')
    await otherSlug.and(other.locator('[aria-invalid="true"]')).waitFor()
    await shoot(other, `sign-up-${language}-6-taken-meanwhile`)
    await otherSlug.fill(`${wanted}-2`)
    const password = other.locator('[name="newPassword"]')
    if ((await password.inputValue()) === '') await password.fill(PASSWORD)
    await other.locator('form:has([name="newPassword"]) button').last().click()
    await other.waitForURL(`**/${wanted}-2/setup`)
    await other.context().close()
  })

  test('sees when the shop is suspended and when it is closed', async () => {
    for (const command of ['suspend', 'close']) {
      await shop(command, slug)
      await page.goto(`${environment.run.portal}/${slug}/orders`)
      const status = command === 'close' ? /fermée|closed/ : /suspend/
      await expect
        .poll(() => page.reload().then(() => page.getByTestId('shop-status').textContent()))
        .toMatch(status)
      await see(`7-${command}`)
    }
    expect(faults).toEqual([])
    await page.context().close()
  })
})

test('an invited member whose session has expired signs in and accepts with the same link', async () => {
  const { browser, run, databaseOwnerUrl } = environment
  const look: Look = { locale: 'fr-FR', width: 'wide' }
  const page = await signIn(browser, run, look, 'northfold', false)
  const member = await memberOf(page)
  await shop('create', '--slug', 'second-shop', '--name', 'Second', '--owner', member)
  const link = await mailedLink(run.mailbox, member)
  const { Client } = await import('pg')
  const owner = new Client({ connectionString: databaseOwnerUrl })
  await owner.connect()
  await owner.query("update session set last_seen_at = now() - interval '16 minutes'")
  await owner.end()
  await page.goto(link)
  await page.locator('a[href^="/sign-in"]').first().click()
  await page.waitForURL('**/sign-in?*')
  expect(new URL(page.url()).searchParams.get('next')).toBe(new URL(link).pathname + new URL(link).search)
  await enterCredentials(page, run, 'northfold', false)
  await page.waitForURL('**/invitation?token=*')
  await waitForHydration(page)
  await page.locator('form[action^="?/accept"] button').click()
  await page.waitForURL('**/second-shop/setup')
  await page.context().close()
})

test('a link with characters that no link has is a wrong request, not a failure of the portal', async () => {
  const page = await (await openContext(environment.browser, { locale: 'fr-FR', width: 'wide' })).newPage()
  expect((await page.goto(`${environment.run.portal}/invitation?token=%00`))?.status()).toBe(400)
  await page.context().close()
})

/** The address of the signed-in member. */
async function memberOf(page: Page): Promise<string> {
  await page.goto(`${environment.run.portal}/account`)
  const text = (await page.locator('main').textContent()) ?? ''
  return /[\w.+-]+@[\w.-]+\w/.exec(text)?.[0] ?? ''
}
