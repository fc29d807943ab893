import { createHash } from 'node:crypto'
import { accepted, createClient, memoryVisitor } from '@triclic/storefront-client'
import { registerDocuments } from '@triclic/storefront-client/register'
import { afterAll, describe, expect, test } from 'vitest'
import type { RunShop } from '../../infra/local/product/run-file.ts'
import { startEnvironment } from '../contract/environment.ts'
import { storefront } from '../graphql/documents.ts'
import { print } from 'graphql'

const environment = await startEnvironment(['api'])
afterAll(() => environment.stop())
const { run } = environment
const [shop, otherShop] = run.shops as [RunShop, RunShop]

const address = {
  firstName: 'Ada',
  lastName: 'Byron',
  line1: '1 rue de la Paix',
  postalCode: '75002',
  city: 'Paris',
  countryCode: 'FR',
}
const card = { number: '4111 1111 1111 1111', expiryMonth: 12, expiryYear: 2040, brand: 'VISA' as const }

describe.each([
  ['with texts', false],
  ['with ids of registered documents', true],
])('the client %s', (_how, byId) => {
  const visitor = memoryVisitor()
  const client = createClient({ url: run.api, shopKey: shop.key, language: 'en', visitor, byId })

  test('finds a product, puts it into the cart, orders it and pays by card', async () => {
    if (byId)
      expect((await registerDocuments({ url: run.api, shopKey: shop.key, ...shop })).isRegistered).toBe(true)
    const { nodes } = await client.products({ first: 50 })
    const found = nodes.find(({ variants }) =>
      variants.some(({ availableQuantity }) => availableQuantity > 5),
    )
    const product = await client.product({ slug: found?.slug ?? '' })
    const variant = product?.variants.find(({ availableQuantity }) => availableQuantity > 5)
    const { cart } = accepted(await client.addToCart({ variantId: variant?.id ?? '', quantity: 2 }))
    expect(cart?.totalQuantity).toBe(2)
    expect(await client.cart()).toEqual(cart)
    const [method] = await client.shippingMethods({ countryCode: 'FR', postalCode: '75002' })
    const place = { countryCode: 'FR', postalCode: '75002', shippingMethodId: method?.id ?? '' }
    const { totals } = accepted(await client.quote(place))
    const { order } = accepted(
      await client.placeOrder({
        input: {
          email: 'ada@buyers.test',
          billingAddress: address,
          shippingMethodId: place.shippingMethodId,
          expectedTotal: totals?.total.amount ?? 0,
        },
      }),
    )
    const access = { orderCode: order?.code ?? '', orderToken: order?.token ?? '' }
    const paid = accepted(await client.payByCard({ input: { ...access, card } }))
    expect(paid.order?.status).toBe('AWAITING_CERTIFICATION')
    expect((await client.order({ code: access.orderCode, token: access.orderToken }))?.code).toBe(order?.code)
  })

  test('tells what the buyer can correct', async () => {
    const refused = await client.applyDiscountCode({ code: 'NO-SUCH-CODE' })
    expect(refused.userErrors.map(({ code }) => code)).toEqual(['DISCOUNT_CODE_UNKNOWN'])
  })

  test('sends a document of one’s own, typed by the schema', async () => {
    const document = storefront('query Own { shop { slug country } }')
    const own = createClient({ url: run.api, shopKey: shop.key, byId, print: print as never })
    expect(await own.request(document)).toEqual({ shop: { slug: shop.slug, country: 'FR' } })
  })
})

test('an order that is repeated with its key is placed once', async () => {
  const client = createClient({ url: run.api, shopKey: shop.key })
  const { nodes } = await client.products({ first: 50 })
  const variant = nodes
    .flatMap(({ variants }) => variants)
    .find(({ availableQuantity }) => availableQuantity > 5)
  accepted(await client.addToCart({ variantId: variant?.id ?? '' }))
  const [method] = await client.shippingMethods({ countryCode: 'FR', postalCode: '75002' })
  const input = {
    email: 'ada@buyers.test',
    billingAddress: address,
    shippingMethodId: method?.id ?? '',
    idempotencyKey: crypto.randomUUID(),
  }
  const [first, second] = [await client.placeOrder({ input }), await client.placeOrder({ input })]
  expect(accepted(first).order?.code).toBe(accepted(second).order?.code)
})

test('the catalogue is asked with GET, and the ids are those of the API', async () => {
  await registerDocuments({ url: run.api, shopKey: shop.key, ...shop })
  const urls: string[] = []
  const client = createClient({
    url: run.api,
    shopKey: shop.key,
    byId: true,
    fetch: (url, init) => {
      if (init?.method !== 'POST') urls.push(String(url))
      return fetch(url, init)
    },
  })
  expect((await client.shop()).name).toBeTruthy()
  const [url = ''] = urls
  const { operations } = await import('../../packages/storefront-client/src/operations.ts')
  expect(new URL(url).searchParams.get('documentId')).toBe(
    createHash('sha256').update(operations.shop).digest('hex'),
  )
  expect((await fetch(url)).headers.get('cache-control')).toContain('s-maxage')
})

test('the secret of another shop registers nothing', async () => {
  const wrong = { url: run.api, shopKey: shop.key, secret: otherShop.secret }
  await expect(registerDocuments(wrong)).rejects.toThrow('x-shop-secret')
})
