import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { graphql, type TestApi } from '../../test/api.ts'
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

describe('a product that waits for its time of publication', () => {
  const publication = () =>
    queryInShop<{ status: string; at: Date | null }>(
      api,
      shop,
      `select status, publish_at as at from product where shop_id = $1 and slug = 'tea'`,
      shop.id,
    )
  const at = new Date('2090-01-31T08:00:00Z')

  test('is made by a file, and stays so when another file says yes or no', async () => {
    await importFile(
      api,
      headers,
      'Name,SKU,Price,Status,Publish at\nTea,TEA,4.50,published,2090-01-31 09:00\n',
    )
    expect(await publication()).toEqual([{ status: 'PUBLISHED', at }])
    await importFile(api, headers, 'Handle,SKU,Price,Published\ntea,TEA,5,no\n')
    expect(await publication()).toEqual([{ status: 'PUBLISHED', at }])
    const { id } = await importFile(api, headers, 'Handle,SKU,Price,Status\ntea,TEA,5,draft\n')
    expect(await publication()).toEqual([{ status: 'DRAFT', at: null }])
    await changeImport(api, headers, 'undoProductImport', id)
    await finished(api, headers, id)
    expect(await publication()).toEqual([{ status: 'PUBLISHED', at }])
  })

  test('is not published by an export to a program without times of publication', async () => {
    await importFile(
      api,
      headers,
      'Name,SKU,Price,Status,Publish at\nTea,TEA,4.50,published,2090-01-31 09:00\n',
    )
    for (const [format, hidden] of [
      ['SHOPIFY', /^tea,.*,false,/m],
      ['WOOCOMMERCE', /^simple,TEA,,Tea,-1,/m],
      ['PRESTASHOP', /^0;Tea;/m],
    ] as const) {
      const response = await fetch(`${api.url}/merchant/exports/products?format=${format}`, { headers })
      expect(await response.text()).toMatch(hidden)
    }
  })
})

describe('members who may import', () => {
  const withPermissions = async (...permissions: string[]) => {
    await executeInShop(
      api,
      shop,
      `update shop set role_permissions = jsonb_build_object('MANAGER', $2::jsonb) where id = $1`,
      shop.id,
      JSON.stringify(permissions),
    )
    return headersOf(api, shop, 'MANAGER')
  }

  test('but not change products can do nothing with an import', async () => {
    const { id } = await checkFile(api, headers, 'Name,Price\nTea,4.50\n')
    const member = await withPermissions('product.import', 'product.read')
    expect((await uploadFile(api, member, 'Name\nA\n')).body.errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ])
    const { errors } = await graphql(
      `${api.url}/merchant/graphql`,
      'mutation ($id: ID!) { applyProductImport(id: $id) { userErrors { code } } }',
      { id },
      member,
    )
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
    expect((await readImport(api, headers, id)).status).toBe('CHECKED')
  })

  test('but not change stock can import a file only without its column of stock', async () => {
    const member = await withPermissions('product.import', 'product.read', 'product.write')
    const { id } = await checkFile(api, member, 'Name,Price,Stock\nTea,4.50,3\n')
    expect((await changeImport(api, member, 'applyProductImport', id)).userErrors).toEqual([
      { code: 'IMPORT_NEEDS_STOCK_PERMISSION', field: ['id'] },
    ])
    expect((await readImport(api, member, id)).status).toBe('CHECKED')
    await mapImport(api, member, { id, format: 'PLAIN', fields: ['NAME', 'PRICE', null] })
    await finished(api, member, id)
    expect((await changeImport(api, member, 'applyProductImport', id)).userErrors).toEqual([])
    expect(await finished(api, member, id)).toMatchObject({ status: 'APPLIED' })
  })
})
