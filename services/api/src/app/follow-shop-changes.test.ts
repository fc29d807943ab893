import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { graphql, roleUrl, startTestApi, type TestApi } from '../../test/api.ts'
import { useIsolatedStores } from '../../test/isolated-stores.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop, withConnection } from '../../test/sql.ts'

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let api: TestApi
let shop: TestShop

beforeAll(async () => {
  stores = await useIsolatedStores()
  api = await startTestApi()
}, 60_000)
afterAll(async () => {
  await api.stop()
  await stores.drop()
})

/** The available quantities that the storefront API shows, in the order of the shop's variants. */
const shownStock = async () => {
  const { data } = await graphql<{
    products: { nodes: { variants: { id: string; availableQuantity: number }[] }[] }
  }>(
    `${api.url}/graphql`,
    '{ products(first: 10) { nodes { variants { id availableQuantity } } } }',
    {},
    { 'x-shop-key': shop.key },
  )
  const variants = data.products.nodes.flatMap((node) => node.variants)
  return shop.variants.map(({ id }) => variants.find((variant) => variant.id === id)?.availableQuantity)
}

beforeEach(async () => {
  shop = await createShop(api, { variants: [{ stock: 10 }, { stock: 20 }] })
  expect(await shownStock()).toEqual([10, 20])
})

/** A change that nobody notified of is found by the poll of each second. */
const POLLED = { timeout: 5_000 }

const setStock = (index: number, available: number) =>
  executeInShop(
    api,
    shop,
    'update stock set on_hand = $1 where variant_id = $2',
    available,
    shop.variants[index]?.id,
  )

test('a change of stock is shown, and a sold-out variant too', async () => {
  await setStock(0, 7)
  await setStock(1, 0)
  await expect.poll(shownStock, POLLED).toEqual([7, 0])
})

test('a change whose notification was lost is shown', async () => {
  await api.owner.query('alter table stock disable trigger user')
  try {
    await setStock(0, 3)
  } finally {
    await api.owner.query('alter table stock enable trigger user')
  }
  await executeInShop(
    api,
    shop,
    "insert into shop_change (shop_id, part, subject_id) values ($1, 'STOCK', $2)",
    shop.id,
    shop.variants[0]?.id,
  )
  await expect.poll(shownStock, POLLED).toEqual([3, 20])
})

test('a change that commits after one with a higher number is shown', async () => {
  await withConnection(process.env.TEST_DATABASE_OWNER_URL ?? '', async (slow) => {
    await slow.query('begin')
    await slow.query("select set_config('app.shop_id', $1, true)", [shop.id])
    await slow.query('update stock set on_hand = 4 where variant_id = $1', [shop.variants[0]?.id])
    await setStock(1, 5)
    await expect.poll(shownStock, POLLED).toEqual([10, 5])
    await slow.query('commit')
  })
  await expect.poll(shownStock, POLLED).toEqual([4, 5])
})

test('a statement that changes the stock of many variants is logged as one change of the catalog', async () => {
  const [variant] = shop.variants
  const { size } = (await api.app.catalogs.of((await api.app.shops.find('id', shop.id))!)).variants
  await executeInShop(
    api,
    shop,
    `with added as (
       insert into variant (id, shop_id, product_id, sku, name, price, position)
       select gen_random_uuid(), v.shop_id, v.product_id, 'BULK-' || n, 'Bulk', 100, n
       from variant v, generate_series(1, 1001) n where v.id = $1 returning id, shop_id)
     select count(*) from added`,
    variant?.id,
  )
  await executeInShop(
    api,
    shop,
    "insert into stock (shop_id, variant_id, on_hand) select shop_id, id, 1 from variant where sku like 'BULK-%'",
  )
  const logged = await queryInShop(
    api,
    shop,
    'select count(*)::int as rows, count(subject_id)::int as variants from shop_change where transaction_id = (select max(transaction_id) from shop_change where shop_id = $1)',
    shop.id,
  )
  expect(logged).toEqual([{ rows: 1, variants: 0 }])
  await expect
    .poll(
      async () => (await api.app.catalogs.of((await api.app.shops.find('id', shop.id))!)).variants.size,
      POLLED,
    )
    .toBe(size + 1001)
})

test('a notification carries nothing about a shop', async () => {
  await withConnection(roleUrl('worker'), async (listener) => {
    const payloads: unknown[] = []
    listener.on('notification', ({ channel, payload }) => payloads.push([channel, payload]))
    await listener.query('listen shop_changed')
    await setStock(0, 6)
    await executeInShop(api, shop, 'update product set name = name')
    await api.owner.query('update shop set name = name where id = $1', [shop.id])
    await expect
      .poll(() => payloads)
      .toEqual([
        ['shop_changed', ''],
        ['shop_changed', ''],
      ])
  })
})

test('the log is readable for the api by its function alone, and not for the worker', async () => {
  for (const role of ['api', 'worker'] as const)
    await withConnection(roleUrl(role), async (client) => {
      for (const sql of [
        'select * from shop_change',
        'insert into shop_change (shop_id) values (gen_random_uuid())',
        'delete from shop_change',
      ])
        await expect(client.query(sql), `${role}: ${sql}`).rejects.toThrow('permission denied')
    })
  await withConnection(roleUrl('worker'), async (worker) => {
    await expect(worker.query('select * from shop_changes(pg_current_snapshot())')).rejects.toThrow(
      'permission denied',
    )
  })
})

test('the worker deletes changes older than an hour, and no others', async () => {
  const insert = (age: string) =>
    executeInShop(
      api,
      shop,
      "insert into shop_change (shop_id, part, at) values ($1, 'SETTINGS', now() - $2::interval)",
      shop.id,
      age,
    )
  await insert('61 minutes')
  await insert('59 minutes')
  await withConnection(roleUrl('worker'), (worker) => worker.query('select delete_old_shop_changes()'))
  expect(
    await queryInShop(
      api,
      shop,
      "select round(extract(epoch from now() - at) / 60)::int as minutes from shop_change where at < now() - interval '30 minutes'",
    ),
  ).toEqual([{ minutes: 59 }])
})
