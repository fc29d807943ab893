import 'reflect-metadata'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countStatements } from '../../test/count-statements.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { newBuyer } from '../../test/buyer.ts'
import { inShopAsOwner } from '../../test/order.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

const PAGE = `totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { slug }`
const LIST = `query ($first: Int, $after: String, $search: String, $c: String, $sort: ProductSort) {
  products(first: $first, after: $after, search: $search, collectionSlug: $c, sort: $sort) { ${PAGE} }
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
    `insert into variant (id, shop_id, product_id, sku, name, price, tax_basis_points, position)
     values ($1, $2, $3, $4, 'Une taille', $5, 2000, $6)`,
    ...[v7(), shop.id, productId, sku, price, position],
  ]
  const collection = v7()
  await inShopAsOwner(api, shop.id, [
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
  (await newBuyer(api, shop).ask<{ products: Page }>(LIST, variables)).data.products
const slugs = async (variables: Record<string, unknown> = {}): Promise<string[]> =>
  (await list(variables)).nodes.map(({ slug }) => slug)

describe('products', () => {
  test.each([
    ['NAME', ['bol', 'lampe', 'coquetier']],
    ['PRICE_ASC', ['coquetier', 'bol', 'lampe']],
    ['PRICE_DESC', ['lampe', 'bol', 'coquetier']],
    ['NEWEST', ['lampe', 'coquetier', 'bol']],
  ])('stand in a row by %s', async (sort, expected) => expect(await slugs({ sort })).toEqual(expected))

  test.each([
    ['eclaireuse', ['lampe']],
    ['OEUF', ['coquetier']],
    ['bol the', ['bol']],
    ['l-2', ['lampe']],
    ['fait main', ['bol', 'lampe', 'coquetier']],
    ['%', []],
  ])('are found by “%s”', async (search, expected) => expect(await slugs({ search })).toEqual(expected))

  test('of a collection', async () => {
    expect(await slugs({ c: 'table', sort: 'PRICE_DESC' })).toEqual(['bol', 'coquetier'])
    expect(await slugs({ c: 'nothing' })).toEqual([])
    const { data } = await newBuyer(api, shop).ask<{ collections: { slug: string; products: Page }[] }>(
      `{ collections { slug name products(first: 1) { ${PAGE} } } }`,
    )
    expect(data.collections).toMatchObject([
      { slug: 'table', products: { nodes: [{ slug: 'coquetier' }], totalCount: 2 } },
    ])
  })

  test('come in pages that don’t shift when a product goes', async () => {
    const first = await list({ first: 1, sort: 'PRICE_ASC' })
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false })
    const { endCursor } = first.pageInfo
    expect(await slugs({ first: 5, after: endCursor, sort: 'PRICE_ASC' })).toEqual(['bol', 'lampe'])
    await inShopAsOwner(api, shop.id, [["update product set name = 'Coquetier' where id = $1", ids.egg]])
    expect(await slugs({ first: 1, after: endCursor, sort: 'PRICE_ASC' })).toEqual(['bol'])
    await inShopAsOwner(api, shop.id, [["update product set name = 'Œuf coque' where id = $1", ids.egg]])
  })

  test.each([{ first: 101 }, { first: -1 }, { after: 'nonsense' }, { search: 'x'.repeat(201) }])(
    'are not given for %j',
    async (variables) => {
      const { status, errors } = await newBuyer(api, shop).ask(LIST, variables)
      expect(status).toBe(400)
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT'])
    },
  )

  test('nor for a cursor of another list', async () => {
    const { pageInfo } = await list({ first: 1, sort: 'NAME' })
    const { errors } = await newBuyer(api, shop).ask(LIST, { after: pageInfo.endCursor, sort: 'NEWEST' })
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })
})

describe('a product', () => {
  test('has its variants, its prices and a picture with an absolute address', async () => {
    const { data } = await newBuyer(api, shop).ask(
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

  test('is another shop’s business there', async () => {
    const other = await createShop(api)
    const { data } = await newBuyer(api, other).ask('{ product(slug: "lampe") { id } }')
    expect(data).toEqual({ product: null })
  })
})

describe('the snapshot', () => {
  test('is read once however many ask, and not again', async () => {
    const fresh = await createShop(api)
    const ask = () => newBuyer(api, fresh).ask(LIST, {})
    // The shop itself, told of by the database, may be read at any moment.
    const ofCatalog = (sql: string) => !sql.includes('from shop s')
    const { statements } = await countStatements(() => Promise.all(Array.from({ length: 20 }, ask)))
    expect(statements.filter(ofCatalog)).toHaveLength(1)
    expect((await countStatements(ask)).statements.filter(ofCatalog)).toEqual([])
  })

  test('follows the shop', async () => {
    await inShopAsOwner(api, shop.id, [["update product set name = 'Aube' where id = $1", ids.lamp]])
    await expect.poll(() => slugs({ first: 1 })).toEqual(['lampe'])
    await inShopAsOwner(api, shop.id, [["update product set name = 'Éclaireuse' where id = $1", ids.lamp]])
  })
})
