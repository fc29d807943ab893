import { Client } from 'pg'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf, insertOrders } from '../../services/api/seed/insert-orders.ts'
import { varyOrders } from '../../services/api/seed/vary-orders.ts'
import { shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { collectReports, findFaults } from './page-check.ts'
import { signIn } from './sign-in.ts'

const ORDERS = 300
/** The newest paid orders that are not shipped, by number. */
const TO_SHIP = [284, 283, 184]

let environment: Environment
let owner: Client
const shopIds = new Map<string, string>()
beforeAll(async () => {
  environment = await startEnvironment(['api', 'portal'])
  owner = new Client({ connectionString: environment.databaseOwnerUrl })
  await owner.connect()
  for (const { slug } of SHOPS) {
    const { rows } = await owner.query<{ id: string }>('select id from shop where slug = $1', [slug])
    const id = rows[0]?.id ?? ''
    shopIds.set(slug, id)
    await insertOrders(owner, id, { count: ORDERS })
    await varyOrders(owner, id)
  }
}, 180_000)
afterAll(async () => {
  await owner?.end()
  await environment?.stop()
})

const SHOPS = [
  {
    slug: 'atelier-lumen',
    look: { locale: 'fr-FR', width: 'wide' } satisfies Look,
    texts: {
      more: 'Plus de filtres',
      country: 'Pays de livraison',
      belgium: 'Belgique',
      min: 'Total minimal (EUR)',
      typed: '98,50',
      filter: 'Filtrer',
      count: '3 commandes',
      saveView: 'Enregistrer cette vue',
      name: 'Nom',
      view: 'Belgique',
      shared: 'Belgique (partagée)',
      share: 'Partager avec toute l’équipe',
      save: 'Enregistrer',
      selected: '2 commandes sélectionnées',
      shipped: '1 commande est expédiée.',
      help: 'Sélectionner la commande, ou la retirer',
      newOrder: '1 nouvelle commande – afficher',
    },
  },
  {
    slug: 'northfold',
    look: { locale: 'en-GB', width: 'narrow' } satisfies Look,
    texts: {
      more: 'More filters',
      country: 'Delivered to',
      belgium: 'Belgium',
      min: 'Total from (GBP)',
      typed: '98.50',
      filter: 'Filter',
      count: '3 orders',
      saveView: 'Save this view',
      name: 'Name',
      view: 'Belgium',
      shared: 'Belgium (shared)',
      share: 'Share with the whole team',
      save: 'Save',
      selected: '2 orders selected',
      shipped: '1 order has been shipped.',
      help: 'Select the order, or take it back',
      newOrder: '1 new order – show',
    },
  },
]

const row = (page: Page, n: number) => page.locator('tr', { hasText: codeOf(n) })

test.each(SHOPS)(
  'a merchant of $slug filters orders, keeps the view, ships several, and learns of new ones',
  async ({ slug, look, texts }) => {
    const { browser, run } = environment
    const page = await signIn(browser, run, look, slug, false)
    const takeReports = collectReports(page)
    const faults: string[] = []
    const see = async (name: string) => {
      await shoot(page, `order-list-work-${slug}-${name}`)
      faults.push(...(await findFaults(page, { name, takeReports })))
      await page.setViewportSize(
        look.width === 'wide' ? { width: 1280, height: 900 } : { width: 390, height: 844 },
      )
    }
    const list = `${run.portal}/${slug}/orders`
    const open = async (url: string) => {
      await page.goto(url)
      await waitForHydration(page)
    }

    await open(list)
    await page.getByText(texts.more).click()
    await page.getByLabel(texts.country).selectOption({ label: texts.belgium })
    await page.getByLabel(texts.min).fill(texts.typed)
    await page.getByRole('button', { name: texts.filter, exact: true }).click()
    await page.getByTestId('order-count').getByText(texts.count).waitFor()
    await see('1-filtered')

    await page.getByText(texts.saveView).click()
    await page.getByTestId('view').getByLabel(texts.name).fill(texts.view)
    await page.getByLabel(texts.share).check()
    await page.getByTestId('view').getByRole('button', { name: texts.save, exact: true }).click()
    await page.getByRole('link', { name: texts.shared }).waitFor()
    expect(await page.getByRole('link', { name: texts.shared }).getAttribute('aria-current')).toBe('page')
    await see('2-view')
    const filtered = page.url()
    await page.getByLabel(texts.min).fill('99')
    await page.getByRole('button', { name: texts.filter, exact: true }).click()
    await page.getByText(texts.saveView).click()
    await page.getByTestId('replace-view').getByRole('button').click()
    await page.locator('[aria-current="page"]', { hasText: texts.shared }).waitFor()
    await open(filtered)
    await page.getByText(texts.saveView).waitFor()

    await open(`${list}?shipping=TO_SHIP`)
    const [first = 0, second = 0] = TO_SHIP
    await owner.query('begin')
    await owner.query("select set_config('app.shop_id', $1, true)", [shopIds.get(slug)])
    await owner.query('update "order" set is_pickup = true where code = $1', [codeOf(second)])
    await owner.query('commit')
    await page.getByRole('link', { name: codeOf(first) }).focus()
    await page.keyboard.press('x')
    expect(await row(page, first).getByRole('checkbox').isChecked()).toBe(true)
    await row(page, second)
      .getByRole('checkbox')
      .click({ modifiers: ['Shift'] })
    await page.getByTestId('selection').getByText(texts.selected).waitFor()
    await shoot(page, `order-list-work-${slug}-3-selected`)
    await page.getByTestId('selection').getByRole('button').first().click()
    await page.getByRole('alertdialog').getByRole('button').last().click()
    await page.getByTestId('ship-results').getByText(texts.shipped).waitFor()
    expect(await page.getByRole('link', { name: codeOf(first) }).count()).toBe(0)
    expect(await row(page, second).locator('.text-red-ink').count()).toBe(1)
    await see('4-results')

    await open(list)
    if (look.width === 'wide') {
      await page.keyboard.press('?')
      await page.getByRole('dialog').getByText(texts.help).waitFor()
      await page.keyboard.press('Escape')
    }
    await insertOrders(owner, shopIds.get(slug) ?? '', { first: ORDERS, count: 1 })
    await page.getByTestId('new-orders').getByText(texts.newOrder).waitFor()
    expect(await page.getByRole('link', { name: codeOf(ORDERS) }).count()).toBe(0)
    await shoot(page, `order-list-work-${slug}-5-new`)
    await page.getByTestId('new-orders').click()
    await page.getByRole('link', { name: codeOf(ORDERS) }).waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  },
  120_000,
)
