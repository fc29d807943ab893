import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorMessage, type Language } from '@triclic/error-codes'
import { graphql, startTestApi, type TestApi } from '../../test/api.ts'
import { newBuyer } from '../../test/buyer.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

let api: TestApi
let shop: TestShop
let other: TestShop
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  other = await createShop(api)
}, 60_000)
afterAll(() => api.stop(), 60_000)

const queryShop = (headers: Record<string, string>) =>
  graphql(`${api.url}/graphql`, '{ shop { slug } }', {}, headers)
const preflight = (origin: string) =>
  fetch(`${api.url}/graphql`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST' },
  })

describe('a CORS preflight', () => {
  test('passes for the origin of any shop', async () => {
    const { status, headers } = await preflight(other.origin)
    expect(status).toBe(204)
    expect(headers.get('access-control-allow-origin')).toBe(other.origin)
    expect(headers.get('access-control-allow-headers')?.split(', ').sort()).toEqual([
      'accept-language',
      'apollo-require-preflight',
      'apollographql-client-name',
      'apollographql-client-version',
      'baggage',
      'content-type',
      'graphql-require-preflight',
      'sentry-trace',
      'traceparent',
      'x-request-id',
      'x-requested-with',
      'x-shop-key',
      'x-visitor-id',
    ])
    expect(headers.get('access-control-allow-credentials')).toBeNull()
    expect(headers.get('vary')).toMatch(/origin/i)
  })

  test('is refused for an origin that belongs to no shop', async () => {
    const { status, headers } = await preflight('https://elsewhere.test')
    expect(status).toBe(403)
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('a request', () => {
  test('from an origin of its own shop passes, with headers that let the browser read the response', async () => {
    const { status, headers, data } = await queryShop({ 'x-shop-key': shop.key, origin: shop.origin })
    expect(status).toBe(200)
    expect(data).toEqual({ shop: { slug: shop.slug } })
    expect(headers.get('access-control-allow-origin')).toBe(shop.origin)
    expect(headers.get('access-control-expose-headers')?.split(', ').sort()).toEqual([
      'retry-after',
      'x-request-id',
      'x-visitor-id',
    ])
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(headers.get('vary')).toMatch(/origin/i)
  })

  test('without an origin passes', async () => {
    expect((await queryShop({ 'x-shop-key': shop.key })).status).toBe(200)
  })

  test.each(['another shop', 'nobody'])('from an origin of %s is refused', async (whose) => {
    const origin = whose === 'another shop' ? other.origin : 'https://elsewhere.test'
    const { status, errors } = await queryShop({ 'x-shop-key': shop.key, origin })
    expect(status).toBe(403)
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN_ORIGIN'])
  })

  test('from a page on a developer’s machine passes the preflight and reads that it is refused, and nothing else', async () => {
    // Must belong to no shop, and the tests share a database.
    const origin = `http://developer-of-${shop.slug}.localhost:5173`
    expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBe(origin)
    const { status, headers, errors, data } = await queryShop({ 'x-shop-key': shop.key, origin })
    expect(status).toBe(403)
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN_ORIGIN'])
    expect(data).toBeUndefined()
    expect(headers.get('access-control-allow-origin')).toBe(origin)
    expect(headers.get('access-control-allow-credentials')).toBeNull()
    expect(headers.get('x-visitor-id')).toBeNull()
    expect(headers.get('vary')).toMatch(/origin/i)
    const mistyped = await queryShop({ 'x-shop-key': 'pk_nobody', origin })
    expect(mistyped.headers.get('access-control-allow-origin')).toBe(origin)
  })

  test.each([{}, { 'x-shop-key': 'pk_nobody' }])(
    'without the key of a shop is refused: headers %j',
    async (headers) => {
      const { status, errors } = await queryShop(headers as Record<string, string>)
      expect(status).toBe(400)
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['SHOP_NOT_FOUND'])
    },
  )
})

describe('the language of messages', () => {
  test.each([
    ['fr;q=0, en', 'en'],
    ['fr;q=0', 'en'],
    ['fr;q=0.0, *', 'en'],
    ['fr;q=0.3, en;q=0.8', 'en'],
    ['en;q=0.3,fr;q=0.8', 'fr'],
    ['en, fr', 'en'],
    ['fr-CA, en;q=0.9', 'fr'],
    ['EN-gb', 'en'],
    ['frr, en;q=0.5', 'en'],
    ['de, en;q=0.5', 'en'],
    ['de', 'fr'],
    ['*', 'fr'],
    ['', 'fr'],
  ])('follows accept-language: %j gives %s in a French shop', async (acceptLanguage, language) => {
    const buyer = newBuyer(api, shop, { 'accept-language': acceptLanguage })
    const { data } = await buyer.request<{ addToCart: { userErrors: { message: string }[] } }>(
      'mutation { addToCart(variantId: "0", quantity: 1) { userErrors { message } } }',
    )
    expect(data.addToCart.userErrors[0]?.message).toBe(
      errorMessage('VARIANT_NOT_FOUND', language as Language),
    )
  })
})

describe('a malformed request', () => {
  const post = async (body: string, contentType = 'application/json') => {
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': contentType, 'x-shop-key': shop.key, origin: shop.origin },
      body,
    })
    const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] }
    return { status: response.status, headers: response.headers, code: errors?.[0]?.extensions.code }
  }
  const document = '{ shop { slug } }'

  test.each([
    ['a body that is not JSON', '{'],
    ['an empty body', ''],
    ['a body that is too large', JSON.stringify({ query: document + ' '.repeat(100_000) })],
    ['another content type', document, 'application/graphql'],
  ])(
    'is rejected with CORS headers, so that a browser can read the error: %s',
    async (_name, body, contentType?: string) => {
      const { status, headers, code } = await post(body, contentType)
      expect({ status, code }).toEqual({ status: 400, code: 'BAD_USER_INPUT' })
      expect(headers.get('access-control-allow-origin')).toBe(shop.origin)
      expect(headers.get('x-visitor-id')).toBeTruthy()
      expect(headers.get('vary')).toMatch(/origin/i)
      expect(headers.get('cache-control')).toBe('private, no-store')
    },
  )

  test.each([
    ['an unpaired surrogate', JSON.stringify({ query: document, variables: { text: ['a\ud800'] } })],
    ['a NUL character', JSON.stringify({ query: document, variables: { text: ['a\0'] } })],
    [
      'an argument that a variable sets to null',
      JSON.stringify({
        query: 'mutation ($n: Int) { addToCart(variantId: "a", quantity: $n) { userErrors { code } } }',
        variables: { n: null },
      }),
    ],
    ['an unknown operation name', JSON.stringify({ query: document, operationName: 'Other' })],
  ])('is a BAD_USER_INPUT error: %s', async (_name, body) => {
    expect(await post(body)).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' })
  })

  test('with deeply nested variables that are not used is accepted', async () => {
    const deep = '['.repeat(40_000) + ']'.repeat(40_000)
    expect((await post(`{"query":"${document}","variables":{"deep":${deep}}}`)).status).toBe(200)
  })

  test('stays a BAD_USER_INPUT error once its query is compiled', async () => {
    const query = 'query ($country: String = "FR") { shippingMethods(countryCode: $country) { id } }'
    for (let time = 0; time < 7; time++)
      expect(await post(JSON.stringify({ query, variables: { country: null } }))).toMatchObject({
        status: 400,
        code: 'BAD_USER_INPUT',
      })
  })
})

describe('rate limits', () => {
  const flood = (address: string, secret: string) =>
    Promise.all(
      Array.from({ length: 30 }, () =>
        graphql(
          `${api.url}/graphql`,
          `{ ${Array.from({ length: 15 }, (_, n) => `s${n}: shop { slug }`).join(' ')} }`,
          {},
          {
            'x-shop-key': shop.key,
            'x-shop-secret': secret,
            'x-buyer-ip': address,
          },
        ),
      ),
    )

  test('count the buyer’s address that a shop’s server sends with its secret', async () => {
    const answers = []
    for (let round = 0; round < 6; round++) answers.push(...(await flood('203.0.113.7', shop.secret)))
    const limited = answers.filter(({ status }) => status === 429)
    expect(limited.length).toBeGreaterThan(0)
    expect(limited[0]?.errors?.[0]?.extensions.code).toBe('RATE_LIMITED')
    expect(Number(limited[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await flood('203.0.113.8', shop.secret))[0]?.status).toBe(200)
  })

  test('ignore a buyer’s address sent without the right secret', async () => {
    expect((await flood('203.0.113.7', 'sk_wrong')).every(({ status }) => status === 200)).toBe(true)
  })
})
