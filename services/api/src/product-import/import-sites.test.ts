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
  type TestImport,
} from '../../test/product-import.ts'
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
  shop = await createShop(api, { variants: [] })
  headers = await headersOf(api, shop, 'MANAGER')
})
afterAll(() => isolated?.stop())

/** As PrestaShop's list of products is exported: without references and addresses, which would tell products apart. */
const products = (...rows: [number, string, string][]) =>
  ['Product ID;Name;Price (tax incl.)', ...rows.map((row) => row.join(';'))].join('\n')

const COMBINATION =
  'Product ID*;Attribute (Name:Type:Position)*;Value (Value:Position)*;Impact on price\n7;Size:select:0;S:0;0.000000\n7;Size:select:0;M:1;1.666667\n'

const sources = () =>
  queryInShop<{ site: string; external_id: string; name: string; base_price: number }>(
    api,
    shop,
    `select s.site, s.external_id, p.name, s.base_price from product_source s join product p on p.shop_id = s.shop_id and p.id = s.product_id
     where s.shop_id = $1 order by s.site, s.external_id`,
    shop.id,
  )

const names = async () =>
  (
    await queryInShop<{ name: string }>(
      api,
      shop,
      'select name from product where shop_id = $1 order by name',
      shop.id,
    )
  ).map(({ name }) => name)

/** Tells the site of an import, and waits for the check. */
async function tellSite({ id, format, columns }: TestImport, site: string): Promise<TestImport> {
  const fields = columns.map(({ field }) => field)
  expect((await mapImport(api, headers, { id, format, fields, site })).userErrors).toEqual([])
  return finished(api, headers, id)
}

describe('a number that another product has already', () => {
  test('is refused until the member tells which site the file comes from; another site adds products', async () => {
    await importFile(api, headers, products([7, 'Mug', '9.00']))
    const checked = await checkFile(api, headers, products([7, 'T-shirt', '25.00'], [8, 'Cap', '12.00']))
    expect(checked.problems).toEqual([
      expect.objectContaining({
        code: 'NUMBER_OF_OTHER_PRODUCT',
        row: 2,
        column: 'Product ID',
        value: '7',
      }),
    ])
    expect(checked.problems[0]?.message).toContain('Mug')
    expect(checked).toMatchObject({ site: null, knownSites: ['PrestaShop'] })

    const told = await tellSite(checked, 'Second site')
    expect(told).toMatchObject({ problems: [], createdCount: 2, changedCount: 0, site: 'Second site' })
    await applyImport(api, headers, told.id)
    expect(await names()).toEqual(['Cap', 'Mug', 'T-shirt'])
    expect(await sources()).toEqual([
      { site: 'PrestaShop', external_id: '7', name: 'Mug', base_price: 900 },
      { site: 'Second site', external_id: '7', name: 'T-shirt', base_price: 2500 },
      { site: 'Second site', external_id: '8', name: 'Cap', base_price: 1200 },
    ])
  })

  test('is that of a renamed product when the member tells so, and the check names what it changes', async () => {
    await importFile(api, headers, products([7, 'Mug', '9.00'], [8, 'Cap', '12.00']))
    const checked = await checkFile(api, headers, products([7, 'Large mug', '11.00'], [8, 'Cap', '13.00']))
    expect(checked.problems).toMatchObject([{ code: 'NUMBER_OF_OTHER_PRODUCT', row: 2 }])
    const told = await tellSite(checked, 'PrestaShop')
    expect(told).toMatchObject({ problems: [], createdCount: 0, changedCount: 2 })
    expect(told.changes).toEqual([
      { name: 'Mug', newName: 'Large mug', matchedBy: 'NUMBER' },
      { name: 'Cap', newName: null, matchedBy: 'NUMBER' },
    ])
    await applyImport(api, headers, told.id)
    expect(await names()).toEqual(['Cap', 'Large mug'])
  })

  test('has to be told of combinations too, once the shop has products of two sites', async () => {
    await importFile(api, headers, products([7, 'Mug', '9.00']))
    const second = await checkFile(api, headers, products([7, 'T-shirt', '25.00']))
    await applyImport(api, headers, (await tellSite(second, 'Second site')).id)
    const checked = await checkFile(api, headers, COMBINATION)
    expect(checked.problems).toMatchObject([{ code: 'SITE_UNKNOWN', row: null }])
    expect(checked.problems[0]?.message).toContain('PrestaShop, Second site')
    const told = await tellSite(checked, 'Second site')
    expect(told.changes).toEqual([{ name: 'T-shirt', newName: null, matchedBy: 'NUMBER' }])
    await applyImport(api, headers, told.id)
    const prices = await queryInShop<{ name: string; price: number }>(
      api,
      shop,
      `select p.name || ' ' || v.name as name, v.price from variant v join product p on p.shop_id = v.shop_id and p.id = v.product_id
       where v.shop_id = $1 order by 1`,
      shop.id,
    )
    expect(prices).toEqual([
      { name: 'Mug Standard', price: 900 },
      { name: 'T-shirt M', price: 2700 },
      { name: 'T-shirt S', price: 2500 },
    ])
  })
})

