import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'
import { postBody, registerTexts } from '../../test/storefront-document.ts'
import { documentId } from './document.ts'

let api: TestApi
let shop: TestShop
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
})
afterAll(() => api.stop())

const SHOP_NAME = 'query ShopName { shop { name } }'
const ADD = 'mutation Add($variantId: ID!) { addToCart(variantId: $variantId) { userErrors { code } } }'

describe('registering documents', () => {
  test('says of each document its id, its operations, and whether caches may keep its answers', async () => {
    const cart = 'query Cart { cart { totalQuantity } shop { name } }'
    const { body } = await registerTexts(api, shop, [SHOP_NAME, cart, '{ products { totalCount } }'])
    expect(body).toEqual({
      isRegistered: true,
      problems: [],
      documents: [
        { id: documentId(SHOP_NAME), operations: ['ShopName'], isCacheable: true, problems: [] },
        { id: documentId(cart), operations: ['Cart'], isCacheable: false, problems: [] },
        {
          id: documentId('{ products { totalCount } }'),
          operations: [],
          isCacheable: true,
          problems: [],
        },
      ],
    })
    expect((await registerTexts(api, shop, [SHOP_NAME])).body.isRegistered).toBe(true)
  })

  test.each([
    ['a fragment', 'query { ...Root } fragment Root on Query { cart { totalQuantity } }'],
    ['an alias', 'query { shop: cart { totalQuantity } }'],
    ['one of several operations', 'query A { shop { name } } query B { cart { totalQuantity } }'],
    ['the schema', 'query { shop { name } __schema { queryType { name } } }'],
  ])(
    'caches may not keep answers of a document that asks for more than the catalogue in %s',
    async (_where, text) => {
      const { body } = await registerTexts(api, shop, [text])
      expect(body).toMatchObject({ isRegistered: true, documents: [{ isCacheable: false }] })
    },
  )

  test('with a problem in one document registers none, and says where it is', async () => {
    const fine = 'query Fine { shop { currency } }'
    const { status, body } = await registerTexts(api, shop, [
      fine,
      'query Wrong {\n  shop { nme }\n}',
      'query {',
      'fragment F on Shop { name }',
      'query { products(search: "4111 1111 1111 1111") { totalCount } }',
      `{ ${'shop { name } '.repeat(500)} }`,
      'query \uD800 { shop { name } }',
    ])
    expect(status).toBe(200)
    expect(body.isRegistered).toBe(false)
    expect(body.documents.map(({ problems }) => problems.length > 0)).toEqual([
      false,
      ...Array.from({ length: 6 }, () => true),
    ])
    expect(body.documents[1]?.problems).toEqual([
      {
        message: expect.stringContaining('Cannot query field "nme"') as string,
        locations: [{ line: 2, column: 10 }],
      },
    ])
    expect(JSON.stringify(body)).not.toContain('1111')
    expect((await postBody(api, shop, { documentId: documentId(fine) })).codes).toEqual([
      'DOCUMENT_NOT_REGISTERED',
    ])
  })

  test.each([
    ['no secret', { 'x-shop-secret': '' }, 'UNAUTHENTICATED'],
    ['the secret of nobody', { 'x-shop-secret': 'sk_1' }, 'UNAUTHENTICATED'],
    ['no key', { 'x-shop-key': '' }, 'SHOP_NOT_FOUND'],
  ])('is refused with %s', async (_what, headers, code) => {
    const { body } = await registerTexts(api, shop, [SHOP_NAME], headers)
    expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual([code])
  })

  test('is refused with the secret of another shop, whose documents are its own', async () => {
    const other = await createShop(api)
    const { body } = await registerTexts(api, other, [SHOP_NAME], { 'x-shop-secret': shop.secret })
    expect(body.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    expect((await postBody(api, other, { documentId: documentId(SHOP_NAME) })).codes).toEqual([
      'DOCUMENT_NOT_REGISTERED',
    ])
  })

  test('is refused in a closed shop', async () => {
    const closed = await createShop(api)
    await api.owner.query("update shop set status = 'CLOSED' where id = $1", [closed.id])
    await expect.poll(async () => (await registerTexts(api, closed, [SHOP_NAME])).status).toBe(403)
  })

  test.each([
    [undefined],
    ['query { shop { name } }'],
    [[]],
    [[1]],
    [Array.from({ length: 501 }, () => 'a')],
  ])('is refused as bad input: %j', async (documents) => {
    const { status, body } = await registerTexts(api, shop, documents)
    expect({ status, code: body.errors?.[0]?.extensions.code }).toEqual({
      status: 400,
      code: 'BAD_USER_INPUT',
    })
  })
})

describe('a shop with as many documents as it may have', () => {
  const fill = (of: TestShop, count: number, registeredAt: string) =>
    executeInShop(
      api,
      of,
      `insert into storefront_document (shop_id, hash, text, is_cacheable, registered_at)
       select $1, sha256(convert_to('{a' || n || '}', 'utf8')), '{a' || n || '}', true, now() - $3::interval from generate_series(1, $2) n`,
      of.id,
      count,
      registeredAt,
    )
  const count = async (of: TestShop) =>
    (
      await queryInShop<{ count: number }>(api, of, 'select count(*)::int as count from storefront_document')
    )[0]?.count

  test('cannot register more while all are in use', async () => {
    const full = await createShop(api)
    await fill(full, 1000, '1 day')
    const { body } = await registerTexts(api, full, [SHOP_NAME])
    expect(body).toMatchObject({ isRegistered: false, problems: [expect.stringContaining('1000 documents')] })
    expect(await count(full)).toBe(1000)
  })

  test('loses the ones that were not used for the longest time, and no more than needed', async () => {
    const full = await createShop(api)
    await fill(full, 1000, '31 days')
    await executeInShop(
      api,
      full,
      `update storefront_document set last_used_at = now() where text in ('{a1}', '{a2}')`,
    )
    const { body } = await registerTexts(api, full, [SHOP_NAME, ADD])
    expect(body.isRegistered).toBe(true)
    expect(await count(full)).toBe(1000)
    const kept = await queryInShop<{ text: string }>(
      api,
      full,
      `select text from storefront_document where text in ('{a1}', '{a2}') or text not like '{a%'`,
    )
    expect(kept).toHaveLength(4)
  })
})

describe('a registered document', () => {
  test('is executed by its id, with variables and the name of an operation', async () => {
    const text = 'query A($slug: String!) { product(slug: $slug) { name } } query B { shop { currency } }'
    await registerTexts(api, shop, [text])
    const request = { documentId: documentId(text), variables: { slug: 'product-1' } }
    expect((await postBody(api, shop, { ...request, operationName: 'A' })).data).toEqual({
      product: { name: 'Product 1' },
    })
    const prefixed = { documentId: `sha256:${documentId(text)}`, operationName: 'B' }
    expect((await postBody(api, shop, prefixed)).data).toEqual({ shop: { currency: 'EUR' } })
  })

  test('may be a mutation', async () => {
    await registerTexts(api, shop, [ADD])
    const variables = { variantId: shop.variants[0]?.id }
    const { data } = await postBody(api, shop, { documentId: documentId(ADD), variables })
    expect(data).toEqual({ addToCart: { userErrors: [] } })
  })

  test('is found by the hash of automatic persisted queries, as Apollo and urql send it', async () => {
    await registerTexts(api, shop, [SHOP_NAME])
    const extensions = { persistedQuery: { version: 1, sha256Hash: documentId(SHOP_NAME) } }
    expect((await postBody(api, shop, { extensions })).data).toEqual({
      shop: { name: `Shop ${shop.slug}` },
    })
    const unknown = { persistedQuery: { version: 1, sha256Hash: documentId('unknown') } }
    expect((await postBody(api, shop, { extensions: unknown })).codes).toEqual([
      'PERSISTED_QUERY_NOT_SUPPORTED',
    ])
  })

  test.each(['', 'x', 'A'.repeat(64), documentId('unknown')])('is not found by the id "%s"', async (id) => {
    const { status, codes } = await postBody(api, shop, { documentId: id })
    expect({ status, codes }).toEqual({ status: 404, codes: ['DOCUMENT_NOT_REGISTERED'] })
  })

  test('found missing is found once it is registered, and its uses are noted', async () => {
    const text = 'query Later { shop { timeZone } }'
    const ask = () => postBody(api, shop, { documentId: documentId(text) })
    expect((await ask()).status).toBe(404)
    await registerTexts(api, shop, [text])
    await expect.poll(async () => (await ask()).status).toBe(200)
    await api.app.documents.recordUses()
    const [row] = await queryInShop<{ used: boolean }>(
      api,
      shop,
      'select last_used_at is not null as used from storefront_document where text = $1',
      text,
    )
    expect(row?.used).toBe(true)
  })
})
