import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { newBuyer } from '../../test/buyer.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { fourColours, uploadPicture } from '../../test/picture.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'

let api: TestApi
let shop: TestShop
let headers: Record<string, string>

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  headers = await headersOf(api, shop, 'MANAGER')
}, 60_000)
afterAll(() => api.stop())

interface Payload {
  collection: {
    id: string
    slug: string
    version: string
    name: string
    descriptionHtml: string
    chosenProducts: { id: string }[]
  } | null
  userErrors: { code: string; field: string[] | null }[]
}
const FIELDS =
  '{ collection { id slug version name descriptionHtml chosenProducts { id } } userErrors { code field } }'

const create = async (input: object, as = headers): Promise<Payload> => {
  const document = `mutation ($input: CollectionInput!) { answer: createCollection(input: $input) ${FIELDS} }`
  return (await merchant<{ answer: Payload }>(api, document, { input }, as)).data.answer
}
const change = async (input: object): Promise<Payload> => {
  const document = `mutation ($input: ChangeCollectionInput!) { answer: changeCollection(input: $input) ${FIELDS} }`
  return (await merchant<{ answer: Payload }>(api, document, { input }, headers)).data.answer
}
const created = async (input: object) => {
  const { collection, userErrors } = await create(input)
  if (!collection) throw new Error(JSON.stringify(userErrors))
  return collection
}

interface Shown {
  slug: string
  descriptionHtml: string
  image: { url: string } | null
  products: { nodes: { slug: string }[] }
}
const shown = async (slug: string): Promise<Shown | undefined> => {
  const { data } = await newBuyer(api, shop).request<{ collections: Shown[] }>(
    '{ collections { slug descriptionHtml image { url(width: 320) } products { nodes { slug } } } }',
  )
  return data.collections.find((each) => each.slug === slug)
}
const productsIn = async (slug: string) => (await shown(slug))?.products.nodes.map((each) => each.slug)

const productIds = async (of = shop) =>
  (
    await queryInShop<{ id: string }>(
      api,
      of,
      'select id from product where shop_id = $1 order by slug',
      of.id,
    )
  ).map(({ id }) => id)

test('buyers see a collection of chosen products, in the order chosen, with its description and picture', async () => {
  const [first = '', second = '', third = ''] = await productIds()
  const picture = await uploadPicture(api, headers, await fourColours(400, 300).png().toBuffer())
  const collection = await created({
    name: 'Été & lumière',
    descriptionHtml: '<p>Pour <b>dehors</b><script>alert(1)</script></p>',
    imageId: picture.id,
    productIds: [third, first, second],
  })
  expect(collection.slug).toBe('ete-lumiere')
  await expect.poll(() => productsIn('ete-lumiere')).toEqual(['product-3', 'product-1', 'product-2'])
  expect(await shown('ete-lumiere')).toMatchObject({
    descriptionHtml: '<p>Pour <strong>dehors</strong></p>',
    image: { url: picture.url.replace('400.webp', '320.webp') },
  })

  await change({ id: collection.id, collection: { name: 'Été & lumière', productIds: [second, third] } })
  await expect.poll(() => productsIn('ete-lumiere')).toEqual(['product-2', 'product-3'])
  await change({ id: collection.id, collection: { name: 'Été & lumière', sort: 'PRICE_DESC' } })
  await expect.poll(() => productsIn('ete-lumiere')).toEqual(['product-3', 'product-2'])
})

test('products enter and leave a collection with rules by themselves', async () => {
  await created({
    name: 'Petits prix',
    kind: 'RULES',
    sort: 'PRICE_ASC',
    rules: [{ condition: 'PRICE_AT_MOST', number: 3000 }, { condition: 'IN_STOCK' }],
  })
  await expect.poll(() => productsIn('petits-prix')).toEqual(['product-1', 'product-2'])
  const price = (sku: string, amount: number) =>
    executeInShop(api, shop, 'update variant set price = $1 where sku = $2', amount, sku)
  await price('SKU-3', 100)
  await expect.poll(() => productsIn('petits-prix')).toEqual(['product-3', 'product-1', 'product-2'])
  await price('SKU-3', 4999)
  await expect.poll(() => productsIn('petits-prix')).toEqual(['product-1', 'product-2'])

  const stock = (quantity: number) =>
    executeInShop(
      api,
      shop,
      `update stock set on_hand = $1 where variant_id = (select id from variant where sku = 'SKU-1')`,
      quantity,
    )
  await stock(0)
  await expect.poll(() => productsIn('petits-prix')).toEqual(['product-2'])
  await stock(7)
  await expect.poll(() => productsIn('petits-prix')).toEqual(['product-1', 'product-2'])
})

