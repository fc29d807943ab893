import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { newBuyer } from '../../test/buyer.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { productsOf } from '../../test/product.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeAllInShop } from '../../test/sql.ts'

const FACETS = `facets { price { min { amount currency } max { amount } } availability { label value selected count }
  options { name values { label value selected count } } collections { label value selected count } }`
const LIST = `query ($filters: ProductFilters, $search: String, $c: String, $last: Int, $before: String) {
  products(filters: $filters, search: $search, collectionSlug: $c, last: $last, before: $before, sort: PRICE_ASC) {
    totalCount nodes { slug } pageInfo { hasNextPage hasPreviousPage startCursor } ${FACETS} } }`

interface Value {
  label: string
  value: string
  selected: boolean
  count: number
}
interface Page {
  totalCount: number
  nodes: { slug: string }[]
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null }
  facets: {
    price: { min: { amount: number; currency: string }; max: { amount: number } } | null
    availability: Value[]
    options: { name: string; values: Value[] }[]
    collections: Value[]
  }
}

let api: TestApi
let shop: TestShop
const list = async (variables: object = {}, of = shop, headers = {}): Promise<Page> =>
  (await newBuyer(api, of, headers).request<{ products: Page }>(LIST, { ...variables })).data.products
const slugsOf = async (filters: object, more: object = {}) =>
  (await list({ filters, ...more })).nodes.map(({ slug }) => slug)
const counted = (values: Value[] = []) => values.map(({ value, count }) => `${value} ${count}`)

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api, { variants: [] })
  const headers = await headersOf(api, shop, 'MANAGER')
  const { create } = productsOf(api, headers)
  const product = async (name: string, optionNames: string[], variants: [number, number, ...string[]][]) => {
    const { userErrors } = await create({
      ...{ name, status: 'PUBLISHED', optionNames },
      variants: variants.map(([price, onHand, ...optionValues]) => ({
        ...{ price, optionValues, onHand },
        sku: [name, ...optionValues].join('-'),
        taxCategory: 'STANDARD',
      })),
    })
    if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors))
  }
  await product(
    'Pull',
    ['Taille', 'Couleur'],
    [
      [3000, 5, 'M', 'Bleu'],
      [3500, 0, 'XL', 'Bleu'],
      [3000, 5, 'XL', 'Écru'],
    ],
  )
  await product('Robe', ['taille'], [[6000, 1, 'M']])
  await product('Bol', [], [[1500, 2]])
  await merchant(
    api,
    `mutation { createCollection(input: { name: "Petits prix", kind: RULES,
       rules: [{ condition: PRICE_AT_MOST, number: 3000 }] }) { userErrors { code } } }`,
    {},
    headers,
  )
  await vi.waitUntil(async () => (await list()).facets.collections.length === 1, { timeout: 10_000 })
}, 60_000)
afterAll(() => api.stop(), 60_000)

describe('the products found by filters', () => {
  test('have one variant that meets all conditions at once', async () => {
    const blue = { name: 'Couleur', values: ['Bleu'] }
    const size = (...values: string[]) => ({ name: 'Taille', values })
    expect(await slugsOf({ options: [blue, size('XL')] })).toEqual(['pull'])
    expect(await slugsOf({ options: [blue, size('XL')], availability: 'IN_STOCK' })).toEqual([])
    expect(await slugsOf({ options: [blue, size('XL', 'M')], availability: 'IN_STOCK' })).toEqual(['pull'])
    expect(await slugsOf({ options: [blue, size('M')], price: { min: 3001 } })).toEqual([])
    expect(await slugsOf({ options: [size('XL'), size('M')] })).toEqual(['pull', 'robe'])
  })

  test.each([
    [{ options: [{ name: 'TAILLE', values: ['m'] }] }, ['pull', 'robe']],
    [{ options: [{ name: 'couleur', values: ['ecru'] }] }, ['pull']],
    [{ options: [{ name: 'couleur', values: [] }], collections: [] }, ['bol', 'pull', 'robe']],
    [{ options: [{ name: 'Pointure', values: ['41'] }] }, []],
    [{ price: { min: 1500, max: 3000 } }, ['bol', 'pull']],
    [{ availability: 'OUT_OF_STOCK' }, ['pull']],
    [{ collections: ['petits-prix', 'nothing'] }, ['bol', 'pull']],
    [{ collections: ['nothing'] }, []],
  ])('by %j are right', async (filters, expected) => expect(await slugsOf(filters)).toEqual(expected))

  test('can be searched and in a collection by rules too', async () => {
    expect(await slugsOf({ price: { max: 3000 } }, { search: 'pull' })).toEqual(['pull'])
    expect(await slugsOf({}, { c: 'petits-prix' })).toEqual(['bol', 'pull'])
    expect(await slugsOf({ price: { min: 2000 } }, { c: 'petits-prix' })).toEqual(['pull'])
  })

  test('are paged backwards', async () => {
    const end = await list({ last: 1 })
    expect(end).toMatchObject({
      nodes: [{ slug: 'robe' }],
      pageInfo: { hasPreviousPage: true, hasNextPage: false },
    })
    const before = await list({ last: 5, before: end.pageInfo.startCursor })
    expect(before).toMatchObject({
      nodes: [{ slug: 'bol' }, { slug: 'pull' }],
      pageInfo: { hasPreviousPage: false, hasNextPage: true },
    })
  })

  test('are no longer found by availability once they are sold', async () => {
    const variant = `(select id from variant where shop_id = $1 and sku = 'Robe-M')`
    const setStock = (count: number) =>
      executeAllInShop(api, shop, [
        [`update stock set on_hand = $2 where shop_id = $1 and variant_id = ${variant}`, shop.id, count],
      ])
    const inStock = () => slugsOf({ availability: 'IN_STOCK' })
    expect(await inStock()).toEqual(['bol', 'pull', 'robe'])
    await setStock(0)
    await expect.poll(inStock).toEqual(['bol', 'pull'])
    await setStock(1)
    await expect.poll(inStock).toEqual(['bol', 'pull', 'robe'])
  })

  test('are none for a card number', async () => {
    expect((await list({ search: '4111 1111 1111 1111', filters: { price: { max: 9000 } } })).facets).toEqual(
      {
        ...{ price: null, availability: [], options: [], collections: [] },
      },
    )
  })
})

