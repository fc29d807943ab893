import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { newBuyer } from '../../test/buyer.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { productsOf } from '../../test/product.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { isNearBeginning } from './near-beginning.ts'
import { writtenFormOf } from './search-words.ts'

const DOCUMENT = `query ($query: String!, $first: Int! = 5) { suggestions(query: $query, first: $first) {
  queries products { name } collections { name } } }`
interface Found {
  queries: string[]
  products: string[]
  collections: string[]
}

let api: TestApi
let shop: TestShop
const ask = (query: string, first?: number, of = shop) =>
  newBuyer(api, of).request<{
    suggestions: { queries: string[]; products: { name: string }[]; collections: { name: string }[] }
  }>(DOCUMENT, { query, first })
const suggest = async (query: string, first = 5, of = shop): Promise<Found> => {
  const { queries, products, collections } = (await ask(query, first, of)).data.suggestions
  const names = (all: { name: string }[]) => all.map(({ name }) => name)
  return { queries, products: names(products), collections: names(collections) }
}

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api, { variants: [] })
  const headers = await headersOf(api, shop, 'MANAGER')
  const { create } = productsOf(api, headers)
  const ids: string[] = []
  for (const name of ['Lampe de chevet', 'Lampe d’été', 'Lampadaire', 'T-shirt écru', 'Chaise', 'Lampes']) {
    const { product, userErrors } = await create({
      ...{ name, status: 'PUBLISHED' },
      variants: [{ sku: `LAMZ-${ids.length}`, price: 1000, onHand: 1, taxCategory: 'STANDARD' }],
    })
    if (!product) throw new Error(JSON.stringify(userErrors))
    ids.push(product.id)
  }
  for (const [name, productIds] of [
    ['Éclairage', ids.slice(0, 3)],
    ['Écologique', []],
  ])
    await merchant(
      api,
      'mutation ($input: CollectionInput!) { createCollection(input: $input) { userErrors { code } } }',
      { input: { name, productIds } },
      headers,
    )
  await vi.waitUntil(async () => (await suggest('ecl')).collections.length > 0, { timeout: 10_000 })
}, 60_000)
afterAll(() => api.stop(), 60_000)

describe('suggestions', () => {
  test('complete the last word with words of names, the most frequent first, singular and plural once', async () => {
    expect(await suggest('lam')).toEqual({
      queries: ['lampe', 'lampadaire'],
      products: ['Lampadaire', 'Lampe d’été', 'Lampe de chevet', 'Lampes', 'Chaise'],
      collections: [],
    })
  })

  test('complete it with words of products that the other words match', async () => {
    expect(await suggest('Lampe  de ch')).toMatchObject({
      queries: ['Lampe de chevet'],
      products: ['Lampe de chevet'],
    })
  })

  test.each([
    ['lampe ét', 'lampe été'],
    ['lampe ET', 'lampe été'],
    ['tsh', 't-shirt'],
    ['t-sh', 't-shirt'],
    ['L’ét', 'L’été'],
    ['lampe lampe ét', 'lampe lampe été'],
    ['lampq', 'lampe'],
    ['lmpad', 'lampadaire'],
    ['lampda', 'lampadaire'],
  ])('for “%s” begin with “%s”', async (query, expected) =>
    expect((await suggest(query)).queries[0]).toBe(expected),
  )

  test('leave out the other form of a word that is complete', async () => {
    expect((await suggest('lampe')).queries).toEqual([])
    expect((await suggest('lampe lampe')).queries).toEqual([])
  })

  test('show the products of the completed word where a typing error finds none', async () => {
    expect((await suggest('lmpad')).products).toEqual(['Lampadaire'])
  })

  test('name collections with products, whatever their accents and one typing error', async () => {
    expect((await suggest('ecl')).collections).toEqual(['Éclairage'])
    expect((await suggest('ECLARIA')).collections).toEqual(['Éclairage'])
    expect((await suggest('eco')).collections).toEqual([])
  })

  test('are at most as many as asked for, and none for nothing, one letter or a card number', async () => {
    expect(await suggest('lam', 1)).toMatchObject({ queries: ['lampe'], products: ['Lampadaire'] })
    const none = { queries: [], products: [], collections: [] }
    for (const query of ['', ' ', '%', 'z', '4111 1111 1111 1111']) expect(await suggest(query)).toEqual(none)
  })

  test('are not those of another shop', async () => {
    const other = await createShop(api)
    expect(await suggest('lam', 5, other)).toEqual({ queries: [], products: [], collections: [] })
  })

  test.each([
    ['x'.repeat(201), 5],
    ['lam', 11],
    ['lam', -1],
  ])('are refused for %s, %d', async (query, first) => {
    const { status, errors } = await ask(query, first)
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT'])
  })
})

test.each([
  ['lamp', 'lampadaire', true],
  ['lmpad', 'lampadaire', true],
  ['laampad', 'lampadaire', true],
  ['lanpad', 'lampadaire', true],
  ['lapmad', 'lampadaire', true],
  ['kampad', 'lampadaire', true],
  ['lampada', 'lampa', false],
  ['lanqad', 'lampadaire', false],
  ['lan', 'lampe', false],
])('“%s” is or is not nearly a beginning of “%s”', (typed, word, expected) =>
  expect(isNearBeginning(typed, word)).toBe(expected),
)

test.each([
  ['ete', 'Lampe d’Été', 'été'],
  ['tshirt', 'Mon T-Shirt', 't-shirt'],
  ['shirt', 'Mon T-Shirt', 'shirt'],
  ['oeuf', 'Œuf', 'œuf'],
  ['bol', 'Lampe', null],
])('the word “%s” in “%s” is written “%s”', (word, text, expected) =>
  expect(writtenFormOf(word, text)).toBe(expected),
)
