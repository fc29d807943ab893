import { afterAll, beforeAll, expect, test } from 'vitest'
import { graphql, type TestApi } from '../../test/api.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { headersOf } from '../../test/member.ts'
import {
  applyImport,
  changeImport,
  checkFile,
  mapImport,
  post,
  readImport,
  uploadFile,
} from '../../test/product-import.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { queryInShop } from '../../test/sql.ts'

let isolated: IsolatedApi
let api: TestApi
let ours: TestShop
let theirs: TestShop
let ourHeaders: Record<string, string>
let theirHeaders: Record<string, string>

beforeAll(async () => {
  isolated = await startIsolatedApi()
  api = isolated.api
  await isolated.startWorker()
  ours = await createShop(api)
  theirs = await createShop(api)
  ourHeaders = await headersOf(api, ours, 'OWNER')
  theirHeaders = await headersOf(api, theirs, 'OWNER')
}, 60_000)
afterAll(() => isolated?.stop())

const products = (shop: TestShop) =>
  queryInShop<{ name: string; price: number }>(
    api,
    shop,
    `select p.name, v.price from product p join variant v on v.shop_id = p.shop_id and v.product_id = p.id where p.shop_id = $1
     order by p.name, v.price`,
    shop.id,
  )

test('an import of another shop is neither listed, read, mapped, added to, applied nor undone', async () => {
  const { id } = await checkFile(api, theirHeaders, 'Name,Price\nTheirs,4.50\n', 'theirs.csv')
  const pending = await post(api, theirHeaders, '?fileName=theirs.zip&archiveBytes=10', Buffer.alloc(0))
  const listed = await graphql<{ productImports: { id: string }[] }>(
    `${api.url}/merchant/graphql`,
    '{ productImports { id } }',
    {},
    ourHeaders,
  )
  expect(listed.data.productImports).toEqual([])
  expect(await readImport(api, ourHeaders, id)).toBeNull()
  const notFound = [{ code: 'NOT_FOUND', field: ['id'] }]
  expect(
    (await mapImport(api, ourHeaders, { id, format: 'PLAIN', fields: [null, null] })).userErrors,
  ).toEqual(notFound)
  for (const name of ['applyProductImport', 'undoProductImport'] as const)
    expect((await changeImport(api, ourHeaders, name, id)).userErrors).toEqual(notFound)
  const path = `/${pending.productImport?.id}/archive?offset=0`
  expect((await post(api, ourHeaders, path, Buffer.alloc(10))).userErrors).toMatchObject([
    { code: 'NOT_FOUND' },
  ])
  expect((await post(api, theirHeaders, path, Buffer.alloc(10))).userErrors).toEqual([])
  expect(await readImport(api, theirHeaders, id)).toMatchObject({ status: 'CHECKED', fileName: 'theirs.csv' })
})

test('a file changes and exports the products of its own shop alone, whatever slugs and SKUs it names', async () => {
  const before = await products(theirs)
  const { id } = await checkFile(api, ourHeaders, 'Handle,Name,SKU,Price\nproduct-1,Changed,SKU-1,77\n')
  await applyImport(api, ourHeaders, id)
  expect(await products(ours)).toContainEqual({ name: 'Changed', price: 7_700 })
  expect(await products(theirs)).toEqual(before)
  const exported = async (headers: Record<string, string>) =>
    (await fetch(`${api.url}/merchant/exports/products?format=PLAIN`, { headers })).text()
  expect(await exported(ourHeaders)).toContain('Changed')
  expect(await exported(theirHeaders)).not.toContain('Changed')
})

test('the headers of a member do not open another shop', async () => {
  const headers = { ...ourHeaders, 'x-shop': theirs.slug }
  expect((await uploadFile(api, headers, 'Name\nA\n')).body.errors).toMatchObject([
    { extensions: { code: 'FORBIDDEN' } },
  ])
  expect((await fetch(`${api.url}/merchant/exports/products?format=PLAIN`, { headers })).status).toBe(403)
})
