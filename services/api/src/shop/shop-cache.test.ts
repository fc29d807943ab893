import 'reflect-metadata'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { newBuyer } from '../../test/buyer.ts'
import { createShop } from '../../test/shop.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
}, 60_000)
afterAll(() => api.stop(), 60_000)

/** Longer than the pool's timeout for a connection. */
const BUSY_MS = 6_000

test('a change that was announced while the database was too busy is loaded later', async () => {
  const shop = await createShop(api)
  const busy = Array.from({ length: 16 }, () =>
    api.app.orm.em.fork().transactional(async (em) => {
      await em.execute('select')
      await wait(BUSY_MS)
    }),
  )
  await wait(500)
  await api.owner.query(`update shop set name = 'Renamed' where id = $1`, [shop.id])
  await Promise.allSettled(busy)
  const buyer = newBuyer(api, shop)
  await expect
    .poll(async () => (await buyer.request<{ shop: { name: string } }>('{ shop { name } }')).data.shop.name, {
      timeout: 30_000,
    })
    .toBe('Renamed')
}, 90_000)
