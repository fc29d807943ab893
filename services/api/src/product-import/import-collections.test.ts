import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { TestApi } from '../../test/api.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { headersOf } from '../../test/member.ts'
import {
  applyImport,
  changeImport,
  checkFile,
  finished,
  importFile,
  mapImport,
} from '../../test/product-import.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'

let isolated: IsolatedApi
let api: TestApi
let shop: TestShop
let headers: Record<string, string>

beforeAll(async () => {
  isolated = await startIsolatedApi()
  api = isolated.api
  await isolated.startWorker()
}, 60_000)
beforeEach(async () => {
  shop = await createShop(api)
  headers = await headersOf(api, shop, 'MANAGER')
})
afterAll(() => isolated?.stop())

const fixture = (name: string) => readFile(new URL(`../product-file/fixtures/${name}`, import.meta.url))

/** `<collection>: <products>` of each collection, in order. */
const collections = async () => {
  const rows = await queryInShop<{ name: string; products: string | null }>(
    api,
    shop,
    `select c.name, string_agg(p.name, ', ' order by cp.position) as products from collection c
     left join collection_product cp on cp.shop_id = c.shop_id and cp.collection_id = c.id
     left join product p on p.shop_id = cp.shop_id and p.id = cp.product_id
     where c.shop_id = $1 group by c.id, c.name, c.position order by c.position, c.name`,
    shop.id,
  )
  return rows.map(({ name, products }) => `${name}: ${products ?? ''}`)
}

const addCollection = (name: string, kind = 'MANUAL', sort = 'MANUAL') =>
  executeInShop(
    api,
    shop,
    `insert into collection (shop_id, id, position, slug, name, kind, sort) values ($1, gen_random_uuid(), 0, $2, $3, $4, $5)`,
    shop.id,
    name.toLowerCase(),
    name,
    kind,
    sort,
  )

