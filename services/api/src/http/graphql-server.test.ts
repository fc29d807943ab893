import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { graphql, startTestApi, type TestApi } from '../../test/api.ts'
import { merchant, headersOf } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

let api: TestApi
let shop: TestShop
let headers: Record<string, string>

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  headers = await headersOf(api, shop, 'VIEWER')
})
afterAll(() => api.stop())

const codeOf = (answer: { errors?: { extensions: { code: string } }[] }) =>
  answer.errors?.[0]?.extensions.code
const viewer = '{ viewer { email } }'
/** The request came through a proxy that the API does not trust. */
const plainHttp = { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https' }

describe('a request that fails as a whole', () => {
  test.each([
    ['no session, for a non-null field', viewer, {}],
    ['no session, for a nullable field', '{ order(code: "AAA11") { id } }', {}],
    ['an unknown session token', viewer, { authorization: `Bearer ${'x'.repeat(43)}` }],
  ])('returns 401 for a request with %s', async (_name, query, as) => {
    const answer = await merchant(api, query, {}, { ...as, 'x-shop': shop.slug })
    expect(answer.status).toBe(401)
    expect(codeOf(answer)).toBe('UNAUTHENTICATED')
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
  })

  test('returns 403 when the role lacks the permission', async () => {
    const answer = await merchant(
      api,
      'mutation { cancelOrder(orderCode: "AAA11") { userErrors { code } } }',
      {},
      headers,
    )
    expect(answer.status).toBe(403)
    expect(codeOf(answer)).toBe('FORBIDDEN')
  })

  test.each([
    ['a syntax error', 'query {'],
    ['an unknown field', '{ viewer { email password } }'],
    ['a missing argument', '{ order { id } }'],
    ['an empty document', ''],
    [
      'several operations without an operation name',
      'query A { viewer { email } } query B { viewer { name } }',
    ],
    ['a subscription', 'subscription { orders }'],
  ])('returns 400 for %s', async (_name, query) => {
    const answer = await merchant(api, query, {}, headers)
    expect(answer.status).toBe(400)
    expect(codeOf(answer)).toBe('BAD_USER_INPUT')
  })

  test.each(['[', '"text"', 'a=b'])('returns 400 for the body %s', async (body) => {
    const response = await fetch(`${api.url}/merchant/graphql`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
    })
    expect(response.status).toBe(400)
    expect(codeOf((await response.json()) as never)).toBe('BAD_USER_INPUT')
  })

  const repeated = (field: string) => Array.from({ length: 30 }, (_, i) => `a${i}: ${field}`).join(' ')
  test.each([
    ['root fields', `{ ${repeated('viewer { email }')} }`],
    ['aliases', `{ viewer { ${repeated('email')} } }`],
  ])('returns 400 for a document with too many %s, and names the limit', async (what, query) => {
    const answer = await merchant(api, query, {}, headers)
    expect(answer.status).toBe(400)
    expect(codeOf(answer)).toBe('QUERY_TOO_COMPLEX')
    expect(answer.errors?.[0]?.message).toContain(`too many ${what}`)
  })

  test('returns 400 for lists nested too deeply, and accepts fewer levels', async () => {
    const ask = (query: string) => graphql(`${api.url}/graphql`, query, {}, { 'x-shop-key': shop.key })
    const wide = await ask('{ collections { products { nodes { variants { product { id } } } } } }')
    expect(wide.status).toBe(200)
    const tooNested = await ask(
      `query { collections { products { nodes { ...P } } } }
       fragment P on Product { variants { ... on Variant { product { variants { id } } } } }`,
    )
    expect(tooNested.status).toBe(400)
    expect(codeOf(tooNested)).toBe('QUERY_TOO_COMPLEX')
  })

  test.each(['/graphql', '/merchant/graphql'])(
    'accepts the standard introspection query, but none that nests endlessly: %s',
    async (path) => {
      const url = `${api.url}${path}`
      const ask = (query: string) => graphql(url, query, {}, { 'x-shop-key': shop.key })
      const { status, data } = await ask(getIntrospectionQuery())
      expect(status).toBe(200)
      expect(data).toMatchObject({ __schema: { queryType: { name: 'Query' } } })
      const endless = await ask(
        `{ __schema { types { ${'fields { type { '.repeat(5)} name ${'} } '.repeat(5)} } } }`,
      )
      expect(endless.status).toBe(400)
    },
  )

  const ADDRESS = 'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { userErrors { code } } }'
  const billingAddress = { firstName: 'A', lastName: 'B', line1: '1', postalCode: '75002', countryCode: 'FR' }
  test.each<[string, string, Record<string, unknown>, string]>([
    [
      'a literal in the document',
      'mutation { addToCart(variantId: "a", quantity: 1.5) { userErrors { code } } }',
      {},
      '"quantity"',
    ],
    ['an unknown enum value', '{ products(sort: CHEAPEST) { totalCount } }', {}, '"sort"'],
    [
      'a field that is missing in a variable',
      ADDRESS,
      { input: { idempotencyKey: 'k', email: 'e', billingAddress } },
      '"input.billingAddress.city"',
    ],
    [
      'a field that is missing in a literal',
      'mutation { placeOrder(input: { email: "e" }) { userErrors { code } } }',
      {},
      'PlaceOrderInput.idempotencyKey',
    ],
  ])('names the position of %s', async (_name, query, variables, position) => {
    const url = `${api.url}/graphql`
    const { status, errors } = await graphql(url, query, variables, { 'x-shop-key': shop.key })
    expect(status).toBe(400)
    expect(errors?.[0]?.message).toContain(position)
    expect(errors?.[0]?.message).not.toMatch(/1\.5|CHEAPEST|75002/)
  })

  test('never quotes the value of a variable', async () => {
    const secret = 'hunter2-4242424242424242'
    for (const variables of [{ code: { secret } }, { code: [secret] }, {}]) {
      const answer = await merchant(
        api,
        'query ($code: String!) { order(code: $code) { id } }',
        variables,
        headers,
      )
      expect(codeOf(answer)).toBe('BAD_USER_INPUT')
      expect(JSON.stringify(answer.errors)).not.toContain('hunter2')
    }
  })
})

