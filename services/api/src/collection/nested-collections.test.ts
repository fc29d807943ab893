import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { newBuyer } from '../../test/buyer.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeAllInShop, queryInShop } from '../../test/sql.ts'

interface Payload {
  collection: { id: string; slug: string; parentId: string | null; version: string } | null
  userErrors: { code: string; field: string[] | null }[]
}
const FIELDS = '{ collection { id slug parentId version } userErrors { code field } }'

let api: TestApi
let shop: TestShop
let headers: Record<string, string>
let productIds: string[]

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  headers = await headersOf(api, shop, 'MANAGER')
  const rows = await queryInShop<{ id: string }>(
    ...([api, shop, 'select id from product where shop_id = $1 order by slug', shop.id] as const),
  )
  productIds = rows.map(({ id }) => id)
}, 60_000)
afterAll(() => api.stop(), 60_000)

const create = async (input: object, as = headers): Promise<Payload> => {
  const document = `mutation ($input: CollectionInput!) { answer: createCollection(input: $input) ${FIELDS} }`
  return (await merchant<{ answer: Payload }>(api, document, { input }, as)).data.answer
}
const created = async (name: string, parentId?: string | null, ids: string[] = [], as = headers) => {
  const { collection, userErrors } = await create({ name, parentId, productIds: ids }, as)
  return collection ?? expect.fail(JSON.stringify(userErrors))
}
const change = async (id: string, collection: object, as = headers): Promise<Payload> => {
  const document = `mutation ($input: ChangeCollectionInput!) { answer: changeCollection(input: $input) ${FIELDS} }`
  return (await merchant<{ answer: Payload }>(api, document, { input: { id, collection } }, as)).data.answer
}
/** Collections in each other, the top one first. */
const chain = async (...names: string[]): Promise<string[]> => {
  const ids: string[] = []
  for (const name of names) ids.push((await created(name, ids.at(-1))).id)
  return ids
}
const ask = async <T>(query: string, variables = {}): Promise<T> =>
  (await newBuyer(api, shop).request<T>(query, variables)).data

interface Shown {
  slug: string
  parent: { slug: string } | null
  breadcrumbs: { slug: string }[]
  children: { slug: string }[]
  own: { nodes: { id: string }[] }
  all: { nodes: { id: string }[]; totalCount: number }
}
const show = async (slug: string) =>
  (
    await ask<{ collection: Shown | null }>(
      `query ($slug: String!) { collection(slug: $slug) { slug parent { slug } breadcrumbs { slug } children { slug }
         own: products { nodes { id } } all: products(includeDescendants: true) { totalCount nodes { id } } } }`,
      { slug },
    )
  ).collection

test('buyers see where a collection is, what is in it, and the products of both', async () => {
  const [first = '', second = '', third = ''] = productIds
  const women = await created('Femmes', null, [third])
  const shoes = await created('Chaussures', women.id, [second])
  await created('Bottes', shoes.id, [first, second])
  await expect.poll(() => show('bottes')).not.toBeNull()
  expect(await show('bottes')).toMatchObject({
    ...{ parent: { slug: 'chaussures' }, children: [] },
    breadcrumbs: [{ slug: 'femmes' }, { slug: 'chaussures' }],
  })
  const shown = await show('femmes')
  expect(shown).toMatchObject({ parent: null, breadcrumbs: [], children: [{ slug: 'chaussures' }] })
  expect(shown?.own.nodes).toEqual([{ id: third }])
  expect(shown?.all.nodes.map(({ id }) => id).sort()).toEqual([first, second, third].sort())

  const { products, collections } = await ask<{
    products: { totalCount: number; facets: { collections: { value: string; count: number }[] } }
    collections: { slug: string }[]
  }>(
    `{ products(collectionSlug: "chaussures", includeDescendants: true) { totalCount facets { collections { value count } } }
       collections(topLevelOnly: true) { slug } }`,
  )
  expect(products.totalCount).toBe(2)
  expect(products.facets.collections).toEqual([
    { value: 'femmes', count: 2 },
    { value: 'chaussures', count: 2 },
    { value: 'bottes', count: 2 },
  ])
  expect(collections).toEqual([{ slug: 'femmes' }])
})

