import 'reflect-metadata'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { roleUrl, startTestApi, type TestApi } from '../../test/api.ts'
import { useIsolatedStores } from '../../test/isolated-stores.ts'
import { cookieOf, formOf, startTestOperatorPage, type TestOperatorPage } from '../../test/operator-page.ts'
import { insertTestOrder } from '../../test/order.ts'
import { createShop } from '../../test/shop.ts'
import { withConnection } from '../../test/sql.ts'
import { loadFigures } from './load-figures.ts'

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let api: TestApi
let page: TestOperatorPage
let cookie: string
beforeAll(async () => {
  stores = await useIsolatedStores()
  api = await startTestApi({ METRICS_PORT: '0' })
  const nowhere = 'http://127.0.0.1:9/metrics'
  page = await startTestOperatorPage({ METRICS_OF: `api=${api.metricsUrl},worker=${nowhere}` })
  cookie = cookieOf(await page.post('/sign-in', formOf(page.account)))
}, 60_000)
afterAll(async () => {
  await page?.stop()
  await api?.stop()
  await stores?.drop()
})

test('the figures count shops, orders and what failed of all shops, and name shops by their slug only', async () => {
  const [quiet, troubled] = [await createShop(api), await createShop(api)]
  await insertTestOrder(api, quiet, {})
  const mails = ['FAILED', 'FAILED', 'SENT'].map((status) => ({
    kind: 'ORDER_CONFIRMATION' as const,
    status,
  }))
  await insertTestOrder(api, troubled, { mails })
  await api.owner.query("update shop set status = 'SUSPENDED' where id = $1", [quiet.id])

  const figures = await loadFigures(page.app)
  expect(figures.shops).toEqual({ ACTIVE: 1, SUSPENDED: 1 })
  expect(figures.ordersByHour.reduce((sum, { orders }) => sum + orders, 0)).toBe(2)
  expect(figures.ordersByHour).toHaveLength(24)
  expect(figures.ordersByDay.map(({ orders }) => orders)).toEqual([...Array<number>(13).fill(0), 2])
  expect(figures.failedMails).toEqual([{ kind: 'ORDER_CONFIRMATION', mails: 2 }])
  expect(figures.inTrouble).toEqual([
    { slug: troubled.slug, failedMails: 2, lostFragments: 0, refusedNotifications: 0, unmatchedPayments: 0 },
  ])
  expect(figures.database).toMatchObject({
    newestMigration: expect.stringMatching(/^\d{4}-.*\.sql$/) as string,
  })

  const text = await (await page.get('/?lang=en', { cookie })).text()
  expect(text).toContain(troubled.slug)
  expect(text).not.toMatch(/@(?!media)/)
})

test('the page shows which servers and stores work and for how long there are keys', async () => {
  const text = (await (await page.get('/?lang=en', { cookie })).text()).replaceAll(/<[^>]+>/g, ' ')
  expect(text).toMatch(/api\s+works/)
  expect(text).toMatch(/worker\s+does not work/)
  expect(text).toMatch(/database\s+works/)
  expect(text).toMatch(/Days with keys \(kept\)\s+[78]\b/)
  expect(text).toMatch(/Newest complete backup \(UTC\)\s+none is known/)
})

test('the page is in French too, allows nothing but its own style, and is stored nowhere', async () => {
  const response = await page.get('/', { cookie, 'accept-language': 'fr-FR' })
  expect(await response.text()).toContain('<html lang="fr">')
  expect(response.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'/,
  )
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await (await page.get('/elsewhere?lang=fr')).text()).toContain('Cette page n’existe pas.')
})

test('the role of the page reads no row of any table', async () => {
  for (const table of [
    'shop',
    'member',
    'operator_account',
    'operator_session',
    'mail',
    '"order"',
    'card_kept',
  ])
    await expect(
      withConnection(roleUrl('operator_page'), (client) => client.query(`select * from ${table}`)),
    ).rejects.toThrow('permission denied')
})
