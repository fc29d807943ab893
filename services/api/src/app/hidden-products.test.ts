import type { GraphQLSchema } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { newBuyer, type Buyer } from '../../test/buyer.ts'
import { address } from '../../test/checkout.ts'
import { headersOf } from '../../test/member.ts'
import { fourColours, uploadPicture } from '../../test/picture.ts'
import { productsOf, toInput, type TestProduct } from '../../test/product.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop } from '../../test/sql.ts'
import { storefrontSchema } from './schema.ts'

// Generated from the schema: a root field of the storefront API without a case makes a test fail, so that no new field is forgotten.

let api: TestApi
let shop: TestShop
let products: ReturnType<typeof productsOf>
let product: TestProduct
let pictureId: string
/** Put it into their cart while it was published. */
let buyer: Buyer

const NAME = 'Secretissime'
const TEXT = 'lampe au secret'

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  const headers = await headersOf(api, shop, 'OWNER')
  products = productsOf(api, headers)
  pictureId = (await uploadPicture(api, headers, await fourColours(333, 200).png().toBuffer())).id
  const created = await products.create({
    name: NAME,
    status: 'PUBLISHED',
    descriptionHtml: `<p>${TEXT}</p>`,
    optionNames: ['Secret'],
    images: [{ id: pictureId, altText: TEXT }],
    variants: [{ sku: 'SECRET-1', optionValues: ['secret'], price: 1000, onHand: 9 }],
  })
  if (!created.product) throw new Error(JSON.stringify(created.userErrors))
  product = created.product
  await executeInShop(
    api,
    shop,
    `with c as (insert into collection (shop_id, id, slug, name, position, kind, rules, sort)
       values ($1, gen_random_uuid(), 'regle', 'R', 0, 'RULES', '[{"condition": "PRICE_AT_LEAST", "number": 0, "text": null}]', 'NAME'),
         ($1, gen_random_uuid(), 'choisie', 'C', 1, 'MANUAL', '[]', 'MANUAL') returning shop_id, id, kind)
     insert into collection_product (shop_id, collection_id, product_id, position) select shop_id, id, $2, 0 from c where kind = 'MANUAL'`,
    shop.id,
    product.id,
  )
  buyer = newBuyer(api, shop)
}, 60_000)
afterAll(() => api.stop())

async function addToCart(as: Buyer): Promise<string[]> {
  const { data } = await as.request<{ answer: { userErrors: { code: string }[] } }>(
    'mutation ($id: ID!) { answer: addToCart(variantId: $id, quantity: 1) { userErrors { code } } }',
    { id: product.variants[0]?.id },
  )
  return data.answer.userErrors.map(({ code }) => code)
}

const CART =
  '{ totalQuantity subtotal { amount } lines { id total { amount } variant { id sku name product { slug name images { url altText } } } } }'
const PRODUCT =
  '{ id slug name description descriptionHtml imageUrl seoTitle options { name values } images { url altText } variants { id sku name optionValues } }'
const PRODUCTS = '{ totalCount nodes { id slug name description imageUrl variants { sku } } }'
const variant = () => ({ id: product.variants[0]?.id })

interface Case {
  document: string
  variables?: () => Record<string, unknown>
  /** Whether it shows the product while that is published. */
  shows?: true
}

