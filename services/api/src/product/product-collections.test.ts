import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { blockedBy } from '../../test/blocked-by.ts'
import { newBuyer } from '../../test/buyer.ts'
import { headersOf } from '../../test/member.ts'
import { productsOf } from '../../test/product.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'

let api: TestApi
let shop: TestShop
let send: ReturnType<typeof productsOf>['send']
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  ;({ send } = productsOf(api, await headersOf(api, shop, 'MANAGER')))
})
afterAll(() => api.stop())

interface Payload {
  product: { id: string; version: string; variants: { id: string }[]; collections: { name: string }[] } | null
  userErrors: { code: string; field: string[] | null }[]
}
const FIELDS = '{ product { id version variants { id } collections { name } } userErrors { code field } }'

const create = async (collectionIds: string[] | null, name = 'Lampe'): Promise<Payload> =>
  (
    await send<{ answer: Payload }>(
      `mutation ($input: ProductInput!) { answer: createProduct(input: $input) ${FIELDS} }`,
      { input: { name, status: 'PUBLISHED', variants: [{ price: 100, onHand: 1 }], collectionIds } },
    )
  ).answer
const change = async ({ product }: Payload, collectionIds: string[] | null): Promise<Payload> =>
  (
    await send<{ answer: Payload }>(
      `mutation ($input: ChangeProductInput!) { answer: changeProduct(input: $input) ${FIELDS} }`,
      {
        input: {
          id: product?.id,
          product: {
            name: 'Lampe',
            status: 'PUBLISHED',
            variants: [{ id: product?.variants[0]?.id, price: 100 }],
            collectionIds,
          },
        },
      },
    )
  ).answer

interface Collection {
  id: string
  slug: string
  version: string
}
async function addCollection(name: string, input: Record<string, unknown> = {}): Promise<Collection> {
  const { answer } = await send<{ answer: { collection: Collection } }>(
    'mutation ($input: CollectionInput!) { answer: createCollection(input: $input) { collection { id slug version } } }',
    { input: { name, ...input } },
  )
  return answer.collection
}
const versionOf = async ({ id }: Collection) =>
  (await queryInShop<{ version: string }>(api, shop, 'select version from collection where id = $1', id))[0]
    ?.version

const namesIn = ({ product }: Payload) => product?.collections.map(({ name }) => name)

test('a product enters collections as their last one, stays where it is, and leaves them', async () => {
  const [desk, night] = [
    await addCollection('Bureau', { productIds: shop.variants.map(({ productId }) => productId) }),
    await addCollection('Nuit'),
  ]
  const created = await create([night.id, desk.id])
  expect([created.userErrors, namesIn(created)]).toEqual([[], ['Bureau', 'Nuit']])
  const shown = async () => {
    const { data } = await newBuyer(api, shop).request<{
      collections: { slug: string; products: { nodes: { slug: string }[] } }[]
    }>('{ collections { slug products { nodes { slug } } } }')
    return data.collections.find(({ slug }) => slug === desk.slug)?.products.nodes.at(-1)?.slug
  }
  await expect.poll(shown).toBe('lampe')
  expect(await versionOf(desk)).not.toBe(desk.version)

  const before = await versionOf(night)
  expect(namesIn(await change(created, null))).toEqual(['Bureau', 'Nuit'])
  expect(namesIn(await change(created, [night.id]))).toEqual(['Nuit'])
  // Nothing changed in it.
  expect(await versionOf(night)).toBe(before)
  await expect.poll(shown).toBe('product-3')
  expect(namesIn(await change(created, []))).toEqual([])
})

test('collections that do not exist, are of another shop, by rules or full are refused, each at its place', async () => {
  const other = await createShop(api)
  const theirs = crypto.randomUUID()
  await executeInShop(
    api,
    other,
    `insert into collection (shop_id, id, slug, name, position) values ($1, $2, 'c', 'C', 0)`,
    other.id,
    theirs,
  )
  const byRules = await addCollection('Règles', { kind: 'RULES', rules: [{ condition: 'IN_STOCK' }] })
  const full = await addCollection('Pleine')
  await executeInShop(
    api,
    shop,
    `with p as (insert into product (id, shop_id, slug, name, description)
       select gen_random_uuid(), $1, 'many-' || n, 'Many', '' from generate_series(1, 1000) n returning id)
     insert into collection_product (shop_id, collection_id, product_id, position) select $1, $2, id, 0 from p`,
    shop.id,
    full.id,
  )
  const { product, userErrors } = await create(['none', theirs, byRules.id, full.id])
  expect(product).toBeNull()
  expect(userErrors).toEqual([
    { code: 'NOT_FOUND', field: ['collectionIds', '0'] },
    { code: 'NOT_FOUND', field: ['collectionIds', '1'] },
    { code: 'NOT_FOUND', field: ['collectionIds', '2'] },
    { code: 'TOO_MANY_PRODUCTS', field: ['collectionIds', '3'] },
  ])
})

test('the list of products is filtered by a collection of either kind', async () => {
  const chosen = await addCollection('Choisie', { productIds: [shop.variants[0]?.productId] })
  await create(null, 'Zèbre bleu')
  await create(null, 'Zèbre')
  const named = { condition: 'NAME_CONTAINS', text: 'zebre' }
  const byRules = (name: string, match: string, ...rules: object[]) =>
    addCollection(name, { kind: 'RULES', match, rules })
  const namesOf = async (collectionId: string) =>
    (
      await send<{ products: { nodes: { name: string }[] } }>(
        'query ($id: ID) { products(filter: { collectionId: $id }) { nodes { name } } }',
        { id: collectionId },
      )
    ).products.nodes.map(({ name }) => name)
  expect(await namesOf(chosen.id)).toEqual(['Product 1'])
  const rules: [object, string[]][] = [
    [{ condition: 'NAME_CONTAINS', text: 'BLEU' }, ['Zèbre bleu']],
    [{ condition: 'SKU_STARTS_WITH', text: 'zebre-b' }, ['Zèbre bleu']],
    [{ condition: 'PRICE_AT_MOST', number: 100 }, ['Zèbre', 'Zèbre bleu']],
    [{ condition: 'PRICE_AT_LEAST', number: 101 }, []],
    [{ condition: 'IN_STOCK' }, ['Zèbre', 'Zèbre bleu']],
    [{ condition: 'CREATED_WITHIN_DAYS', number: 1 }, ['Zèbre', 'Zèbre bleu']],
  ]
  for (const [index, [rule, names]] of rules.entries()) {
    const { id } = await byRules(`Règle ${index}`, 'ALL', named, rule)
    expect([rule, await namesOf(id)]).toEqual([rule, names])
  }
  const any = await byRules(
    'Une des deux',
    'ANY',
    { condition: 'NAME_CONTAINS', text: 'bleu' },
    { condition: 'PRICE_AT_LEAST', number: 4999 },
  )
  expect(await namesOf(any.id)).toEqual(['Product 3', 'Zèbre bleu'])
})

test('a product that moves locks the collections of before and after in the order of their ids', async () => {
  const [first, second] = [await addCollection('Avant'), await addCollection('Après')]
  const created = await create([first.id], 'Voyageuse')
  const lock = ({ id }: Collection): [string, string] => [
    'select from collection where id = $1 for no key update nowait',
    id,
  ]
  const moved = await blockedBy(shop, { first: lock(first), second: lock(second) }, () =>
    change(created, [second.id]),
  )
  expect([moved.userErrors, namesIn(moved)]).toEqual([[], ['Après']])
})
