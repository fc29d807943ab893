import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inShop } from '../../services/api/seed/in-shop.ts'
import { codeOf, insertOrders } from '../../services/api/seed/insert-orders.ts'
import { shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { collectReports, findFaults } from './page-check.ts'
import { signIn } from './sign-in.ts'

/** Paid and not shipped, and another order that gets the same buyer. */
const [TO_SHIP, OTHER] = [83, 10]

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
    await insertOrders(owner, id, { count: 100 })
    await inShop(owner, id, () =>
      owner.query(`update "order" set email = 'Lea@Buyers.test' where code = any($1)`, [
        [codeOf(TO_SHIP), codeOf(OTHER)],
      ]),
    )
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
      next: 'Expédier la commande',
      label: 'Nouvelle note',
      note: 'Sonner deux fois',
      shown: 'Note\u00a0: Sonner deux fois',
      removed: 'Note retirée',
      correct: 'Corriger le colis 1',
      stored: 'Enregistré à présent\u00a0: DHL · 123',
    },
  },
  {
    slug: 'northfold',
    look: { locale: 'en-GB', width: 'narrow' } satisfies Look,
    texts: {
      next: 'Ship the order',
      label: 'New note',
      note: 'Ring twice',
      shown: 'Note: Ring twice',
      removed: 'Note removed',
      correct: 'Correct parcel 1',
      stored: 'Stored now: DHL · 123',
    },
  },
]

test.each(SHOPS)(
  'a merchant of $slug sees what to do next and the buyer’s other order, keeps a note, and overwrites no colleague’s correction',
  async ({ slug, look, texts }) => {
    const { browser, run } = environment
    const page = await signIn(browser, run, look, slug, false)
    const takeReports = collectReports(page)
    const faults: string[] = []
    await page.goto(`${run.portal}/${slug}/orders/${codeOf(TO_SHIP)}`)
    await waitForHydration(page)
    const next = page.getByTestId('next-action')
    expect((await next.textContent())?.trim()).toBe(texts.next)
    await next.click()
    await page.waitForURL('**#ship')
    await page
      .getByTestId('other-orders')
      .getByRole('link', { name: codeOf(OTHER) })
      .waitFor()

    await page.getByLabel(texts.label).fill(texts.note)
    await page.getByTestId('notes').getByRole('button').last().click()
    await page.getByTestId('internal-note').getByText(texts.note).waitFor()
    await page.getByTestId('timeline').getByText(texts.shown).waitFor()
    expect(await page.getByLabel(texts.label).inputValue()).toBe('')
    await shoot(page, `order-notes-${slug}-1-note`)
    faults.push(...(await findFaults(page, { name: '1-note', takeReports })))
    await page.setViewportSize(
      look.width === 'wide' ? { width: 1280, height: 900 } : { width: 390, height: 844 },
    )
    await page.getByTestId('internal-note').getByRole('button').first().click()
    await page.getByRole('alertdialog').getByRole('button').last().click()
    await page.getByTestId('timeline').getByText(texts.removed).waitFor()
    expect(await page.getByTestId('internal-note').count()).toBe(0)

    await page.locator('form[action="?/shipParcel"] button').last().click()
    await page.getByTestId('parcel').waitFor()
    await page.getByText(texts.correct).click()
    const form = page.locator('form[action="?/changeParcel"]')
    await form.locator('[name="trackingNumber"]').fill('MINE1')
    await inShop(owner, shopIds.get(slug) ?? '', () =>
      owner.query(`update parcel set carrier_code = 'DHL', tracking_number = '123', version = version + 1
        where order_id = (select id from "order" where code = '${codeOf(TO_SHIP)}' limit 1)`),
    )
    await form.getByRole('button').click()
    await page.getByTestId('stored-parcel').getByText(texts.stored).waitFor()
    expect(await form.locator('[name="trackingNumber"]').inputValue()).toBe('MINE1')
    await shoot(page, `order-notes-${slug}-2-stored`)
    await form.getByRole('button').click()
    await page.getByTestId('parcel').getByText('MINE1').waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  },
  120_000,
)