/** One case for each root field of the storefront API. */
const cases: Record<string, Case> = {
  'Query.shop': { document: '{ shop { slug name } }' },
  'Query.products': {
    document: `query ($text: String) {
      all: products(first: 4) ${PRODUCTS} bySearch: products(first: 4, search: $text) ${PRODUCTS} bySku: products(first: 4, search: "SECRET-1") ${PRODUCTS}
      byRule: products(first: 4, collectionSlug: "regle") ${PRODUCTS} chosen: products(first: 4, collectionSlug: "choisie", sort: NEWEST) ${PRODUCTS} }`,
    variables: () => ({ text: NAME }),
    shows: true,
  },
  'Query.product': {
    document: `query ($slug: String!) { product(slug: $slug) ${PRODUCT} }`,
    variables: () => ({ slug: product.slug }),
    shows: true,
  },
  'Query.collections': {
    document: `{ collections { slug descriptionHtml image { url } products(first: 4) ${PRODUCTS} } }`,
    shows: true,
  },
  'Query.collection': {
    document: `{ rules: collection(slug: "regle") { products(first: 4, includeDescendants: true) ${PRODUCTS} }
      chosen: collection(slug: "choisie") { products(first: 4) ${PRODUCTS} } }`,
    shows: true,
  },
  'Query.suggestions': {
    document: `query ($text: String!) { suggestions(query: $text) { queries products { slug name } } }`,
    variables: () => ({ text: NAME.slice(0, 6) }),
    shows: true,
  },
  'Query.cart': { document: `{ cart ${CART} }`, shows: true },
  'Query.quote': { document: '{ quote(countryCode: "FR") { total { amount } } }' },
  'Query.checkoutQuote': {
    document:
      '{ checkoutQuote(countryCode: "FR") { totals { total { amount } } userErrors { code message } } }',
  },
  'Query.shopPages': { document: '{ shopPages { title html } }' },
  'Query.shopPage': { document: '{ shopPage(slug: "terms") { title html } }' },
  'Query.shippingMethods': { document: '{ shippingMethods(countryCode: "FR") { name } }' },
  'Query.order': { document: '{ order(code: "NONE", token: "none") { lines { productName } } }' },
  'Mutation.enterShop': { document: 'mutation { enterShop { visitor { id } } }' },
  'Mutation.addToCart': {
    document: `mutation ($id: ID!) { addToCart(variantId: $id) { cart ${CART} userErrors { code message } } }`,
    variables: variant,
    shows: true,
  },
  'Mutation.setCartLine': {
    document: `mutation ($id: ID!) { setCartLine(variantId: $id, quantity: 2) { cart ${CART} userErrors { code message } } }`,
    variables: variant,
    shows: true,
  },
  'Mutation.acknowledgeCartNotices': {
    document: `mutation { acknowledgeCartNotices(noticeIds: []) { cart ${CART} userErrors { code message } } }`,
    shows: true,
  },
  'Mutation.createCartLink': {
    document: 'mutation { createCartLink { link { token } userErrors { code } } }',
  },
  'Mutation.openCart': {
    document: `mutation { openCart(token: "none") { cart ${CART} userErrors { code message } } }`,
    shows: true,
  },
  'Mutation.applyDiscountCode': {
    document: `mutation { applyDiscountCode(code: "NONE") { cart ${CART} userErrors { code message } } }`,
    shows: true,
  },
  'Mutation.removeDiscountCode': {
    document: `mutation { removeDiscountCode { cart ${CART} userErrors { code } } }`,
    shows: true,
  },
  'Mutation.placeOrder': {
    document:
      'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { order { lines { productName sku } } userErrors { code message } } }',
    variables: () => ({
      input: {
        // Refused before anything is ordered, so that the cart stays for the next case.
        idempotencyKey: crypto.randomUUID(),
        email: 'none',
        billingAddress: address,
        shippingMethodId: shop.shippingMethodId,
      },
    }),
  },
  'Mutation.payByCard': {
    document:
      'mutation ($input: PayByCardInput!) { payByCard(input: $input) { order { lines { productName } } userErrors { code } } }',
    variables: () => ({
      input: {
        orderCode: 'NONE',
        orderToken: 'none',
        card: { number: '4242424242424242', expiryMonth: 12, expiryYear: 2040, brand: 'VISA' },
      },
    }),
  },
  'Mutation.withdraw': {
    document: `mutation { withdraw(input: { orderCode: "NONE", orderToken: "none", idempotencyKey: "none" }) {
      order { lines { productName } withdrawal { lines { productName } } } userErrors { code } } }`,
  },
  'Mutation.payByBank': {
    document: `mutation { payByBank(input: { orderCode: "NONE", orderToken: "none", bankId: "none", returnUrl: "https://none.test" }) {
      order { lines { productName } } userErrors { code } } }`,
  },
  ...Object.fromEntries(
    ['payByTransfer', 'payByCheque'].map((field) => [
      `Mutation.${field}`,
      {
        document: `mutation { ${field}(input: { orderCode: "NONE", orderToken: "none" }) {
          order { lines { productName } } userErrors { code } } }`,
      },
    ]),
  ),
  // The last one: it leaves nothing to show.
  'Mutation.clearCart': { document: `mutation { clearCart { cart ${CART} userErrors { code } } }` },
}

const rootFields = (schema: GraphQLSchema): string[] =>
  [schema.getQueryType(), schema.getMutationType()]
    .flatMap((type) => Object.keys(type?.getFields() ?? {}).map((field) => `${type?.name}.${field}`))
    .sort()

test('each root field of the storefront API has a case', () => {
  expect(Object.keys(cases).sort()).toEqual(rootFields(storefrontSchema()))
})

/** Whether an answer contains anything of the product: its texts, its ids, or the address of its picture. */
function shows(answer: unknown): boolean {
  const text = JSON.stringify(answer).toLowerCase()
  const ids = [product.id, product.variants[0]?.id ?? '', pictureId]
  return ['secret', ...ids].some((part) => text.includes(part))
}

const ask = async ({ document, variables }: Case) => {
  const { data, errors } = await buyer.request<unknown>(document, variables?.() ?? {})
  // An answer to an invalid request would show nothing anyway.
  expect(errors).toBeUndefined()
  return data
}

const setStatus = async (change: { status: string; publishAt?: string }) => {
  const stored = await products.read(product.id)
  const answer = await products.change({
    id: product.id,
    product: { ...toInput(stored as TestProduct), publishAt: null, ...change },
  })
  expect(answer.userErrors).toEqual([])
}
const isListed = async () => shows(await ask(cases['Query.product'] as Case))

test.each([
  ['a draft', { status: 'DRAFT' }],
  ['a product that is scheduled', { status: 'PUBLISHED', publishAt: '2099-01-01T00:00:00.000Z' }],
  ['an archived product', { status: 'ARCHIVED' }],
])(
  '%s is in the answer of no root field, and in those that list products once it is published',
  async (_kind, hidden) => {
    await setStatus({ status: 'PUBLISHED' })
    await expect.poll(isListed).toBe(true)
    await addToCart(buyer)
    for (const [name, each] of Object.entries(cases).slice(0, -1))
      expect([name, shows(await ask(each))]).toEqual([name, each.shows === true])

    await setStatus(hidden)
    await expect.poll(isListed).toBe(false)
    for (const [name, each] of Object.entries(cases))
      expect([name, shows(await ask(each))]).toEqual([name, false])
  },
)
