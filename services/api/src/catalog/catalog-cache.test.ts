import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { countStatements } from '../../test/count-statements.ts'
import { createShop, type ShopOptions } from '../../test/shop.ts'
import { executeInShop } from '../../test/sql.ts'
import type { Shop } from '../shop/shop.ts'
import { createCatalogCache } from './catalog-cache.ts'
import { noChanges, type CatalogChanges } from './catalog-changes.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
}, 60_000)
afterAll(() => api.stop())

const newCache = (maxSize?: number) =>
  createCatalogCache(api.app.orm, 'https://api.test', api.app.log, maxSize)

async function newShop(options?: ShopOptions): Promise<Shop> {
  const { id } = await createShop(api, options)
  return (await api.app.shops.find('id', id))!
}

/** How often the products of a shop are read while `work` runs. */
const countReads = async (shop: Shop, work: () => Promise<unknown>) =>
  (await countStatements(work)).statements.filter(
    (sql) => sql.includes('from product p') && sql.includes(shop.id),
  ).length

/** A snapshot later than any. */
const LATER = '9000000000:9000000000:'
const change = (shop: Shop, parts: CatalogChanges, stock: [string, number][] = []) =>
  new Map([[shop.id, { parts, stock: new Map(stock) }]])

test('keeps the catalogs that were used last, up to its size, and counts small and empty ones too', async () => {
  const shops = [
    await newShop({ variants: [{}] }),
    await newShop({ variants: [] }),
    await newShop({ variants: [{}] }),
  ]
  const [first, empty, last] = shops as [Shop, Shop, Shop]
  // A catalog counts 20, each product and each variant 1: two of the three fit.
  const cache = newCache(45)
  for (const shop of [first, empty]) await cache.of(shop)
  await cache.of(first)
  await cache.of(last)
  expect(await countReads(first, () => cache.of(first))).toBe(0)
  expect(await countReads(last, () => cache.of(last))).toBe(0)
  expect(await countReads(empty, () => cache.of(empty))).toBe(1)
})

test('a catalog larger than the whole cache is kept while it is the only one', async () => {
  const shop = await newShop()
  const cache = newCache(1)
  await cache.of(shop)
  expect(await countReads(shop, () => cache.of(shop))).toBe(0)
})

test('many changes that arrive while one is read are read together afterwards', async () => {
  const shop = await newShop()
  const cache = newCache()
  const catalog = await cache.of(shop)
  const ids = [...catalog.byId.keys()]
  const reads = await countReads(shop, async () => {
    for (const id of [...ids, ...ids])
      cache.apply(LATER, change(shop, { ...noChanges(), products: new Set([id]) }))
    await expect.poll(() => ids.some((id) => catalog.byId.get(id)?.snapshot === '')).toBe(false)
    await new Promise((resolve) => setTimeout(resolve, 100))
  })
  expect(reads).toBe(2)
})

test('a quantity read before its product was is ignored, and a later one is applied', async () => {
  const shop = await newShop({ variants: [{ stock: 10 }] })
  const cache = newCache()
  const [[id, variant] = ['', undefined]] = (await cache.of(shop)).variants
  cache.apply('1:1:', change(shop, noChanges(), [[id, 3]]))
  expect(variant?.availableQuantity).toBe(10)
  cache.apply(LATER, change(shop, noChanges(), [[id, 4]]))
  expect(variant?.availableQuantity).toBe(4)
})

test('changes in every part show, and a product is replaced rather than changed', async () => {
  const shop = await newShop({ variants: [{}, {}] })
  const before = await api.app.catalogs.of(shop)
  const list = before.sorted.NAME.products
  const [kept, removed] = list
  await executeInShop(api, shop, 'delete from product where id = $1', removed?.id)
  await executeInShop(
    api,
    shop,
    "update product set name = 'Changed', slug = 'changed' where id = $1",
    kept?.id,
  )
  await executeInShop(api, shop, 'update variant set price = 55')
  await executeInShop(
    api,
    shop,
    `insert into collection (id, shop_id, slug, name, position) values (gen_random_uuid(), $1, 'new', 'New', 0)`,
    shop.id,
  )
  await executeInShop(
    api,
    shop,
    'insert into collection_product select shop_id, (select id from collection), id, 0 from product',
  )
  await executeInShop(api, shop, "update shipping_method set name = 'Courier'")
  const shown = async () => {
    const catalog = await api.app.catalogs.of(shop)
    return {
      slugs: [...catalog.bySlug.keys()],
      prices: [...catalog.variants.values()].map(({ price }) => price.amount),
      lists: Object.values(catalog.sorted).map(({ products }) => products.map(({ name }) => name)),
      collections: catalog.collections.map((one) => [one.slug, one.list.products.map(({ name }) => name)]),
      shipping: catalog.shippingMethods.map(({ name }) => name),
    }
  }
  await expect.poll(shown).toEqual({
    slugs: ['changed'],
    prices: [55],
    lists: [['Changed'], ['Changed'], ['Changed'], ['Changed']],
    collections: [['new', ['Changed']]],
    shipping: ['Courier'],
  })
  expect(list).toEqual([kept, removed])
  expect(kept).toMatchObject({ name: 'Product 1', slug: 'product-1', priceRange: { min: { amount: 1000 } } })
})

test('a variant that moves to another product is shown there alone', async () => {
  const shop = await newShop({ variants: [{}, {}] })
  const bySlug = async () =>
    Object.fromEntries(
      [...(await api.app.catalogs.of(shop)).bySlug].map(([slug, { variants }]) => [slug, variants.length]),
    )
  expect(await bySlug()).toEqual({ 'product-1': 1, 'product-2': 1 })
  // Changes are read in order: once this one is shown, the creation of the products has been read.
  await executeInShop(api, shop, "update product set slug = slug || '-a'")
  await expect.poll(bySlug).toEqual({ 'product-1-a': 1, 'product-2-a': 1 })
  await executeInShop(
    api,
    shop,
    "update variant set product_id = (select id from product where slug = 'product-2-a')",
  )
  await expect.poll(bySlug).toEqual({ 'product-2-a': 2 })
})