describe('plain HTTP from another machine', () => {
  test('is refused by the whole merchant API', async () => {
    for (const query of [viewer, 'mutation { signIn(email: "a@b.c", password: "d") { token } }']) {
      const answer = await merchant(api, query, {}, { ...headers, ...plainHttp })
      expect(answer.status).toBe(403)
      expect(codeOf(answer)).toBe('INSECURE_TRANSPORT')
    }
  })

  test('is refused for a buyer’s order, and accepted for the catalog', async () => {
    const as = { 'x-shop-key': shop.key, ...plainHttp }
    const order = await graphql(`${api.url}/graphql`, '{ order(code: "A", token: "b") { id } }', {}, as)
    expect(order.status).toBe(403)
    expect(codeOf(order)).toBe('INSECURE_TRANSPORT')
    const catalog = await graphql(`${api.url}/graphql`, '{ products { totalCount } }', {}, as)
    expect(catalog.status).toBe(200)
  })
})

describe('a persisted query', () => {
  const send = (path: string, body: object) =>
    fetch(`${api.url}${path}`, {
      method: 'POST',
      headers: { ...headers, 'x-shop-key': shop.key, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const extensions = { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } }

  test.each(['/graphql', '/merchant/graphql'])(
    'sent as a hash alone is answered so that clients send the document: %s',
    async (path) => {
      for (const body of [{ extensions }, { operationName: 'A', variables: { a: 1 }, extensions }]) {
        const response = await send(path, body)
        expect(response.status).toBe(200)
        expect(response.headers.get('cache-control')).toBe('private, no-store')
        expect(await response.json()).toEqual({
          errors: [
            {
              message: 'PersistedQueryNotSupported',
              extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' },
            },
          ],
        })
      }
    },
  )
})

test.each([
  ['DateTime', '/graphql'],
  ['DateTime', '/merchant/graphql'],
  ['LocalDate', '/merchant/graphql'],
])('says where %s is specified: %s', async (name, path) => {
  const query = 'query ($name: String!) { __type(name: $name) { specifiedByURL } }'
  const { data } = await graphql<{ __type: { specifiedByURL: string | null } }>(
    api.url + path,
    query,
    { name },
    { ...headers, 'x-shop-key': shop.key },
  )
  expect(data.__type.specifiedByURL).toMatch(/^https:\/\/scalars\.graphql\.org\//)
})