test('everything that is wrong is reported at once, each at its place', async () => {
  const other = await createShop(api)
  const foreign = await uploadPicture(
    api,
    await headersOf(api, other, 'OWNER'),
    await fourColours().png().toBuffer(),
  )
  const [theirs = ''] = await productIds(other)
  const chosen = await create({ name: ' ', imageId: foreign.id, productIds: [theirs, 'none', '{"'] })
  expect(chosen).toEqual({
    collection: null,
    userErrors: [
      { code: 'REQUIRED', field: ['name'] },
      { code: 'NOT_FOUND', field: ['imageId'] },
      { code: 'NOT_FOUND', field: ['productIds', '0'] },
      { code: 'NOT_FOUND', field: ['productIds', '1'] },
      { code: 'NOT_FOUND', field: ['productIds', '2'] },
    ],
  })
  for (const none of ['none', '{}', 'a,b', '"', crypto.randomUUID()])
    expect((await create({ name: 'X', imageId: none, productIds: [none] })).userErrors).toEqual([
      { code: 'NOT_FOUND', field: ['imageId'] },
      { code: 'NOT_FOUND', field: ['productIds', '0'] },
    ])
  const rules = [{ condition: 'NAME_CONTAINS', text: '' }, { condition: 'PRICE_AT_MOST' }]
  expect((await create({ name: 'X', kind: 'RULES', rules })).userErrors).toEqual([
    { code: 'REQUIRED', field: ['rules', '0', 'text'] },
    { code: 'REQUIRED', field: ['rules', '1', 'number'] },
  ])
  expect((await create({ name: 'X', kind: 'RULES' })).userErrors).toEqual([
    { code: 'REQUIRED', field: ['rules'] },
  ])
})

test('a slug is made unique if it was not typed, and refused if it was', async () => {
  expect((await created({ name: 'Nuit' })).slug).toBe('nuit')
  expect((await created({ name: 'Nuit' })).slug).toBe('nuit-2')
  expect((await create({ name: 'Nuit', slug: 'nuit' })).userErrors).toEqual([
    { code: 'SLUG_TAKEN', field: ['slug'] },
  ])
})

test('of two editors the second is shown what the first stored', async () => {
  const { id, version } = await created({ name: 'Hiver' })
  const first = await change({ id, version, collection: { name: 'Hiver 2026' } })
  expect(first.userErrors).toEqual([])
  const second = await change({ id, version, collection: { name: 'Hiver et fêtes' } })
  expect(second).toMatchObject({
    collection: { name: 'Hiver 2026', version: first.collection?.version },
    userErrors: [{ code: 'COLLECTION_CHANGED_MEANWHILE', field: ['version'] }],
  })
  const third = await change({ id, version, collection: { name: ' ', productIds: ['none'] } })
  expect(third.userErrors).toEqual([{ code: 'COLLECTION_CHANGED_MEANWHILE', field: ['version'] }])
})

test('a collection that is asked for by something that is no id is not found', async () => {
  for (const id of ['none', '{', 'a,b', crypto.randomUUID()]) {
    expect((await change({ id, collection: { name: 'X' } })).userErrors).toEqual([
      { code: 'NOT_FOUND', field: ['id'] },
    ])
    const { data } = await merchant<{ collection: null }>(
      api,
      'query ($id: ID!) { collection(id: $id) { id } }',
      { id },
      headers,
    )
    expect(data).toEqual({ collection: null })
  }
})

test('a shop has at most 500 collections, also when the last ones are added at the same time', async () => {
  const full = await createShop(api)
  const owner = await headersOf(api, full, 'OWNER')
  await executeInShop(
    api,
    full,
    `insert into collection (shop_id, id, slug, name, position)
     select $1, gen_random_uuid(), 'c-' || n, 'C', n from generate_series(1, 499) n`,
    full.id,
  )
  const answers = await Promise.all(['A', 'B', 'C'].map((name) => create({ name }, owner)))
  expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual([
    'TOO_MANY_COLLECTIONS',
    'TOO_MANY_COLLECTIONS',
  ])
})

test('collections are sorted and deleted, and each change is in the audit log', async () => {
  const own = await createShop(api)
  const owner = await headersOf(api, own, 'OWNER')
  const ids: string[] = []
  for (const name of ['A', 'B']) ids.push((await create({ name }, owner)).collection?.id ?? '')
  const sort = async (sorted: string[]) => {
    const { data } = await merchant<{ answer: { collections: { name: string }[] | null } }>(
      api,
      'mutation ($ids: [ID!]!) { answer: sortCollections(ids: $ids) { collections { name } userErrors { code } } }',
      { ids: sorted },
      owner,
    )
    return data.answer.collections?.map(({ name }) => name)
  }
  expect(await sort([...ids].reverse())).toEqual(['B', 'A'])
  expect(await sort([ids[0] ?? ''])).toBeUndefined()
  await merchant(
    api,
    'mutation ($id: ID!) { deleteCollection(id: $id) { userErrors { code } } }',
    { id: ids[0] },
    owner,
  )
  const { data } = await merchant<{ collections: { name: string }[] }>(
    api,
    '{ collections { name } }',
    {},
    owner,
  )
  expect(data.collections).toEqual([{ name: 'B' }])
  const audit = await queryInShop<{ action: string }>(
    api,
    own,
    "select action from audit_entry where shop_id = $1 and action <> 'signIn' order by id",
    own.id,
  )
  expect(audit.map(({ action }) => action)).toEqual([
    'createCollection',
    'createCollection',
    'sortCollections',
    'deleteCollection',
  ])
})
