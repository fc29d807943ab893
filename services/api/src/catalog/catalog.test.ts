import 'reflect-metadata'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countStatements } from '../../test/count-statements.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { newBuyer } from '../../test/buyer.ts'
import { executeAllInShop } from '../../test/sql.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

const PAGE_FIELDS = `totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { slug }`
const LIST = `query ($first: Int, $after: String, $search: String, $c: String, $sort: ProductSort) {
  products(first: $first, after: $after, search: $search, collectionSlug: $c, sort: $sort) { ${PAGE_FIELDS} }
}`
interface Page {
  totalCount: number
  pageInfo: {
    hasNextPage: boolean
    hasPreviousPage: boolean
    startCursor: string | null
    endCursor: string | null
  }
  nodes: { slug: string }[]
}

let api: TestApi
let shop: TestShop
const ids = { lamp: v7(), bowl: v7(), egg: v7() }
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api, { variants: [] })
  const product = (id: string, slug: string, name: string, days: number): [string, ...unknown[]] => [
    `insert into product (id, shop_id, slug, name, description, image_path, created_at)
     values ($1, $2, $3, $4, 'Fait main', $5, now() - make_interval(days => $6))`,
    ...[id, shop.id, slug, name, `/media/x/${slug}.svg`, days],
  ]
  const variant = (
    productId: string,
    sku: string,
    price: number,
    position: number,
  ): [string, ...unknown[]] => [
    `insert into variant (id, shop_id, product_id, sku, name, price, position)
     values ($1, $2, $3, $4, 'Une taille', $5, $6)`,
    ...[v7(), shop.id, productId, sku, price, position],
  ]
  const collection = v7()
  await executeAllInShop(api, shop, [
    product(ids.lamp, 'lampe', 'Éclaireuse', 1),
    product(ids.bowl, 'bol', 'Bol à thé', 3),
    product(ids.egg, 'coquetier', 'Œuf coque', 2),
    variant(ids.lamp, 'L-1', 9000, 0),
    variant(ids.lamp, 'L-2', 12000, 1),
    variant(ids.bowl, 'B-1', 1500, 0),
    variant(ids.egg, 'E-1', 700, 0),
    [
      `insert into collection (id, shop_id, slug, name, position) values ($1, $2, 'table', 'Table', 0)`,
      collection,
      shop.id,
    ],
    ...[ids.egg, ids.bowl].map((id, position): [string, ...unknown[]] => [
      'insert into collection_product (shop_id, collection_id, product_id, position) values ($1, $2, $3, $4)',
      ...[shop.id, collection, id, position],
    ]),
  ])
}, 60_000)
afterAll(() => api.stop(), 60_000)

const list = async (variables: Record<string, unknown> = {}): Promise<Page> =>
  (await newBuyer(api, shop).request<{ products: Page }>(LIST, variables)).data.products
const slugsOf = async (variables: Record<string, unknown> = {}): Promise<string[]> =>
  (await list(variables)).nodes.map(({ slug }) => slug)