describe('collections of a file', () => {
  test('are found by name in any case, created when missing, and keep what they contain', async () => {
    await addCollection('Tea')
    const applied = await importFile(
      api,
      headers,
      'Name,Price,Collections\nGreen,4,"tea, Gifts"\nBlack,5,"GIFTS, Winter\\, mild"\nCup,6,\n',
    )
    expect(applied).toMatchObject({ newCollectionCount: 2, createdCount: 3 })
    expect(await collections()).toEqual(['Tea: Green', 'Gifts: Green, Black', 'Winter, mild: Black'])
    const again = await checkFile(api, headers, 'Name,Price,Collections\nGreen,4,gifts\nCup,6,gifts\n')
    expect(again).toMatchObject({ newCollectionCount: 0, changedCount: 1, unchangedCount: 1 })
    await applyImport(api, headers, again.id)
    expect(await collections()).toContain('Gifts: Green, Black, Cup')
  })

  test.each([
    ['shopify.csv', ['Pulls: Pull marin', 'Bonnets: Bonnet']],
    [
      'woocommerce.csv',
      ['Tshirts: V-Neck T-Shirt', 'New: V-Neck T-Shirt', 'Accessories: Beanie', 'Music: Album'],
    ],
    ['prestashop-windows-1252.csv', ['Arts de la table: Théière en grès « Brume »']],
  ])('are read from %s', async (name, expected) => {
    await importFile(api, headers, await fixture(name))
    expect(await collections()).toEqual(expected)
  })

  test('are left out when their column is not imported', async () => {
    const { id } = await checkFile(api, headers, 'Name,Price,Collections\nGreen,4,Tea\n')
    await mapImport(api, headers, { id, format: 'PLAIN', fields: ['NAME', 'PRICE', null] })
    expect(await finished(api, headers, id)).toMatchObject({ newCollectionCount: 0 })
    await applyImport(api, headers, id)
    expect(await collections()).toEqual([])
  })

  test('with rules, and numbers of PrestaShop, are left out with a remark', async () => {
    await addCollection('New', 'RULES', 'NAME')
    const rules = await checkFile(api, headers, 'Name,Price,Collections\nGreen,4,new\n')
    expect(rules.remarks).toMatchObject([
      { code: 'COLLECTION_BY_RULES', row: 2, column: 'Collections', value: 'new' },
    ])
    await applyImport(api, headers, rules.id)
    const numbers = await checkFile(
      api,
      headers,
      'ID;Active (0/1);Name *;Categories (x,y,z...);Price tax included\n1;1;Cup;Home,3;5.00\n',
    )
    expect(numbers.remarks).toMatchObject([{ code: 'COLLECTION_NUMBER', row: 2 }])
    expect(await collections()).toEqual(['New: '])
  })

  test('are at most 200 new ones, each of at most 1,000 products', async () => {
    const rows = Array.from({ length: 1_001 }, (_, index) => `P${index},1,All`)
    const full = await checkFile(api, headers, `Name,Price,Collections\n${rows.join('\n')}\n`)
    expect(full.problems).toMatchObject([{ code: 'COLLECTION_FULL', row: 1_002, column: 'Collections' }])
    const many = await checkFile(
      api,
      headers,
      `Name,Price,Collections\nTea,1,"${Array.from({ length: 201 }, (_, index) => `C${index}`).join()}"\n`,
    )
    expect(many.problems).toMatchObject([{ code: 'TOO_MANY_COLLECTIONS', row: 2 }])
  })

  test('of which two have one name: the first one that buyers see counts, whatever their ids', async () => {
    const [low, high] = [crypto.randomUUID(), crypto.randomUUID()].sort()
    await executeInShop(
      api,
      shop,
      `insert into collection (shop_id, id, position, slug, name, kind, sort)
       values ($1, $2, 2, 'sale-2', 'Sale', 'RULES', 'NAME'), ($1, $3, 1, 'sale', 'Sale', 'MANUAL', 'MANUAL')`,
      shop.id,
      low,
      high,
    )
    await importFile(api, headers, 'Name,Price,Collections\nGreen,4,Sale\n')
    expect(await collections()).toEqual(['Sale: Green', 'Sale: '])
  })

  test('are no more than a shop may have', async () => {
    await executeInShop(
      api,
      shop,
      `insert into collection (shop_id, id, position, slug, name)
       select $1, gen_random_uuid(), n, 'c-' || n, 'C ' || n from generate_series(1, 499) n`,
      shop.id,
    )
    const file = (names: string) => `Name,Price,Collections\nGreen,4,"${names}"\n`
    expect((await checkFile(api, headers, file('c 7,New'))).problems).toEqual([])
    const checked = await checkFile(api, headers, file('c 7,New,Other'))
    expect(checked.problems).toMatchObject([{ code: 'TOO_MANY_COLLECTIONS', row: 2 }])
    expect(checked.problems[0]?.message).toContain(' 1 ')
  })

  test('go when the import is undone, unless somebody has used or changed them', async () => {
    await addCollection('Tea')
    const { id } = await importFile(
      api,
      headers,
      'Name,Price,Collections\nGreen,4,"Tea, Gifts, Winter"\nBlack,5,Summer\n',
    )
    await executeInShop(
      api,
      shop,
      `insert into collection_product (shop_id, collection_id, product_id, position)
       select c.shop_id, c.id, p.id, 9 from collection c, product p
       where c.shop_id = $1 and c.name = 'Winter' and p.shop_id = $1 and p.slug = 'product-1'`,
      shop.id,
    )
    await executeInShop(
      api,
      shop,
      `update collection set version = gen_random_uuid() where shop_id = $1 and name = 'Summer'`,
      shop.id,
    )
    await changeImport(api, headers, 'undoProductImport', id)
    expect(await finished(api, headers, id)).toMatchObject({ status: 'UNDONE' })
    expect(await collections()).toEqual(['Tea: ', expect.stringMatching(/^Winter: ./), 'Summer: '])
  })
})
