import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { newBuyer } from '../../test/buyer.ts'
import { shopWithPages } from '../../test/legal-page.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { productsOf, type TestProduct } from '../../test/product.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop } from '../../test/sql.ts'

let api: TestApi
let shop: TestShop
let headers: Record<string, string>
let products: ReturnType<typeof productsOf>

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api, { variants: [{ price: 1000 }, { price: 2500 }, { price: 4999 }] })
  headers = await headersOf(api, shop, 'MANAGER')
  products = productsOf(api, headers)
}, 60_000)
afterAll(() => api?.stop())

interface Shown {
  slug: string
  brand: string | null
  updatedAt: string
  variants: { gtin: string | null }[]
}
const shown = async (slug: string): Promise<Shown | null> =>
  (
    await newBuyer(api, shop).request<{ product: Shown | null }>(
      'query ($slug: String!) { product(slug: $slug) { slug brand updatedAt variants { gtin } } }',
      { slug },
    )
  ).data.product

const createTea = async (rest: object): Promise<TestProduct> => {
  const { product, userErrors } = await products.create({ name: 'Tea', status: 'PUBLISHED', ...rest })
  if (!product) throw new Error(JSON.stringify(userErrors))
  return product
}

test('buyers see brand, barcode and the time of the last change, which a publication that comes later is', async () => {
  const tea = await createTea({
    brand: ' Brume ',
    variants: [{ price: 500, gtin: '6291041-500213' }],
  })
  expect(tea).toMatchObject({ brand: 'Brume', variants: [{ gtin: '6291041500213' }] })
  await expect
    .poll(() => shown(tea.slug))
    .toMatchObject({ brand: 'Brume', variants: [{ gtin: '6291041500213' }] })
  const before = await shown(tea.slug)
  const changed = await products.change({
    id: tea.id,
    product: { name: 'Tea', status: 'PUBLISHED', variants: [{ id: tea.variants[0]?.id, price: 600 }] },
  })
  expect(changed.product).toMatchObject({ brand: null, variants: [{ gtin: null }] })
  await expect.poll(() => shown(tea.slug)).toMatchObject({ brand: null, variants: [{ gtin: null }] })
  const after = await shown(tea.slug)
  expect(Date.parse(after?.updatedAt ?? '')).toBeGreaterThan(Date.parse(before?.updatedAt ?? ''))
  await executeInShop(
    api,
    shop,
    "update product set publish_at = updated_at + interval '1 millisecond' where id = $1",
    tea.id,
  )
  await expect
    .poll(async () => Date.parse((await shown(tea.slug))?.updatedAt ?? ''))
    .toBe(Date.parse(after?.updatedAt ?? '') + 1)
})

test('a barcode with a wrong check digit is refused at its place, and one that may be a card number too', async () => {
  const { userErrors } = await products.create({
    name: 'Tea',
    brand: 'x'.repeat(101),
    variants: [
      { price: 1, sku: 'A', name: 'A', gtin: '6291041500214' },
      { price: 1, sku: 'B', name: 'B', gtin: '12345' },
    ],
  })
  expect(userErrors.map(({ code, field }) => [code, field?.join('.')])).toEqual([
    ['TEXT_TOO_LONG', 'brand'],
    ['GTIN_INVALID', 'variants.0.gtin'],
    ['GTIN_INVALID', 'variants.1.gtin'],
  ])
  const card = await products.create({ name: 'Tea', variants: [{ price: 1, gtin: '4242424242424242' }] })
  expect(card.userErrors).toMatchObject([{ code: 'CARD_NUMBER_NOT_ALLOWED' }])
})

test('a collection has texts for search engines, and its products come in the order of the merchant', async () => {
  const ids = shop.variants.map(({ productId }) => productId)
  const input = {
    name: 'Favourites',
    seoTitle: ' Our favourites ',
    seoDescription: 'What we like most.',
    productIds: [ids[2], ids[0], ids[1]],
  }
  const { data } = await merchant<{ answer: { collection: object | null } }>(
    api,
    'mutation ($input: CollectionInput!) { answer: createCollection(input: $input) { collection { seoTitle seoDescription } } }',
    { input },
    headers,
  )
  const texts = { seoTitle: 'Our favourites', seoDescription: 'What we like most.' }
  expect(data.answer.collection).toEqual(texts)
  const buyer = newBuyer(api, shop)
  const read = async (sort: string, collectionSlug: string | null) =>
    (
      await buyer.request<{ collection: object | null; products: { nodes: { slug: string }[] } }>(
        `query ($sort: ProductSort, $collectionSlug: String) {
          collection(slug: "favourites") { seoTitle seoDescription }
          products(sort: $sort, collectionSlug: $collectionSlug, first: 3) { nodes { slug } }
        }`,
        { sort, collectionSlug },
      )
    ).data
  const slugs = async (sort: string, of: string | null) =>
    (await read(sort, of)).products.nodes.map(({ slug }) => slug)
  await expect.poll(() => slugs('COLLECTION', 'favourites')).toEqual(['product-3', 'product-1', 'product-2'])
  expect((await read('COLLECTION', 'favourites')).collection).toEqual(texts)
  expect(await slugs('NAME', 'favourites')).toEqual(['product-1', 'product-2', 'product-3'])
  expect(await slugs('COLLECTION', null)).toEqual(['product-1', 'product-2', 'product-3'])
})

test('the right of withdrawal is told as a number of days, with its page once it is published', async () => {
  const owner = await shopWithPages(api)
  const policy = async () =>
    (
      await newBuyer(api, owner.shop).request<{ shop: { returnPolicy: object } }>(
        '{ shop { returnPolicy { days pageSlug } } }',
      )
    ).data.shop.returnPolicy
  expect(await policy()).toEqual({ days: 14, pageSlug: null })
  await owner.publish('<p>Quatorze jours</p>', { kind: 'WITHDRAWAL' })
  await expect.poll(policy).toEqual({ days: 14, pageSlug: 'retractation' })
})
