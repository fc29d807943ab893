import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Run } from '../../infra/local/product/run-file.ts'
import { findShop } from '../traffic/find-shop.ts'
import { contrastFaults, collectReports, findFaults } from './page-check.ts'
import { shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { signIn } from './sign-in.ts'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'portal'])
}, 120_000)
afterAll(() => environment?.stop())

const OWNERS = [
  {
    slug: 'atelier-lumen',
    look: { locale: 'fr-FR', width: 'wide' },
    words: {
      title: 'Requêtes enregistrées',
      count: 'Enregistrées\u00a0: 27.',
      unnamed: 'Requête sans nom',
      never: 'Jamais utilisée',
      next: 'Suivante',
      refuse: 'Refuser les autres requêtes',
      refused: 'Les autres requêtes sont refusées.',
      accept: 'Accepter les autres requêtes',
    },
  },
  {
    slug: 'northfold',
    look: { locale: 'en-GB', width: 'narrow' },
    words: {
      title: 'Registered requests',
      count: 'Registered: 27.',
      unnamed: 'Unnamed request',
      never: 'Never used',
      next: 'Next',
      refuse: 'Refuse other requests',
      refused: 'Other requests are refused.',
      accept: 'Accept other requests',
    },
  },
] satisfies { slug: string; look: Look; words: Record<string, string> }[]

/** Registers documents as the build of the shop's frontend does. */
async function register(run: Run, slug: string, documents: string[]): Promise<void> {
  const { key, secret } = findShop(run, slug)
  const response = await fetch(`${run.api}/graphql/documents`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shop-key': key, 'x-shop-secret': secret },
    body: JSON.stringify({ documents }),
  })
  expect(await response.json()).toMatchObject({ isRegistered: true })
}

/** The status of a request that is not registered. */
async function statusOfOther(run: Run, slug: string): Promise<number> {
  const response = await fetch(`${run.api}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shop-key': findShop(run, slug).key },
    body: JSON.stringify({ query: '{ shop { currency } }' }),
  })
  return response.status
}

test.each(OWNERS)(
  'the owner of $slug sees the registered documents, and refuses others',
  async ({ slug, look, words }) => {
    const { browser, run } = environment
    const named = Array.from({ length: 25 }, (_, index) => `query Page${index} { shop { name } }`)
    await register(run, slug, ['{ shop { name } }', 'query First { shop { slug } }'])
    await register(run, slug, named)
    const page = await signIn(browser, run, look, slug, false)
    const takeReports = collectReports(page)
    await page.goto(`${run.portal}/${slug}/settings/api-keys`)
    await waitForHydration(page)
    const panel = page.getByTestId('documents')
    await panel.getByText(words.count).waitFor()
    const rows = panel.getByTestId('document-list').getByRole('listitem')
    expect(await rows.count()).toBe(25)
    expect(await rows.first().textContent()).toContain(words.never)
    await shoot(page, `documents-${slug}-1-list`)
    const faults = await findFaults(page, { name: 'documents', takeReports })

    await panel.getByRole('link', { name: words.next }).click()
    await page.waitForURL('**after=*')
    await panel.getByText(words.unnamed).waitFor()
    expect(await rows.count()).toBe(2)
    expect(await statusOfOther(run, slug)).toBe(200)
    await panel.getByRole('button', { name: words.refuse }).click()
    await panel.getByText(words.refused).waitFor()
    expect(await rows.count()).toBe(2)
    await expect.poll(() => statusOfOther(run, slug)).toBe(404)
    await shoot(page, `documents-${slug}-2-refused`)
    faults.push(...(await findFaults(page, { name: 'refused', takeReports })))
    for (const scheme of ['light', 'dark'] as const) faults.push(...(await contrastFaults(page, scheme)))
    await panel.getByRole('button', { name: words.accept }).click()
    await expect.poll(() => statusOfOther(run, slug)).toBe(200)
    expect(faults).toEqual([])
    await page.context().close()
  },
  120_000,
)
