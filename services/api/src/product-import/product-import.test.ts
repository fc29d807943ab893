import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import type { TestApi } from '../../test/api.ts'
import { blockedBy } from '../../test/blocked-by.ts'
import { placeTestOrder } from '../../test/bank/bank.ts'
import { headersOf } from '../../test/member.ts'
import {
  changeImport,
  checkFile,
  finished,
  importFile,
  mapImport,
  readImport,
  storedVariants,
  uploadFile,
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

const stored = () => storedVariants(api, shop)

const movements = () =>
  queryInShop<{ sku: string; reason: string; delta: number }>(
    api,
    shop,
    `select v.sku, m.reason, m.delta from stock_movement m join variant v on v.shop_id = m.shop_id and v.id = m.variant_id
     where m.shop_id = $1 order by v.sku, m.at`,
    shop.id,
  )

describe('a file of products', () => {
  test.each([
    ['shopify.csv', 'SHOPIFY', ['bonnet-laine', 'carte-cadeau', 'pull-marin', 'pull-marin', 'pull-marin']],
    ['woocommerce.csv', 'WOOCOMMERCE', ['album', 'beanie', 'vneck-tee', 'vneck-tee']],
    ['prestashop-windows-1252.csv', 'PRESTASHOP', ['tasse', 'theiere-gres-brume']],
    ['plain-french.csv', 'PLAIN', ['miel', 'savon', 'savon']],
  ])(
    '%s is recognised, applied, and changes nothing when it is applied again',
    async (name, format, slugs) => {
      const file = await fixture(name)
      const before = await stored()
      const checked = await checkFile(api, headers, file, name)
      expect(checked).toMatchObject({
        fileName: name,
        format,
        status: 'CHECKED',
        problemCount: 0,
        changedCount: 0,
      })
      expect(await stored()).toEqual(before)
      await changeImport(api, headers, 'applyProductImport', checked.id)
      expect(await finished(api, headers, checked.id)).toMatchObject({ status: 'APPLIED', progress: 100 })
      const added = (await stored()).filter(({ slug }) => !slug.startsWith('product-'))
      expect(added.map(({ slug }) => slug)).toEqual(slugs)
      expect(await checkFile(api, headers, file, name)).toMatchObject({
        createdCount: 0,
        changedCount: 0,
        unchangedCount: checked.createdCount,
        problemCount: 0,
      })
    },
  )

  test('changes what it names: price and stock by SKU, each change of stock with a movement', async () => {
    const applied = await importFile(api, headers, 'SKU;Prix;Stock\nSKU-1;12,50;\nSKU-2;;7\n')
    expect(applied).toMatchObject({ status: 'APPLIED', createdCount: 0, changedCount: 2, unchangedCount: 0 })
    expect(await stored()).toMatchObject([
      { sku: 'SKU-1', price: 1250, on_hand: 100 },
      { sku: 'SKU-2', price: 2500, on_hand: 7 },
      { sku: 'SKU-3', price: 4999, on_hand: 100 },
    ])
    expect(await movements()).toEqual([{ sku: 'SKU-2', reason: 'IMPORT', delta: -93 }])
  })

  test('brings brands and barcodes, and keeps those that it does not name', async () => {
    const stored = () =>
      queryInShop(
        api,
        shop,
        `select p.brand, v.gtin from product p join variant v on v.shop_id = p.shop_id and v.product_id = p.id
         where p.shop_id = $1 and v.sku in ('SKU-1', 'NEW') order by v.sku`,
        shop.id,
      )
    const file = 'SKU;Nom;Prix;Marque;Code-barres\nSKU-1;;;Brume;6291041 500213\nNEW;Thé;4;Orage;96385074\n'
    expect(await importFile(api, headers, file)).toMatchObject({ createdCount: 1, changedCount: 1 })
    const expected = [
      { brand: 'Orage', gtin: '96385074' },
      { brand: 'Brume', gtin: '6291041500213' },
    ]
    expect(await stored()).toEqual(expected)
    await importFile(api, headers, 'SKU;Prix\nSKU-1;9\nNEW;5\n')
    expect(await stored()).toEqual(expected)
  })

  test('cannot be applied while a cell is invalid, and each of them is named in the language of the member', async () => {
    const checked = await checkFile(
      api,
      { ...headers, 'accept-language': 'fr' },
      'Nom;Prix;Stock\nThé;gratuit;2,5\nCafé;;1\n',
    )
    expect(checked.problems.map(({ row, column, value, code }) => [row, column, value, code])).toEqual([
      [2, 'Prix', 'gratuit', 'NOT_A_NUMBER'],
      [2, 'Stock', '2,5', 'NOT_WHOLE'],
      [3, 'Prix', null, 'PRICE_MISSING'],
    ])
    const french = await readImport(api, { ...headers, 'accept-language': 'fr' }, checked.id)
    expect(french.problems[0]?.message).toBe(
      'Ce n’est pas un nombre. Écrivez-le en chiffres, par exemple 1234,50.',
    )
    expect((await changeImport(api, headers, 'applyProductImport', checked.id)).userErrors).toEqual([
      { code: 'IMPORT_NOT_READY', field: ['id'] },
    ])
  })

  test('is checked again with other columns', async () => {
    const { id, columns } = await checkFile(api, headers, 'Article,Tarif,Stock\nTea,4.50,3\n')
    expect(columns).toEqual([
      { header: 'Article', field: null, examples: ['Tea'] },
      { header: 'Tarif', field: null, examples: ['4.50'] },
      { header: 'Stock', field: 'STOCK', examples: ['3'] },
    ])
    const wrong = await mapImport(api, headers, { id, format: 'PLAIN', fields: ['NAME'] })
    expect(wrong.userErrors).toEqual([{ code: 'IMPORT_COLUMNS_MISMATCH', field: ['fields'] }])
    await mapImport(api, headers, { id, format: 'PLAIN', fields: ['NAME', 'PRICE', null] })
    expect(await finished(api, headers, id)).toMatchObject({ problemCount: 0, createdCount: 1 })
  })

  test('is sanitised: no script reaches a description', async () => {
    await importFile(
      api,
      headers,
      'Name,Price,Description\nTea,4.50,"<p onclick=""x()"">Hot<script>alert(1)</script></p>"\n',
    )
    const [row] = await queryInShop<{ html: string; text: string }>(
      api,
      shop,
      `select description_html as html, description as text from product where shop_id = $1 and slug = 'tea'`,
      shop.id,
    )
    expect(row).toEqual({ html: '<p>Hot</p>', text: 'Hot' })
  })

  test('is refused when it is empty or larger than 20 MB, and from members who may not import', async () => {
    expect((await uploadFile(api, headers, '')).body.userErrors).toMatchObject([
      { code: 'IMPORT_FILE_EMPTY' },
    ])
    const large = await uploadFile(api, headers, Buffer.alloc(20_000_001, 'x'))
    expect(large.body.userErrors).toMatchObject([{ code: 'IMPORT_FILE_TOO_LARGE' }])
    const viewer = await headersOf(api, shop, 'VIEWER')
    expect((await uploadFile(api, viewer, 'Name\nA\n')).body.errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ])
    expect((await uploadFile(api, {}, 'Name\nA\n')).body.errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ])
  })
})

