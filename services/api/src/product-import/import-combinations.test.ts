import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { TestApi } from '../../test/api.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { headersOf } from '../../test/member.ts'
import { changeImport, checkFile, finished, importFile } from '../../test/product-import.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { queryInShop } from '../../test/sql.ts'

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

const variants = () =>
  queryInShop<{ id: string; sku: string; name: string; price: number; grams: number; on_hand: number }>(
    api,
    shop,
    `select v.sku, v.name, v.price, v.weight_grams as grams, s.on_hand from variant v join product p on p.shop_id = v.shop_id and p.id = v.product_id
     join stock s on s.shop_id = v.shop_id and s.variant_id = v.id where v.shop_id = $1 and p.slug = 't-shirt' order by v.position, v.sku`,
    shop.id,
  )

const COMBINATIONS = [
  { sku: 'TEE-S', name: 'S / Blue', price: 2500, grams: 200, on_hand: 10 },
  { sku: 'TEE-M', name: 'M / Blue', price: 2700, grams: 250, on_hand: 5 },
  { sku: 'TEE-L', name: 'L / Red', price: 2400, grams: 300, on_hand: 0 },
]

describe('the two files of PrestaShop', () => {
  test('a price without tax that the tax makes too high is refused, and not lowered', async () => {
    const fileWith = (price: string) =>
      `Active (0/1);Name *;Price tax excluded;Reference #\n1;Ring;${price};RING\n`
    const checked = await checkFile(api, headers, fileWith('8500000.00'))
    expect(checked.problems).toEqual([
      expect.objectContaining({
        code: 'PRICE_WITH_TAX_TOO_LARGE',
        row: 2,
        column: 'Price tax excluded',
        value: '8500000.00',
      }),
    ])
    expect(await checkFile(api, headers, fileWith('8000000.00'))).toMatchObject({
      problems: [],
      createdCount: 1,
    })
  })

  test('one after the other make products with options; prices without tax get the tax of the shop’s country', async () => {
    const products = await importFile(api, headers, await fixture('prestashop-products.csv'))
    expect(products).toMatchObject({ format: 'PRESTASHOP', createdCount: 1 })
    expect(await variants()).toEqual([{ sku: 'TEE', name: 'Standard', price: 2500, grams: 200, on_hand: 0 }])
    const file = await fixture('prestashop-combinations.csv')
    const combinations = await importFile(api, headers, file)
    expect(combinations).toMatchObject({
      format: 'PRESTASHOP_COMBINATIONS',
      createdCount: 0,
      changedCount: 1,
    })
    expect(await variants()).toEqual(COMBINATIONS)
    // Differences are to the price of the product, not to the last price of the combination.
    expect(await checkFile(api, headers, file)).toMatchObject({
      problems: [],
      changedCount: 0,
      unchangedCount: 1,
    })
    const again = await checkFile(api, headers, await fixture('prestashop-products.csv'))
    expect(again).toMatchObject({ problems: [], changedCount: 0, unchangedCount: 1 })
    await changeImport(api, headers, 'undoProductImport', combinations.id)
    expect(await finished(api, headers, combinations.id)).toMatchObject({ status: 'UNDONE', conflicts: [] })
    expect(await variants()).toEqual([{ sku: 'TEE', name: 'Standard', price: 2500, grams: 200, on_hand: 0 }])
  })

  test('a combination names its product by SKU too, and is refused when the shop does not have it', async () => {
    const checked = await checkFile(api, headers, await fixture('prestashop-combinations.csv'))
    expect(checked.problems).toMatchObject([{ code: 'COMBINATION_WITHOUT_PRODUCT', row: 2 }])
    await importFile(api, headers, 'Handle,Name,SKU,Price\nt-shirt,T-shirt,TEE,25\n')
    const file =
      'Product Reference;Attribute (Name:Type:Position)*;Value (Value:Position)*;Reference;Impact on price\nTEE;Size:select:0;S:0;TEE-S;0\nTEE;Size:select:0;M:1;TEE-M;10\n'
    await importFile(api, headers, file)
    expect(await variants()).toMatchObject([
      { sku: 'TEE-S', name: 'S', price: 2500 },
      { sku: 'TEE-M', name: 'M', price: 3700 },
    ])
  })

  test('cost nothing rather than less, and are refused', async () => {
    await importFile(api, headers, await fixture('prestashop-products.csv'))
    const header = 'Product ID*;Attribute (Name:Type:Position)*;Value (Value:Position)*;Impact on price\n'
    const checked = await checkFile(api, headers, `${header}7;Size:select:0;S:0;-99\n`)
    expect(checked.problems).toMatchObject([{ code: 'COMBINATION_PRICE_NEGATIVE', row: 2 }])
  })

  test('cost at most what the shop can store, and are refused in the cell that says so', async () => {
    await importFile(api, headers, await fixture('prestashop-products.csv'))
    const header = 'Product ID*;Attribute (Name:Type:Position)*;Value (Value:Position)*;Impact on price\n'
    const checked = await checkFile(api, headers, `${header}7;Size:select:0;S:0;9000000.00\n`)
    expect(checked.problems).toEqual([
      expect.objectContaining({
        code: 'PRICE_WITH_TAX_TOO_LARGE',
        row: 2,
        column: 'Impact on price',
        value: '9000000.00',
      }),
    ])
  })

  test.each([
    ['as many values as attributes', 'Size:select:0, Color:color:1;S:0', 'ATTRIBUTES_DIFFER'],
    [
      'at most three of them',
      'A:select:0,B:select:1,C:select:2,D:select:3;1:0,2:0,3:0,4:0',
      'ATTRIBUTES_DIFFER',
    ],
    ['each option once', 'Size:select:0, size:select:1;S:0, M:0', 'OPTION_NAME_TWICE'],
  ])('need %s', async (_rule, attributes, code) => {
    await importFile(api, headers, await fixture('prestashop-products.csv'))
    const header = 'Product ID*;Attribute (Name:Type:Position)*;Value (Value:Position)*;Impact on price\n'
    const checked = await checkFile(api, headers, `${header}7;${attributes};0\n`)
    expect(checked.problems.map((problem) => problem.code)).toContain(code)
    expect(checked.problems[0]?.row).toBe(2)
  })
})
