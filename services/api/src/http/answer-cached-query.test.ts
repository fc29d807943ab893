import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop } from '../../test/sql.ts'
import { getQuery, registerTexts } from '../../test/storefront-document.ts'

const LIST =
  'query List($first: Int) { products(first: $first) { nodes { name variants { availableQuantity } } } }'
const ONE = 'query One($slug: String!) { product(slug: $slug) { name variants { price { amount } } } }'
const PAGES = '{ shopPages { title } }'
const CART = '{ cart { totalQuantity } }'
const COLLECTIONS = '{ collections { name products { totalCount } } }'
const IN_STOCK = '{ products(filters: { availability: IN_STOCK }) { totalCount } }'
const FACETS = '{ products { facets { availability { value count } } } }'
const DOCUMENTS = [LIST, ONE, PAGES, CART, COLLECTIONS, IN_STOCK, FACETS]

let api: TestApi
let shop: TestShop
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  expect((await registerTexts(api, shop, DOCUMENTS)).body.isRegistered).toBe(true)
})
afterAll(() => api.stop())

const get = (text: string, parameters = {}, headers = {}) => getQuery(api, shop, text, parameters, headers)
const tagsOf = (response: Response) => response.headers.get('surrogate-key')?.split(' ')
const one = (slug: string) => ({ variables: JSON.stringify({ slug }) })

test('a query of the catalogue is answered for caches, with nothing of a visitor', async () => {
  const response = await get(LIST, { variables: '{"first":2}', language: 'fr' })
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({
    data: { products: { nodes: [{ name: 'Product 1' }, { name: 'Product 2' }] } },
  })
  const headers = Object.fromEntries(response.headers)
  expect(headers).toMatchObject({
    'cache-control': 'public, max-age=0, s-maxage=60, stale-while-revalidate=30',
    'access-control-allow-origin': '*',
    'content-type': 'application/json; charset=utf-8',
    etag: expect.stringMatching(/^"[\w-]{43}"$/) as string,
  })
  for (const name of ['x-visitor-id', 'set-cookie', 'vary']) expect(headers[name]).toBeUndefined()
  const [first, second, third] = shop.variants.map(({ productId }) => `product-${productId}`)
  expect(tagsOf(response)).toEqual([`shop-${shop.id}`, `catalog-${shop.id}`, first, second])
  expect(tagsOf(response)).not.toContain(third)
  expect(headers['cache-tag']).toBe(headers['surrogate-key']?.replaceAll(' ', ','))
})

test('one product depends on itself alone, and a missing one on the whole catalogue', async () => {
  expect(tagsOf(await get(ONE, one('product-1')))).toEqual([
    `shop-${shop.id}`,
    `product-${shop.variants[0]?.productId}`,
  ])
  expect(tagsOf(await get(ONE, one('none')))).toEqual([`shop-${shop.id}`, `catalog-${shop.id}`])
  expect(tagsOf(await get(COLLECTIONS))).toEqual([`shop-${shop.id}`, `catalog-${shop.id}`])
})

test('what is filtered or counted by availability depends on all stock', async () => {
  const stock = `stock-${shop.id}`
  expect(tagsOf(await get(LIST))).not.toContain(stock)
  expect(tagsOf(await get(IN_STOCK))).toContain(stock)
  expect(tagsOf(await get(FACETS))).toContain(stock)
})

describe('the entity tag', () => {
  test('of an unchanged answer is answered with 304, also as a weak one among others', async () => {
    const etag = (await get(ONE, one('product-1'))).headers.get('etag') ?? ''
    for (const tags of [etag, `"other", W/${etag}`, '*']) {
      const response = await get(ONE, one('product-1'), { 'if-none-match': tags })
      expect({ status: response.status, body: await response.text() }).toEqual({ status: 304, body: '' })
      expect(response.headers.get('etag')).toBe(etag)
      expect(response.headers.get('cache-control')).toContain('s-maxage')
    }
    expect((await get(ONE, one('product-2'), { 'if-none-match': etag })).status).toBe(200)
  })

  test('changes with a price, in the first request after the change was read', async () => {
    const etag = (await get(ONE, one('product-3'))).headers.get('etag') ?? ''
    await executeInShop(api, shop, 'update variant set price = price + 1 where id = $1', shop.variants[2]?.id)
    await expect
      .poll(async () => (await get(ONE, one('product-3'), { 'if-none-match': etag })).status)
      .toBe(200)
  })
})

test('the language comes from the URL, else from a header that caches then tell answers apart by', async () => {
  expect((await get(PAGES, { language: 'en' }, { 'accept-language': 'fr' })).headers.get('vary')).toBeNull()
  expect((await get(PAGES, {}, { 'accept-language': 'en' })).headers.get('vary')).toBe('accept-language')
})

describe('is refused, and never kept by a cache:', () => {
  test.each<[string, string, Record<string, string>, number, string]>([
    ['a document of the cart', CART, {}, 400, 'BAD_USER_INPUT'],
    ['an unknown document', '{ shop { slug } }', {}, 404, 'DOCUMENT_NOT_REGISTERED'],
    ['an unknown shop', LIST, { shopKey: 'pk_nobody' }, 400, 'SHOP_NOT_FOUND'],
    ['an unknown parameter', LIST, { cacheBuster: '1' }, 400, 'BAD_USER_INPUT'],
    ['variables that are no JSON', LIST, { variables: '{' }, 400, 'BAD_USER_INPUT'],
    ['variables that are a list', LIST, { variables: '[]' }, 400, 'BAD_USER_INPUT'],
    ['variables of a wrong type', LIST, { variables: '{"first":"a"}' }, 400, 'BAD_USER_INPUT'],
    ['missing variables', ONE, {}, 400, 'BAD_USER_INPUT'],
    ['an operation that is not there', LIST, { operationName: 'Other' }, 400, 'BAD_USER_INPUT'],
    ['an unknown language', LIST, { language: 'de' }, 400, 'BAD_USER_INPUT'],
    ['a page that is too large', LIST, { variables: '{"first":1000}' }, 400, 'BAD_USER_INPUT'],
    ['a text with NUL', ONE, { variables: '{"slug":"\\u0000"}' }, 400, 'BAD_USER_INPUT'],
  ])('%s', async (_what, text, parameters, status, code) => {
    const response = await get(text, parameters)
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] }
    expect({ status: response.status, code: errors[0]?.extensions.code }).toEqual({ status, code })
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('surrogate-key')).toBeNull()
  })

  test('a document of another shop', async () => {
    const other = await createShop(api)
    expect((await getQuery(api, other, LIST)).status).toBe(404)
  })

  test('the key of a shop in a header, which caches do not tell answers apart by', async () => {
    const response = await fetch(`${api.url}/graphql?documentId=${'0'.repeat(64)}`, {
      headers: { 'x-shop-key': shop.key },
    })
    expect(response.status).toBe(400)
  })

  test('a suspended shop', async () => {
    const suspended = await createShop(api)
    await registerTexts(api, suspended, [LIST])
    expect((await getQuery(api, suspended, LIST)).status).toBe(200)
    await api.owner.query("update shop set status = 'SUSPENDED' where id = $1", [suspended.id])
    await expect.poll(async () => (await getQuery(api, suspended, LIST)).status).toBe(403)
    expect((await getQuery(api, suspended, LIST)).headers.get('cache-control')).toBe('no-store')
  })
})