describe('an import and the orders of buyers', () => {
  test('what buyers have reserved stays reserved, and the stock on hand never falls below it', async () => {
    await placeTestOrder(api, shop)
    const reserved = await queryInShop<{ sku: string; reserved: number }>(
      api,
      shop,
      'select v.sku, s.reserved from stock s join variant v on v.id = s.variant_id where s.shop_id = $1 and s.reserved > 0',
      shop.id,
    )
    const [first] = reserved
    expect(first).toBeDefined()
    await importFile(api, headers, `SKU,Stock\n${first?.sku},0\n`)
    const [row] = await queryInShop<{ on_hand: number; reserved: number; available: number }>(
      api,
      shop,
      'select s.on_hand, s.reserved, s.available from stock s join variant v on v.id = s.variant_id where s.shop_id = $1 and v.sku = $2',
      shop.id,
      first?.sku,
    )
    expect(row).toEqual({ on_hand: first?.reserved, reserved: first?.reserved, available: 0 })
  })
})

describe('names of variants', () => {
  test('a variant without a SKU gets one that is free, also when another of the product has the usual one', async () => {
    const file = 'Name,Variant name,Price\nTea,Small,1\nTea,Large,2\n'
    await importFile(api, headers, file)
    await executeInShop(
      api,
      shop,
      `update variant set name = 'Tiny' where shop_id = $1 and sku = 'tea-small'`,
      shop.id,
    )
    await importFile(api, headers, file)
    expect((await stored()).filter(({ slug }) => slug === 'tea').map(({ sku, name }) => [name, sku])).toEqual(
      [
        ['Tiny', 'tea-small'],
        ['Large', 'tea-large'],
        ['Small', expect.stringMatching(/^tea-small-[0-9a-f]{8}$/)],
      ],
    )
  })

  test('variants whose SKU changes are locked in the order of their ids, whatever the order of the file', async () => {
    const rows = await queryInShop<{ id: string; sku: string; slug: string }>(
      api,
      shop,
      `select v.id, v.sku, p.slug from variant v join product p on p.shop_id = v.shop_id and p.id = v.product_id
       where v.shop_id = $1 order by v.id`,
      shop.id,
    )
    const [first, last] = [rows[0], rows.at(-1)]
    const { id } = await checkFile(
      api,
      headers,
      `Handle,SKU,Price\n${last?.slug},NEW-LAST,7\n${first?.slug},NEW-FIRST,7\n`,
    )
    // As a shipment locks them.
    const lock = (variantId = ''): [string, string] => [
      'select from variant where id = $1 for key share nowait',
      variantId,
    ]
    await blockedBy(shop, { first: lock(first?.id), second: lock(last?.id) }, () =>
      changeImport(api, headers, 'applyProductImport', id),
    )
    expect(await finished(api, headers, id)).toMatchObject({ status: 'APPLIED', changedCount: 2 })
  })
})
