import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import type { RunShop } from '../../infra/local/product/run-file.ts'
import type { ResponseBody } from '../traffic/send-request.ts'
import { requestErrorCodes } from './contract.ts'
import type { ApiName } from './contract.ts'
import { startEnvironment } from './environment.ts'

const environment = await startEnvironment(['api'])
afterAll(() => environment.stop())
const { run } = environment
const [shop, otherShop] = run.shops as [RunShop, RunShop]
const member = await environment.merchant(shop)

const PATHS = { storefront: '/graphql', merchant: '/merchant/graphql' }
const OWN_HEADERS: Record<ApiName, Record<string, string>> = {
  storefront: { 'x-shop-key': shop.key },
  merchant: { authorization: `Bearer ${member.token}`, 'x-shop': shop.slug },
}

interface RawResponse {
  status: number
  headers: Headers
  body: ResponseBody
}

interface Sent {
  headers?: Record<string, string>
  variables?: object
  /** Of the API. */
  base?: string
}

/** Sends any text as a document, with the headers of a valid request unless overridden. */
async function send(
  api: ApiName,
  query: string,
  { headers = {}, variables = {}, base = run.api }: Sent = {},
): Promise<RawResponse> {
  const response = await fetch(base + PATHS[api], {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...OWN_HEADERS[api], ...headers },
    body: JSON.stringify({ query, variables }),
  })
  const { status, headers: received } = response
  return { status, headers: received, body: (await response.json()) as ResponseBody }
}

const codeOf = ({ body }: RawResponse) => body.errors?.[0]?.extensions?.code

/** Repeats a request until it is rate-limited. @param most requests to send before concluding that there is no limit */
async function untilLimited(most: number, request: () => Promise<RawResponse>): Promise<RawResponse> {
  for (let count = 0; count < most; count++) {
    const response = await request()
    if (codeOf(response) === 'RATE_LIMITED') return response
  }
  throw new Error(`None of ${most} requests was rate-limited.`)
}

/** Renames the table of orders while `work` runs, so that the API gets an unexpected error. */
async function withoutOrders<T>(work: () => Promise<T>): Promise<T> {
  await environment.operate('alter table "order" rename to order_away')
  try {
    return await work()
  } finally {
    await environment.operate('alter table order_away rename to "order"')
  }
}

/** Suspends a process of the product while `work` runs. */
async function withPaused<T>(name: string, work: () => Promise<T>): Promise<T> {
  const pid = environment.product.pids()[name] ?? 0
  process.kill(pid, 'SIGSTOP')
  try {
    return await work()
  } finally {
    process.kill(pid, 'SIGCONT')
  }
}

/** Locks the table of orders while `work` runs, so that the API's statements time out. */
const withLockedOrders = async <T>(work: () => Promise<T>): Promise<T> => {
  const locked = environment.operate('begin; lock table "order"; select pg_sleep(8)')
  await pause(500)
  const result = await work()
  await locked
  return result
}

const NOT_LOCAL: Sent = { headers: { 'x-forwarded-for': '203.0.113.9' }, base: environment.bareApi }
const TWENTY_SHOPS = `{ ${Array.from({ length: 15 }, (_, index) => `a${index}: shop { name }`).join(' ')} shop { name } }`
const DEEP = `{ products { nodes { variants { product { variants { product { variants { product { variants {
  product { variants { product { variants { id } } } } } } } } } } } } } }`
const ORDER = '{ order(code: "AAAA-AAAA", token: "x") { code } }'
const ORDERS = '{ orders { totalCount } }'

interface Case {
  status: number
  reach: () => Promise<RawResponse>
  retryAfter?: boolean
}