describe('an import that is undone', () => {
  test('gives numbers and prices back to the products that had them', async () => {
    await importFile(api, headers, products([7, 'Mug', '9.00']))
    const before = await sources()
    const { id } = await importFile(api, headers, products([7, 'Mug', '9.50'], [8, 'Cap', '12.00']))
    expect(await sources()).toMatchObject([
      { external_id: '7', name: 'Mug', base_price: 950 },
      { external_id: '8', name: 'Cap' },
    ])
    await changeImport(api, headers, 'undoProductImport', id)
    expect(await finished(api, headers, id)).toMatchObject({ status: 'UNDONE', conflicts: [] })
    expect(await sources()).toEqual(before)
  })

  test('gives a number back to its product when a new one had taken it', async () => {
    const file = (rows: string) => `Product ID;Active (0/1);Name *;Price tax included;Reference #\n${rows}\n`
    await importFile(api, headers, file('7;1;Mug;9.00;MUG\n8;1;Cap;12.00;CAP'))
    const before = await sources()
    // The same site has given other numbers to its products: the references tell which they are.
    const { id } = await importFile(api, headers, file('8;1;Mug;9.00;MUG\n7;1;Cap;12.00;CAP'))
    expect(await sources()).toMatchObject([
      { external_id: '7', name: 'Cap' },
      { external_id: '8', name: 'Mug' },
    ])
    await changeImport(api, headers, 'undoProductImport', id)
    expect(await finished(api, headers, id)).toMatchObject({ status: 'UNDONE', conflicts: [] })
    expect(await sources()).toEqual(before)
  })

  test('leaves the number of a product that a later import has given again', async () => {
    const first = await importFile(api, headers, products([7, 'Mug', '9.00']))
    await importFile(api, headers, products([7, 'Mug', '9.50']))
    await changeImport(api, headers, 'undoProductImport', first.id)
    expect(await finished(api, headers, first.id)).toMatchObject({
      conflicts: [{ name: 'Mug', reason: 'CHANGED' }],
    })
    expect(await sources()).toMatchObject([{ external_id: '7', name: 'Mug', base_price: 950 }])
  })
})

test('the name of a site is bad input when it is too long, and no card number', async () => {
  const { id, format, columns } = await checkFile(api, headers, products([7, 'Mug', '9.00']))
  const input = { id, format, fields: columns.map(({ field }) => field) }
  const response = await fetch(`${api.url}/merchant/graphql`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({
      query:
        'mutation ($input: MapProductImportInput!) { mapProductImport(input: $input) { productImport { id } } }',
      variables: { input: { ...input, site: 'x'.repeat(101) } },
    }),
  })
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
  expect((await mapImport(api, headers, { ...input, site: '4242 4242 4242 4242' })).userErrors).toMatchObject(
    [{ code: 'CARD_NUMBER_NOT_ALLOWED' }],
  )
})
