import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import type { TestApi } from '../../test/api.ts'
import { placeTestOrder } from '../../test/bank/bank.ts'
import { headersOf } from '../../test/member.ts'
import {
  changeImport,
  checkFile,
  finished,
  importFile,
  mapImport,
  readImport,
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

const stored = () =>
  queryInShop<{ slug: string; sku: string; name: string; price: number; on_hand: number; status: string }>(
    api,
    shop,
    `select p.slug, v.sku, v.name, v.price, s.on_hand, p.status from product p
     join variant v on v.shop_id = p.shop_id and v.product_id = p.id join stock s on s.shop_id = v.shop_id and s.variant_id = v.id
     where p.shop_id = $1 order by p.slug, v.position`,
    shop.id,
  )

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

  test('cannot be applied while a cell is invalid, and each of them is named in the language of the member', async () => {
    const checked = await checkFile(
      api,
      { ...headers, 'accept-language': 'fr' },
      'Nom;Prix;Stock\nThé;gratuit;2,5\nCafé;;1\n',
    )
    expect(checked.problems.map(({ row, column, value, code }) => [row, column, value, code])).toEqual([
      [2, 'Prix', 'gratuit', 'NOT_A_NUMBER'],
      [2, 'Stock', '2,5', 'NOT_WHOLE'],
      [3, null, null, 'PRICE_MISSING'],
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
    expect(await finished(api, headers, id)).toMatchObject({ status: 'UNDONE', conflicts: ['Coffee beans'] })
    expect(await stored()).toMatchObject([
      { slug: 'coffee', on_hand: 9 },
      { sku: 'SKU-1', price: 1000, on_hand: 96 },
      { sku: 'SKU-2' },
      { sku: 'SKU-3' },
      { slug: 'tea', status: 'ARCHIVED' },
    ])
  })
})
