import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { randomFrom } from '../traffic/random.ts'
import { createVisitor } from '../traffic/visitor.ts'
import { shoot, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { signIn } from './sign-in.ts'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment()
  const owner = new Client({ connectionString: environment.databaseOwnerUrl })
  await owner.connect()
  // The database keeps an owner in every shop.
  await owner.query('alter table membership disable trigger keep_an_owner_on_update')
  await owner.query("update membership set role = 'VIEWER'")
  await owner.query('alter table membership enable trigger keep_an_owner_on_update')
  await owner.end()
}, 120_000)
afterAll(() => environment?.stop())

const SHOPS: { slug: string; look: Look; hidden: string; omitted: string }[] = [
  {
    slug: 'atelier-lumen',
    look: { locale: 'fr-FR', width: 'wide' },
    hidden: 'Votre rôle ne donne pas accès à l’identité des clients.',
    omitted: 'Autres semblables dans la même heure\u00a0: 2',
  },
  {
    slug: 'northfold',
    look: { locale: 'en-GB', width: 'narrow' },
    hidden: 'Your role does not show who buyers are.',
    omitted: 'More like it in the same hour: 2',
  },
]

test.each(SHOPS)(
  'in $slug, a viewer sees orders without their buyers, and how many refused notifications are not listed',
  async ({ slug, look, hidden, omitted }) => {
    const { run, browser } = environment
    const shop = findShop(run, slug)
    const visitor = createVisitor(run.api, shop.key)
    const order = await placeSampleOrder(visitor, randomFrom(1))
    // All eight must arrive in one hour.
    const untilNextHour = 3_600_000 - (Date.now() % 3_600_000)
    if (untilNextHour < 15_000) await pause(untilNextHour)
    for (let number = 1; number <= 8; number++)
      await fetch(`${run.api}/bank/lyra/notify/${slug}`, {
        method: 'POST',
        body: new URLSearchParams({ forged: `${number}` }),
      })

    const page = await signIn(browser, run, look, slug, false)
    await page.getByText(order.code).waitFor()
    expect(await page.locator('tr', { hasText: order.code }).textContent()).not.toContain('@')
    await shoot(page, `viewer-${slug}-1-orders`)
    await page.goto(`${run.portal}/${slug}/orders/${order.code}`)
    const buyer = page.getByTestId('buyer')
    expect(await buyer.textContent()).toContain(hidden)
    expect(await buyer.getByRole('link').count()).toBe(0)
    await shoot(page, `viewer-${slug}-2-order`)
    await page.goto(`${run.portal}/${slug}/unmatched-payments/rejected`)
    expect((await page.getByTestId('omitted').textContent())?.trim()).toBe(omitted)
    await shoot(page, `viewer-${slug}-3-rejected`)
    await page.context().close()
  },
)
