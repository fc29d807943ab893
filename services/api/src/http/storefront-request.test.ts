import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { graphql, startTestApi, type TestApi } from '../../test/api.ts'
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

const ask = (headers: Record<string, string>) =>
  graphql(`${api.url}/graphql`, '{ shop { slug } }', {}, headers)
const preflight = (origin: string) =>
  fetch(`${api.url}/graphql`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST' },
  })

describe('a preflight', () => {
  test('passes for an origin of any shop', async () => {
    const { status, headers } = await preflight(other.origin)
    expect(status).toBe(204)
    expect(headers.get('access-control-allow-origin')).toBe(other.origin)
    expect(headers.get('access-control-allow-headers')?.split(', ').sort()).toEqual([
      'accept-language',
      'content-type',
      'x-shop-key',
      'x-visitor-id',
    ])
    expect(headers.get('access-control-allow-credentials')).toBeNull()
    expect(headers.get('vary')).toMatch(/origin/i)
  })

  test('does not for one that no shop has', async () => {
    const { status, headers } = await preflight('https://elsewhere.test')
    expect(status).toBe(403)
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('a request', () => {
  test('passes from an origin of its own shop, and its answer can be read there', async () => {
    const { status, headers, data } = await ask({ 'x-shop-key': shop.key, origin: shop.origin })
    expect(status).toBe(200)
    expect(data).toEqual({ shop: { slug: shop.slug } })
    expect(headers.get('access-control-allow-origin')).toBe(shop.origin)
    expect(headers.get('access-control-expose-headers')?.split(', ').sort()).toEqual([
      'retry-after',
      'x-visitor-id',
    ])
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(headers.get('vary')).toMatch(/origin/i)
  })

  test('passes without an origin', async () => {
    expect((await ask({ 'x-shop-key': shop.key })).status).toBe(200)
  })

  test.each(['other', 'nobody'])('does not pass from %s’s origin', async (whose) => {
    const origin = whose === 'other' ? other.origin : 'https://elsewhere.test'
    const { status, errors } = await ask({ 'x-shop-key': shop.key, origin })
    expect(status).toBe(403)
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN_ORIGIN'])
  })

  test.each([{}, { 'x-shop-key': 'pk_nobody' }])('does not pass with the shop key of %j', async (headers) => {
    const { status, errors } = await ask(headers as Record<string, string>)
    expect(status).toBe(400)
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['SHOP_NOT_FOUND'])
  })
})

describe('a request that can’t be read', () => {
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
    ['no JSON', '{'],
    ['nothing', ''],
    ['too much', JSON.stringify({ query: document + ' '.repeat(100_000) })],
    ['another type', document, 'application/graphql'],
  ])('is answered as any other, so that a browser sees it: %s', async (_name, body, contentType?: string) => {
    const { status, headers, code } = await post(body, contentType)
    expect({ status, code }).toEqual({ status: 400, code: 'BAD_USER_INPUT' })
    expect(headers.get('access-control-allow-origin')).toBe(shop.origin)
    expect(headers.get('x-visitor-id')).toBeTruthy()
    expect(headers.get('vary')).toMatch(/origin/i)
    expect(headers.get('cache-control')).toBe('private, no-store')
  })

  test.each([
    ['half a character', JSON.stringify({ query: document, variables: { text: ['a\ud800'] } })],
    ['a NUL', JSON.stringify({ query: document, variables: { text: ['a\0'] } })],
    [
      'an argument that a variable makes null',
      JSON.stringify({
        query: 'mutation ($n: Int) { addToCart(variantId: "a", quantity: $n) { userErrors { code } } }',
        variables: { n: null },
      }),
    ],
    ['an operation that is not there', JSON.stringify({ query: document, operationName: 'Other' })],
  ])('is the asker’s error: %s', async (_name, body) => {
    expect(await post(body)).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' })
  })

  test('is no error where variables that nobody reads are nested deep', async () => {
    const deep = '['.repeat(40_000) + ']'.repeat(40_000)
    expect((await post(`{"query":"${document}","variables":{"deep":${deep}}}`)).status).toBe(200)
  })

  test('is the asker’s error however often the same is asked', async () => {
    const query = 'query ($country: String = "FR") { shippingMethods(countryCode: $country) { id } }'
    for (let time = 0; time < 7; time++)
      expect(await post(JSON.stringify({ query, variables: { country: null } }))).toMatchObject({
        status: 400,
        code: 'BAD_USER_INPUT',
      })
  })
})

describe('limits', () => {
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

  test('count the address that a shop’s own server tells', async () => {
    const answers = []
    for (let round = 0; round < 6; round++) answers.push(...(await flood('203.0.113.7', shop.secret)))
    const limited = answers.filter(({ status }) => status === 429)
    expect(limited.length).toBeGreaterThan(0)
    expect(limited[0]?.errors?.[0]?.extensions.code).toBe('RATE_LIMITED')
    expect(Number(limited[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await flood('203.0.113.8', shop.secret))[0]?.status).toBe(200)
  })

  test('don’t believe an address without the secret', async () => {
    expect((await flood('203.0.113.7', 'sk_wrong')).every(({ status }) => status === 200)).toBe(true)
  })
})