describe('facets', () => {
  test('count products, letter sizes from small to large, and merge what differs in case only', async () => {
    const { facets } = await list()
    expect(facets.price).toEqual({ min: { amount: 1500, currency: 'EUR' }, max: { amount: 6000 } })
    expect(counted(facets.availability)).toEqual(['IN_STOCK 3', 'OUT_OF_STOCK 1'])
    expect(facets.options.map(({ name, values }) => [name, counted(values)])).toEqual([
      ['Taille', ['M 2', 'XL 1']],
      ['Couleur', ['Bleu 1', 'Écru 1']],
    ])
    expect(facets.collections).toEqual([
      { label: 'Petits prix', value: 'petits-prix', selected: false, count: 2 },
    ])
  })

  test('are each counted without their own filter, and keep what is selected', async () => {
    const filters = {
      ...{ price: { max: 2000 }, availability: 'OUT_OF_STOCK' },
      options: [{ name: 'Taille', values: ['XL'] }],
    }
    const { facets, totalCount } = await list({ filters })
    expect(totalCount).toBe(0)
    expect(facets.price).toMatchObject({ min: { amount: 3500 }, max: { amount: 3500 } })
    expect(facets.availability).toEqual([
      { label: 'Épuisé', value: 'OUT_OF_STOCK', selected: true, count: 0 },
    ])
    expect(facets.options).toEqual([
      { name: 'Taille', values: [{ label: 'XL', value: 'XL', selected: true, count: 0 }] },
    ])
  })

  test('speak the language of the request', async () => {
    const { facets } = await list({}, shop, { 'accept-language': 'en' })
    expect(facets.availability.map(({ label }) => label)).toEqual(['In stock', 'Sold out'])
  })

  test('and filters know nothing of another shop', async () => {
    const other = await createShop(api, { variants: [{ price: 100, stock: 1 }] })
    const { facets } = await list({}, other)
    expect(facets).toMatchObject({ options: [], collections: [], price: { max: { amount: 100 } } })
    const filters = { options: [{ name: 'Taille', values: ['M'] }] }
    expect((await list({ filters }, other)).totalCount).toBe(0)
    expect((await list({ filters: { collections: ['petits-prix'] } }, other)).totalCount).toBe(0)
  })

  test('of a collection are those of its products', async () => {
    const document = `{ collection: products(collectionSlug: "petits-prix") { totalCount ${FACETS} } }`
    const { data } = await newBuyer(api, shop).request<{ collection: Page }>(document)
    expect(data.collection.facets.price).toMatchObject({ min: { amount: 1500 }, max: { amount: 3500 } })
  })
})

describe('what is refused', () => {
  const errorsOf = async (document: string, variables = {}) => {
    const { errors, status } = await newBuyer(api, shop).request(document, variables)
    return { status, codes: errors?.map(({ extensions }) => extensions.code) }
  }
  const many = (count: number) => Array.from({ length: count }, (_, index) => `v${index}`)

  test.each([
    { price: { min: -1 } },
    { price: { max: -1 } },
    { price: { min: 5, max: 4 } },
    { availability: 'SOON' },
    { collections: many(51) },
    { collections: ['x'.repeat(256)] },
    { options: [{ name: 'Taille', values: many(101) }] },
    { options: [{ name: 'x'.repeat(256), values: ['M'] }] },
    { options: many(21).map((name) => ({ name, values: ['M'] })) },
  ])('filters %j', async (filters) => {
    expect(await errorsOf(LIST, { filters })).toEqual({ status: 400, codes: ['BAD_USER_INPUT'] })
  })

  test('facets in lists, and more than four in a query', async () => {
    const refused = { status: 400, codes: ['QUERY_TOO_COMPLEX'] }
    const inList = '{ collections { products { facets { price { min { amount } } } } } }'
    expect(await errorsOf(inList)).toEqual(refused)
    const times = (count: number) =>
      `{ ${many(count)
        .map((name) => `${name}: products { facets { price { min { amount } } } }`)
        .join(' ')} }`
    expect(await errorsOf(times(5))).toEqual(refused)
    expect(await errorsOf(times(4))).toEqual({ status: 200, codes: undefined })
  })
})
