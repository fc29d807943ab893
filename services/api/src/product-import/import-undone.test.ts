import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import type { TestApi } from '../../test/api.ts'
import { placeTestOrder } from '../../test/bank/bank.ts'
import { headersOf } from '../../test/member.ts'
import { insertTestOrder } from '../../test/order.ts'
import { blockedBy } from '../../test/blocked-by.ts'
import { changeImport, finished, importFile, storedVariants } from '../../test/product-import.ts'
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

const stored = () => storedVariants(api, shop)

describe('an import that is undone', () => {
  test('removes what it created, and sets back what it changed', async () => {
    const before = await stored()
    const { id } = await importFile(
      api,
      headers,
      'Name,SKU,Price,Stock\nTea,TEA,4.50,3\nProduct 1,SKU-1,99.00,5\n,SKU-2,1.00,500\n',
    )
    expect(await stored()).not.toEqual(before)
    expect((await changeImport(api, headers, 'undoProductImport', id)).userErrors).toEqual([])
    expect(await finished(api, headers, id)).toMatchObject({ status: 'UNDONE', conflicts: [] })
    expect(await stored()).toEqual(before)
    expect((await changeImport(api, headers, 'undoProductImport', id)).userErrors).toMatchObject([
      { code: 'IMPORT_NOT_READY' },
    ])
  })

  test('leaves what somebody has changed since, archives what was ordered, and counts the sales meanwhile', async () => {
    await placeTestOrder(api, shop)
    const { id } = await importFile(
      api,
      headers,
      'Name,SKU,Price,Stock\nTea,TEA,4.50,30\nCoffee,COFFEE,5,9\n,SKU-1,1.00,500\n',
    )
    await executeInShop(
      api,
      shop,
      `update product set name = 'Coffee beans', version = gen_random_uuid() where shop_id = $1 and slug = 'coffee'`,
      shop.id,
    )
    await executeInShop(
      api,
      shop,
      `insert into order_line (id, shop_id, order_id, position, variant_id, product_name, variant_name, sku, quantity, unit_price, tax_basis_points, total)
       select gen_random_uuid(), v.shop_id, (select id from "order" where shop_id = $1 limit 1), 9, v.id, 'Tea', '', 'TEA', 1, 450, 2000, 450
       from variant v where v.shop_id = $1 and v.sku = 'TEA'`,
      shop.id,
    )
    await executeInShop(
      api,
      shop,
      `update stock set on_hand = on_hand - 4 where shop_id = $1 and variant_id = (select id from variant where shop_id = $1 and sku = 'SKU-1')`,
      shop.id,
    )
    await changeImport(api, headers, 'undoProductImport', id)
    expect(await finished(api, headers, id)).toMatchObject({
      status: 'UNDONE',
      conflicts: [{ name: 'Coffee beans', reason: 'CHANGED' }],
    })
    expect(await stored()).toMatchObject([
      { slug: 'coffee', on_hand: 9 },
      { sku: 'SKU-1', price: 1000, on_hand: 96 },
      { sku: 'SKU-2' },
      { sku: 'SKU-3' },
      { slug: 'tea', status: 'ARCHIVED' },
    ])
  })
})