const CASES: Record<ApiName, Record<string, Case>> = {
  storefront: {
    SHOP_NOT_FOUND: {
      status: 400,
      reach: () => send('storefront', '{ shop { name } }', { headers: { 'x-shop-key': 'pk_unknown' } }),
    },
    FORBIDDEN_ORIGIN: {
      status: 403,
      reach: () => send('storefront', '{ shop { name } }', { headers: { origin: otherShop.origin } }),
    },
    BAD_USER_INPUT: { status: 400, reach: () => send('storefront', '{ shop { absent } }') },
    RATE_LIMITED: {
      status: 429,
      retryAfter: true,
      reach: () =>
        untilLimited(1_000, () =>
          send('storefront', TWENTY_SHOPS, {
            headers: { 'x-shop-secret': shop.secret, 'x-buyer-ip': '203.0.113.7' },
          }),
        ),
    },
    QUERY_TOO_COMPLEX: { status: 400, reach: () => send('storefront', DEEP) },
    INSECURE_TRANSPORT: { status: 403, reach: () => send('storefront', ORDER, NOT_LOCAL) },
    SERVICE_UNAVAILABLE: {
      status: 503,
      retryAfter: true,
      reach: () => withPaused('Redis', () => send('storefront', '{ cart { id } }')),
    },
    INTERNAL_SERVER_ERROR: { status: 200, reach: () => withoutOrders(() => send('storefront', ORDER)) },
  },
  merchant: {
    UNAUTHENTICATED: {
      status: 401,
      reach: () => send('merchant', ORDERS, { headers: { authorization: 'Bearer none' } }),
    },
    FORBIDDEN: {
      status: 403,
      reach: () => send('merchant', ORDERS, { headers: { 'x-shop': otherShop.slug } }),
    },
    BAD_USER_INPUT: { status: 400, reach: () => send('merchant', '{ orders { absent } }') },
    RATE_LIMITED: {
      status: 429,
      retryAfter: true,
      reach: () =>
        untilLimited(200, () =>
          send('merchant', 'mutation { signIn(email: "x@x.example", password: "x") { token } }'),
        ),
    },
    QUERY_TOO_COMPLEX: {
      status: 400,
      reach: () =>
        send(
          'merchant',
          `{ ${Array.from({ length: 30 }, (_, index) => `a${index}: viewer { name }`).join(' ')} }`,
        ),
    },
    INSECURE_TRANSPORT: { status: 403, reach: () => send('merchant', ORDERS, NOT_LOCAL) },
    SERVICE_UNAVAILABLE: {
      status: 503,
      retryAfter: true,
      reach: () => withLockedOrders(() => send('merchant', ORDERS)),
    },
    INTERNAL_SERVER_ERROR: { status: 200, reach: () => withoutOrders(() => send('merchant', ORDERS)) },
  },
}

describe.each(['storefront', 'merchant'] as const)('the %s API', (api) => {
  test('has a case in this file for every request error code of the contract', () => {
    expect(Object.keys(CASES[api]).sort()).toEqual(requestErrorCodes(api).sort())
  })

  test.each(Object.entries(CASES[api]))('returns %s with its HTTP status', async (code, expected) => {
    const response = await expected.reach()
    expect(codeOf(response)).toBe(code)
    expect(response.body.errors?.[0]?.message).toMatch(/\S/)
    expect(response.status).toBe(expected.status)
    if (expected.retryAfter) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(response.headers.get('cache-control')).toBe('private, no-store')
  })

  test('names the path of a wrong variable, never its value', async () => {
    const query =
      api === 'storefront'
        ? 'query ($value: Int) { products(first: $value) { totalCount } }'
        : 'query ($value: Int) { orders(first: $value) { totalCount } }'
    const response = await send(api, query, { variables: { value: 'a secret value' } })
    expect([response.status, codeOf(response)]).toEqual([400, 'BAD_USER_INPUT'])
    expect(JSON.stringify(response.body)).not.toContain('a secret value')
  })
})

test.each([
  ['placeOrder', 'PlaceOrderInput'],
  ['payByCard', 'PayByCardInput'],
  ['payByBank', 'PayByBankInput'],
])('%s needs secure transport', async (mutation, type) => {
  const address = {
    firstName: 'C',
    lastName: 'M',
    line1: '1',
    postalCode: '75002',
    city: 'Paris',
    countryCode: 'FR',
  }
  const paying = { orderCode: 'AAAA-AAAA', orderToken: 'x' }
  const card = { number: '4111111111111111', expiryMonth: 1, expiryYear: 2030, brand: 'VISA' }
  const inputs: Record<string, object> = {
    placeOrder: { idempotencyKey: crypto.randomUUID(), email: 'c@x.example', billingAddress: address },
    payByCard: { ...paying, card },
    payByBank: { ...paying, bankId: 'x', returnUrl: shop.origin },
  }
  const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { order { code } } }`
  const response = await send('storefront', query, {
    ...NOT_LOCAL,
    variables: { input: inputs[mutation] },
  })
  expect([response.status, codeOf(response)]).toEqual([403, 'INSECURE_TRANSPORT'])
})

test('returns the data of the fields that succeeded together with the error, with status 200', async () => {
  const response = await send(
    'storefront',
    '{ shop { name } order(code: "A", token: "x") { code } }',
    NOT_LOCAL,
  )
  expect(response.status).toBe(200)
  expect(response.body.data).toMatchObject({ shop: { name: expect.any(String) }, order: null })
})