describe('the list of products', () => {
  test.each([
    ['NAME', ['bol', 'lampe', 'coquetier']],
    ['PRICE_ASC', ['coquetier', 'bol', 'lampe']],
    ['PRICE_DESC', ['lampe', 'bol', 'coquetier']],
    ['NEWEST', ['lampe', 'coquetier', 'bol']],
  ])('is sorted by %s', async (sort, expected) => expect(await slugsOf({ sort })).toEqual(expected))

  test.each([
    ['eclaireuse', ['lampe']],
    ['OEUF', ['coquetier']],
    ['bol the', ['bol']],
    ['l-2', ['lampe']],
    ['fait main', ['bol', 'lampe', 'coquetier']],
    ['%', []],
  ])('contains the products that match the search “%s”', async (search, expected) =>
    expect(await slugsOf({ search })).toEqual(expected),
  )

  test('is empty for a card number, which is not kept in memory', async () => {
    const { filtered } = await api.app.catalogs.of((await api.app.shops.find('id', shop.id))!)
    expect(await slugsOf({ search: '4111 1111 1111 1111' })).toEqual([])
    expect(await slugsOf({ search: 'oeuf 41' })).toEqual([])
    const kept = [...filtered.keys()].join()
    expect(kept).toContain('41')
    expect(kept).not.toContain('1111')
  })

  test('can be filtered by collection, and keeps the merchant’s order in the collection itself', async () => {
    expect(await slugsOf({ c: 'table', sort: 'PRICE_DESC' })).toEqual(['bol', 'coquetier'])
    expect(await slugsOf({ c: 'nothing' })).toEqual([])
    const { data } = await newBuyer(api, shop).request<{ collections: { slug: string; products: Page }[] }>(
      `{ collections { slug name products(first: 1) { ${PAGE_FIELDS} } } }`,
    )
    expect(data.collections).toMatchObject([
      { slug: 'table', products: { nodes: [{ slug: 'coquetier' }], totalCount: 2 } },
    ])
  })

  test('continues at the same place when the product at the cursor moves', async () => {
    const first = await list({ first: 1, sort: 'PRICE_ASC' })
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false })
    const { endCursor } = first.pageInfo
    expect(await slugsOf({ first: 5, after: endCursor, sort: 'PRICE_ASC' })).toEqual(['bol', 'lampe'])

    const setPrice = (price: number) =>
      executeAllInShop(api, shop, [['update variant set price = $2 where product_id = $1', ids.egg, price]])
    const byPrice = () => slugsOf({ sort: 'PRICE_ASC' })
    await setPrice(99_000)
    await expect.poll(byPrice).toEqual(['bol', 'lampe', 'coquetier'])
    expect(await slugsOf({ first: 1, after: endCursor, sort: 'PRICE_ASC' })).toEqual(['bol'])
    await setPrice(700)
    await expect.poll(byPrice).toEqual(['coquetier', 'bol', 'lampe'])
  })

  test.each([{ first: 101 }, { first: -1 }, { after: 'nonsense' }, { search: 'x'.repeat(201) }])(
    'rejects %j with BAD_USER_INPUT',
    async (variables) => {
      const { status, errors } = await newBuyer(api, shop).request(LIST, variables)
      expect(status).toBe(400)
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT'])
    },
  )

  test('rejects a cursor of another sort order', async () => {
    const { pageInfo } = await list({ first: 1, sort: 'NAME' })
    const { errors } = await newBuyer(api, shop).request(LIST, { after: pageInfo.endCursor, sort: 'NEWEST' })
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })
})

describe('a product', () => {
  test('has variants, a price range and an absolute image URL', async () => {
    const { data } = await newBuyer(api, shop).request(
      `{ product(slug: "lampe") { name imageUrl priceRange { min { amount currency } max { amount } }
         variants { sku availableQuantity price { amount } product { slug } } } }`,
    )
    expect(data).toEqual({
      product: {
        name: 'Éclaireuse',
        imageUrl: `${api.app.env.apiUrl}/media/x/lampe.svg`,
        priceRange: { min: { amount: 9000, currency: 'EUR' }, max: { amount: 12000 } },
        variants: [
          { sku: 'L-1', availableQuantity: 0, price: { amount: 9000 }, product: { slug: 'lampe' } },
          { sku: 'L-2', availableQuantity: 0, price: { amount: 12000 }, product: { slug: 'lampe' } },
        ],
      },
    })
  })

  test('is not found in another shop', async () => {
    const other = await createShop(api)
    const { data } = await newBuyer(api, other).request('{ product(slug: "lampe") { id } }')
    expect(data).toEqual({ product: null })
  })
})

describe('the cached catalog', () => {
  const nameOf = async (slug: string): Promise<string | undefined> => {
    const { data } = await newBuyer(api, shop).request<{ product: { name: string } | null }>(
      'query ($slug: String!) { product(slug: $slug) { name } }',
      { slug },
    )
    return data?.product?.name
  }

  test('is loaded once for concurrent requests and then served from memory', async () => {
    const fresh = await createShop(api)
    // Catalog changes are read from their log in order: once this one is shown, those of the new shop have been applied too.
    await executeAllInShop(api, shop, [["update product set name = 'Aurore' where id = $1", ids.lamp]])
    await expect.poll(() => nameOf('lampe')).toBe('Aurore')
    const listProducts = () => newBuyer(api, fresh).request(LIST, {})
    const readsCatalog = (sql: string) => sql.includes('from product p')
    const { statements } = await countStatements(() => Promise.all(Array.from({ length: 20 }, listProducts)))
    expect(statements.filter(readsCatalog)).toHaveLength(1)
    expect((await countStatements(listProducts)).statements.filter(readsCatalog)).toEqual([])
  })

  test('is reloaded after a product changes', async () => {
    await executeAllInShop(api, shop, [["update product set name = 'Aube' where id = $1", ids.lamp]])
    await expect.poll(() => slugsOf({ first: 1 })).toEqual(['lampe'])
    await executeAllInShop(api, shop, [["update product set name = 'Éclaireuse' where id = $1", ids.lamp]])
  })
})
