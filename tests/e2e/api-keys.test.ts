import { afterAll, beforeAll, expect, test } from 'vitest'
import { openContext, shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { collectReports, findFaults } from './page-check.ts'
import { enterCredentials, signIn } from './sign-in.ts'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'portal'])
}, 120_000)
afterAll(() => environment?.stop())

const OWNERS = [
  {
    slug: 'atelier-lumen',
    look: { locale: 'fr-FR', width: 'wide' },
    words: {
      name: 'Nom',
      orders: 'Voir les commandes',
      month: '30 jours',
      create: 'Créer la clé',
      revoke: 'Révoquer',
      none: 'Il n’y a pas encore de clé.',
      actor: 'Clé d’API «\u00a0Comptabilité\u00a0»',
      program: 'Comptabilité',
    },
  },
  {
    slug: 'northfold',
    look: { locale: 'en-GB', width: 'narrow' },
    words: {
      name: 'Name',
      orders: 'See orders',
      month: 'for 30 days',
      create: 'Create the key',
      revoke: 'Revoke',
      none: 'There is no key yet.',
      actor: 'API key “Accounting”',
      program: 'Accounting',
    },
  },
] satisfies { slug: string; look: Look; words: Record<string, string> }[]

test.each(OWNERS)(
  'the owner of $slug makes a key, with which a program reads orders until it is revoked',
  async ({ slug, look, words }) => {
    const { browser, run } = environment
    const page = await signIn(browser, run, look, slug, false)
    const takeReports = collectReports(page)
    const faults: string[] = []
    await page.goto(`${run.portal}/${slug}/settings/program-keys`)
    await waitForHydration(page)
    await page.getByText(words.none).waitFor()
    await page.getByLabel(words.name, { exact: true }).fill(words.program)
    await page.getByRole('button', { name: words.create }).click()
    await page.locator('fieldset p.text-red-ink').waitFor()
    await shoot(page, `api-keys-${slug}-1-refused`)
    faults.push(...(await findFaults(page, { name: 'refused form', takeReports })))
    await page.getByLabel(words.orders, { exact: true }).check()
    await page.getByLabel(words.month, { exact: true }).check()
    await page.getByRole('button', { name: words.create }).click()
    const token = (await page.getByTestId('new-api-key').getByTestId('copy-text').textContent()) ?? ''
    expect(token).toMatch(/^tmk_\w{49}$/)
    await page.setViewportSize(
      look.width === 'wide' ? { width: 1280, height: 900 } : { width: 360, height: 780 },
    )
    await shoot(page, `api-keys-${slug}-2-made`)
    await page.emulateMedia({ colorScheme: 'dark' })
    await shoot(page, `api-keys-${slug}-3-dark`)
    await page.emulateMedia({ colorScheme: 'light' })
    faults.push(...(await findFaults(page, { name: 'made', takeReports })))

    const ask = async () => {
      const response = await fetch(`${run.api}/merchant/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: '{ orders { totalCount } }' }),
      })
      return response.status
    }
    expect(await ask()).toBe(200)
    await page.reload()
    await waitForHydration(page)
    expect(await page.content()).not.toContain(token)
    await page.getByTestId('api-key').getByRole('button', { name: words.revoke }).first().click()
    await page.getByRole('alertdialog').getByRole('button', { name: words.revoke }).click()
    await page.getByText(words.none).waitFor()
    expect(await ask()).toBe(401)
    await shoot(page, `api-keys-${slug}-4-revoked`)
    expect(faults).toEqual([])
    await page.context().close()
  },
  180_000,
)

test('without scripts, what was ticked is kept when the key is refused, and a key is made and shown once', async () => {
  const { browser, run } = environment
  const context = await openContext(browser, { locale: 'en-GB', width: 'wide' }, { javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(run.portal)
  await enterCredentials(page, run, 'northfold', false)
  await page.waitForURL('**/shops')
  await page.goto(`${run.portal}/northfold/settings/program-keys`)
  await page.getByLabel('See orders', { exact: true }).check()
  await page.getByRole('button', { name: 'Create the key' }).click()
  await page.locator('[aria-invalid="true"]').waitFor()
  expect(await page.getByLabel('See orders', { exact: true }).isChecked()).toBe(true)
  expect(await page.locator('[name=scopes]:checked').count()).toBe(1)
  await page.getByLabel('Name', { exact: true }).fill('Parcels')
  await page.getByRole('button', { name: 'Create the key' }).click()
  const shown = page.getByTestId('new-api-key').getByTestId('copy-text')
  expect(await shown.textContent()).toMatch(/^tmk_\w{49}$/)
  await context.close()
}, 60_000)
