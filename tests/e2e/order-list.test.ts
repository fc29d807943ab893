import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf, insertOrders, nameOf } from '../../services/api/seed/insert-orders.ts'
import { shoot, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { signIn } from './sign-in.ts'

/** One more than the API counts. */
const ORDERS = 10_001

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'portal'])
  const owner = new Client({ connectionString: environment.databaseOwnerUrl })
  await owner.connect()
  for (const { slug, orders } of SHOPS) {
    const { rows } = await owner.query<{ id: string }>('select id from shop where slug = $1', [slug])
    await insertOrders(owner, rows[0]?.id ?? '', { count: orders })
  }
  await owner.end()
}, 180_000)
afterAll(() => environment?.stop())

const SHOPS = [
  {
    slug: 'atelier-lumen',
    orders: ORDERS,
    look: { locale: 'fr-FR', width: 'wide' } satisfies Look,
    texts: {
      count: 'Plus de 10\u202f000 commandes',
      page: 'Page 1',
      search: 'Rechercher',
      none: 'Aucune commande ne correspond',
      help: 'Chaque mot doit être le début d’un nom',
    },
  },
  {
    slug: 'northfold',
    orders: 300,
    look: { locale: 'en-GB', width: 'narrow' } satisfies Look,
    texts: {
      count: '300 orders',
      page: 'Page 1 of 12',
      search: 'Search',
      none: 'No matching orders',
      help: 'Each word must begin a name',
    },
  },
]

test.each(SHOPS)(
  'in $slug, the list of $orders orders is counted and searched',
  async (shop) => {
    const { slug, orders, look, texts } = shop
    const page = await signIn(environment.browser, environment.run, look, slug, false)
    const count = page.getByTestId('order-count')
    await page.getByText(codeOf(orders - 1)).waitFor()
    expect((await count.textContent())?.trim()).toBe(texts.count)
    expect(
      (await page.getByRole('navigation', { name: 'Pages' }).locator('span').first().textContent())?.trim(),
    ).toBe(texts.page)
    await shoot(page, `order-list-${slug}-1-all`)

    const search = async (text: string) => {
      await page.getByLabel(texts.search).fill(text)
      await Promise.all([
        page.waitForURL((url) => url.searchParams.get('search') === text),
        page.getByLabel(texts.search).press('Enter'),
      ])
    }
    await search(`#${codeOf(7).toLowerCase()}`)
    await page.getByText(codeOf(7)).waitFor()
    expect(await count.textContent()).toMatch(/^\s*1\s/)
    await search(`${nameOf(42)} Camille42`)
    await page.getByText(codeOf(42)).waitFor()
    await shoot(page, `order-list-${slug}-2-found`)
    await search('nobody of this name')
    await page.getByText(texts.none).waitFor()
    await page.getByText(texts.help).waitFor()
    await shoot(page, `order-list-${slug}-3-none`)
    await page.context().close()
  },
  60_000,
)