test('the facets of a collection narrow its products down', async () => {
  const { collection } = await ask<{
    collection: { products: { totalCount: number; facets: { price: object } } }
  }>(
    `{ collection(slug: "bottes") { products(filters: { collections: ["chaussures"] }) {
         totalCount facets { price { min { currency } } } } } }`,
  )
  expect(collection.products).toEqual({ totalCount: 1, facets: { price: { min: { currency: 'EUR' } } } })
})

test('a change without a parent leaves it, and null moves the collection to the top', async () => {
  const [, inner = ''] = await chain('Maison', 'Cuisine')
  const renamed = await change(inner, { name: 'Cuisines' })
  expect(renamed.collection?.parentId).not.toBeNull()
  const moved = await change(inner, { name: 'Cuisines', parentId: null })
  expect(moved).toMatchObject({ collection: { parentId: null }, userErrors: [] })
  expect(moved.collection?.version).not.toBe(renamed.collection?.version)
})

test('a collection is never in itself, at any depth', async () => {
  const [top = '', , bottom = ''] = await chain('A', 'B', 'C')
  const refused = {
    collection: null,
    userErrors: [{ code: 'COLLECTION_IN_ITSELF', field: ['collection', 'parentId'] }],
  }
  expect(await change(top, { name: 'A', parentId: top })).toEqual(refused)
  expect(await change(top, { name: 'A', parentId: bottom })).toEqual(refused)
  const update = executeAllInShop(api, shop, [
    ['update collection set parent_id = $2 where shop_id = $1 and id = $3', shop.id, bottom, top],
  ])
  await expect(update).rejects.toThrow('is in itself')
})

test('of two collections that are put into each other at the same time, one is refused', async () => {
  const one = await created('Une')
  const two = await created('Deux')
  const answers = await Promise.all([
    change(one.id, { name: 'Une', parentId: two.id }),
    change(two.id, { name: 'Deux', parentId: one.id }),
  ])
  const codes = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))
  expect(codes).toEqual(['COLLECTION_IN_ITSELF'])
})

test('there are at most five levels, those of what is moved included', async () => {
  const five = await chain('1', '2', '3', '4', '5')
  const tooDeep = [{ code: 'COLLECTIONS_TOO_DEEP', field: ['parentId'] }]
  expect(await create({ name: '6', parentId: five[4] })).toEqual({ collection: null, userErrors: tooDeep })
  const [top = ''] = await chain('X', 'Y')
  expect((await change(top, { name: 'X', parentId: five[3] })).userErrors).toMatchObject([
    { code: 'COLLECTIONS_TOO_DEEP' },
  ])
  expect((await change(top, { name: 'X', parentId: five[2] })).userErrors).toEqual([])
})

test('what is in a deleted collection moves up', async () => {
  const [top, middle = '', bottom] = await chain('Haut', 'Milieu', 'Bas')
  const deleted = await merchant<{ deleteCollection: { userErrors: object[] } }>(
    api,
    'mutation ($id: ID!) { deleteCollection(id: $id) { userErrors { code } } }',
    { id: middle },
    headers,
  )
  expect(deleted.data.deleteCollection.userErrors).toEqual([])
  const query = 'query ($id: ID!) { collection(id: $id) { parentId } }'
  const { data } = await merchant<{ collection: object }>(api, query, { id: bottom }, headers)
  expect(data.collection).toEqual({ parentId: top })
})

test('a collection of another shop is no parent', async () => {
  const other = await createShop(api)
  const theirs = await created('Theirs', null, [], await headersOf(api, other, 'MANAGER'))
  const refused = [{ code: 'NOT_FOUND', field: ['parentId'] }]
  for (const parentId of [theirs.id, 'nonsense'])
    expect((await create({ name: 'New', parentId })).userErrors).toEqual(refused)
})