describe('an import that is undone after other changes', () => {
  const variantOf = (sku: string) => `(select id from variant where shop_id = $1 and sku = '${sku}')`

  test('tells of each product why it was left: deleted, changed, or its SKU is taken', async () => {
    const { id } = await importFile(
      api,
      headers,
      'Handle,Name,SKU,Price\nproduct-1,,SKU-1,1\nproduct-2,Renamed,SKU-2B,2\nnew,New,NEW,3\n',
    )
    await executeInShop(api, shop, `delete from product where shop_id = $1 and slug = 'product-1'`, shop.id)
    await executeInShop(
      api,
      shop,
      `update variant set sku = 'SKU-2' where shop_id = $1 and id = ${variantOf('SKU-3')}`,
      shop.id,
    )
    await changeImport(api, headers, 'undoProductImport', id)
    const undone = await finished(api, headers, id)
    expect(undone.status).toBe('UNDONE')
    expect(undone.conflicts).toEqual([
      { name: 'Product 1', reason: 'DELETED' },
      { name: 'Renamed', reason: 'SKU_TAKEN' },
    ])
    expect((await stored()).map(({ sku }) => sku)).toEqual(['SKU-2B', 'SKU-2'])
  })

  test('keeps a product that is ordered at the same moment', async () => {
    const { id } = await importFile(api, headers, 'Name,SKU,Price,Stock\nTea,TEA,4.50,30\n')
    const order = await insertTestOrder(api, shop)
    // An order that has taken the stock and is not committed yet.
    await api.owner.query('begin')
    await api.owner.query(`set local app.shop_id to '${shop.id}'`)
    await api.owner.query(
      `update stock set reserved = 1 where shop_id = $1 and variant_id = ${variantOf('TEA')}`,
      [shop.id],
    )
    await changeImport(api, headers, 'undoProductImport', id)
    await expect
      .poll(async () => {
        const { rows } = await api.owner.query<{ count: number }>(
          'select count(*)::integer as count from pg_locks where not granted',
        )
        return rows[0]?.count
      })
      .toBeGreaterThan(0)
    const { rows } = await api.owner.query<{ id: string }>(`select ${variantOf('TEA')} as id`, [shop.id])
    await api.owner.query(
      `insert into order_line (id, shop_id, order_id, position, variant_id, product_name, variant_name, sku, quantity, unit_price, tax_basis_points, total)
       values (gen_random_uuid(), $1, $2, 9, $3, 'Tea', '', 'TEA', 1, 450, 2000, 450)`,
      [shop.id, order.id, rows[0]?.id],
    )
    await api.owner.query('commit')
    expect(await finished(api, headers, id)).toMatchObject({ status: 'UNDONE' })
    expect(await stored()).toContainEqual(
      expect.objectContaining({ slug: 'tea', status: 'ARCHIVED', on_hand: 30 }),
    )
  })
})

describe('while an import is undone', () => {
  test('the stock of earlier and of new variants is locked as orders lock it: in the order of their ids', async () => {
    const { id } = await importFile(api, headers, 'Name,SKU,Price,Stock\nTea,TEA,4.50,30\n,SKU-1,1.00,500\n')
    const lock = (sku: string): [string, string] => [
      'select from stock where variant_id = (select id from variant where sku = $1) for update nowait',
      sku,
    ]
    await blockedBy(shop, { first: lock('SKU-1'), second: lock('TEA') }, () =>
      changeImport(api, headers, 'undoProductImport', id),
    )
    expect(await finished(api, headers, id)).toMatchObject({ status: 'UNDONE' })
  })

  test('a product that had no options keeps an ordered variant by its name alone', async () => {
    const { id } = await importFile(
      api,
      headers,
      'Handle,SKU,Price,Option1 Name,Option1 Value\nproduct-1,SKU-1,10,Size,S\nproduct-1,NEW-M,12,Size,M\nproduct-1,NEW-L,12,Size,L\n',
    )
    const order = await insertTestOrder(api, shop)
    await executeInShop(
      api,
      shop,
      `insert into order_line (id, shop_id, order_id, position, variant_id, product_name, variant_name, sku, quantity, unit_price, tax_basis_points, total)
       select gen_random_uuid(), shop_id, $2, 9, id, 'Product 1', 'M', sku, 1, 1200, 2000, 1200 from variant where shop_id = $1 and sku = 'NEW-M'`,
      shop.id,
      order.id,
    )
    await changeImport(api, headers, 'undoProductImport', id)
    expect(await finished(api, headers, id)).toMatchObject({ status: 'UNDONE', conflicts: [] })
    const left = await queryInShop(
      api,
      shop,
      `select p.option_names, v.sku, v.name, v.option_values from variant v join product p on p.shop_id = v.shop_id and p.id = v.product_id
       where v.shop_id = $1 and p.slug = 'product-1' order by v.position, v.sku`,
      shop.id,
    )
    expect(left).toMatchObject([
      { option_names: [], sku: 'SKU-1', option_values: [] },
      { option_names: [], sku: 'NEW-M', name: 'M', option_values: [] },
    ])
  })
})
