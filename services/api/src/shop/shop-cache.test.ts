import 'reflect-metadata'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { newBuyer } from '../../test/buyer.ts'
import { createShop } from '../../test/shop.ts'
import type { Orm } from '../platform/db/orm.ts'
import { ShopCache } from './shop-cache.ts'

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

/** A cache of its own, and the number of statements that it has sent. */
function newCache(): { shops: ShopCache; statements: () => number } {
  const fork = vi.fn(() => api.app.orm.em.fork())
  const orm = { em: { fork } } as unknown as Orm
  return { shops: new ShopCache(orm), statements: () => fork.mock.calls.length }
}

describe('a shop', () => {
  test('whose key contains the digits of a card number is found', async () => {
    const shop = await createShop(api)
    const key = `pk_${shop.id.replaceAll('-', '').slice(0, 8)}a4242424242424242b`
    await api.owner.query('update shop_key set key = $1 where shop_id = $2', [key, shop.id])
    expect(await newCache().shops.find('key', key)).toMatchObject({ id: shop.id })
  })

  test('is found by its key, slug and id with one statement, and then in memory', async () => {
    const shop = await createShop(api)
    const { shops, statements } = newCache()
    const isFound = { id: shop.id, slug: shop.slug, origins: [shop.origin] }
    expect(await shops.find('key', shop.key)).toMatchObject(isFound)
    expect(await shops.find('slug', shop.slug)).toMatchObject(isFound)
    expect(await shops.find('id', shop.id)).toMatchObject(isFound)
    expect(statements()).toBe(1)
  })

  test('is read together with others that are asked for while a statement runs', async () => {
    const wanted = []
    for (let i = 0; i < 8; i++) wanted.push(await createShop(api))
    const { shops, statements } = newCache()
    const found = await Promise.all(wanted.map(({ key }) => shops.find('key', key)))
    expect(found.map((shop) => shop?.id)).toEqual(wanted.map(({ id }) => id))
    expect(statements()).toBe(1)
  })

  test('that changes is read again; the others are not', async () => {
    const changed = await createShop(api)
    const other = await createShop(api)
    const { shops, statements } = newCache()
    await shops.find('id', changed.id)
    const otherBefore = await shops.find('id', other.id)
    await api.owner.query(`update shop set name = 'Renamed' where id = $1`, [changed.id])
    await shops.reload([changed.id])
    expect(statements()).toBe(3)
    expect(await shops.find('id', changed.id)).toMatchObject({ name: 'Renamed' })
    expect(await shops.find('id', other.id)).toBe(otherBefore)
  })

  test('that changes while it is not in memory costs no statement', async () => {
    const shop = await createShop(api)
    const { shops, statements } = newCache()
    await shops.reload([shop.id])
    expect(statements()).toBe(0)
  })

  test('that changes while it is read for the first time is read once more', async () => {
    const shop = await createShop(api)
    const { shops, statements } = newCache()
    const found = shops.find('key', shop.key)
    await Promise.resolve()
    expect(statements()).toBe(1)
    await Promise.all([found, shops.reload([shop.id])])
    expect(statements()).toBe(2)
  })

  test('loses a key that was withdrawn', async () => {
    const shop = await createShop(api)
    const { shops } = newCache()
    await shops.find('key', shop.key)
    await api.owner.query(`update shop_key set key = key || '_new' where shop_id = $1`, [shop.id])
    await shops.reload([shop.id])
    expect(await shops.find('key', shop.key)).toBeUndefined()
    expect(await shops.find('key', `${shop.key}_new`)).toMatchObject({ id: shop.id })
  })
})

describe('a name that is no shop’s', () => {
  test('costs one statement, however often it is repeated', async () => {
    const { shops, statements } = newCache()
    for (let i = 0; i < 3; i++) expect(await shops.find('key', 'pk_of_nobody')).toBeUndefined()
    expect(statements()).toBe(1)
    for (let i = 0; i < 3; i++) expect(await shops.isOriginOfAny('https://nobody.example')).toBe(false)
    expect(statements()).toBe(2)
  })

  test('is looked up again after a shop has changed, since it may be that shop’s now', async () => {
    const shop = await createShop(api)
    const { shops } = newCache()
    const key = `pk_later_${shop.slug}`
    const origin = `https://later.${shop.slug}.example`
    expect(await shops.find('key', key)).toBeUndefined()
    expect(await shops.isOriginOfAny(origin)).toBe(false)
    await api.owner.query('update shop_key set key = $1 where shop_id = $2', [key, shop.id])
    await api.owner.query('update shop_origin set origin = $1 where shop_id = $2', [origin, shop.id])
    await shops.reload([shop.id])
    expect(await shops.find('key', key)).toMatchObject({ id: shop.id })
    expect(await shops.isOriginOfAny(origin)).toBe(true)
  })

  test('is not remembered if it is a card number, which somebody sent in the place of a key', async () => {
    const { shops, statements } = newCache()
    for (let i = 0; i < 2; i++) expect(await shops.find('key', '4242424242424242')).toBeUndefined()
    expect(statements()).toBe(2)
    for (let i = 0; i < 2; i++) expect(await shops.isOriginOfAny('https://4242424242424242')).toBe(false)
    expect(statements()).toBe(4)
  })

  test('is looked up together with others that are asked for meanwhile', async () => {
    const shop = await createShop(api)
    const { shops, statements } = newCache()
    const origins = Array.from({ length: 50 }, (_, n) => `https://shop-${n}.example`)
    const found = await Promise.all([...origins, shop.origin].map((origin) => shops.isOriginOfAny(origin)))
    expect(found).toEqual([...origins.map(() => false), true])
    expect(statements()).toBe(1)
  })

  test.each(['\u0000', 'a b', 'é', 'x'.repeat(301), ''])(
    'is refused without a statement: %j',
    async (name) => {
      const { shops, statements } = newCache()
      expect(await shops.find('slug', name)).toBeUndefined()
      expect(await shops.isOriginOfAny(name)).toBe(false)
      expect(statements()).toBe(0)
    },
  )

  test.each(['nobody', '%00', 'x'.repeat(100)])(
    'in the URL of a notification is answered with 404: %s',
    async (name) => {
      const { status } = await fetch(`${api.url}/bank/lyra/notify/${name}`, { method: 'POST' })
      expect(status).toBe(404)
    },
  )
})
