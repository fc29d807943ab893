import { expect, test } from 'vitest'
import { createClient, type ClientOptions } from './client.ts'
import { StorefrontFailure } from './errors.ts'
import { memoryVisitor } from './visitor-store.ts'

interface Sent {
  url: URL
  method: string
  headers: Record<string, string>
  body: { query?: string; documentId?: string; variables?: { input?: Record<string, unknown> } }
}

const answer =
  (body: object, status = 200, headers: Record<string, string> = {}): (() => Response) =>
  () =>
    new Response(JSON.stringify(body), { status, headers })
const failure = (code: string, status: number, headers = {}) =>
  answer({ errors: [{ message: code, extensions: { code } }] }, status, headers)

/** A client whose requests are answered in turn; an answer that throws is a network that does not work. */
function client(answers: (() => Response)[], options: Partial<ClientOptions> = {}) {
  const sent: Sent[] = []
  const fetch = async (url: string | URL | Request, init: RequestInit = {}) => {
    sent.push({
      url: new URL(String(url)),
      method: init.method ?? 'GET',
      headers: (init.headers ?? {}) as Record<string, string>,
      body: typeof init.body === 'string' ? (JSON.parse(init.body) as Sent['body']) : {},
    })
    const next = answers.shift()
    if (!next) throw new Error('There are more requests than expected')
    return next()
  }
  return {
    sent,
    client: createClient({ url: 'https://api.test', shopKey: 'pk_1', fetch: fetch as never, ...options }),
  }
}
const unreachable = () => {
  throw new TypeError('fetch failed')
}
const shop = answer({ data: { shop: { name: 'Ève' } } })
const order = { billingAddress: {} as never, email: 'a@b.test' }

test('keeps the visitor id that an answer brings, and sends it with the next request', async () => {
  const visitor = memoryVisitor()
  const cart = answer({ data: { cart: null } }, 200, { 'x-visitor-id': 'visitor-1' })
  const { client: shopper, sent } = client([cart, cart], { visitor })
  await shopper.cart()
  await shopper.cart()
  expect(sent.map(({ headers }) => headers['x-visitor-id'])).toEqual([undefined, 'visitor-1'])
})

test('without an id, one request goes first and the others wait for the id that it brings', async () => {
  const fails = failure('BAD_USER_INPUT', 400)
  const cart = answer({ data: { cart: null } }, 200, { 'x-visitor-id': 'visitor-1' })
  const { client: shopper, sent } = client([fails, cart, cart, cart])
  const answers = await Promise.allSettled([shopper.cart(), shopper.cart(), shopper.cart(), shopper.cart()])
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled'])
  expect(sent.map(({ headers }) => headers['x-visitor-id'])).toEqual([
    undefined,
    undefined,
    'visitor-1',
    'visitor-1',
  ])
})

test('sends a text without types, and says at once that the page is not let in', async () => {
  const { client: shopper, sent } = client([shop, failure('FORBIDDEN_ORIGIN', 403)])
  const { shop: found } = await shopper.request<{ shop: { name: string } }>('{ shop { name } }')
  expect(found.name).toBe('Ève')
  await expect(shopper.request('{ shop { name } }')).rejects.toMatchObject({ code: 'FORBIDDEN_ORIGIN' })
  expect(sent).toHaveLength(2)
})

test('on a server it sends the secret, the address of the buyer and the id of the request', async () => {
  const server = { secret: 'sk_1', buyerAddress: '192.0.2.1', requestId: 'request-1' }
  const { client: shopper, sent } = client([shop], { server, language: 'fr' })
  expect((await shopper.shop()).name).toBe('Ève')
  expect(sent[0]?.headers).toMatchObject({
    'x-shop-key': 'pk_1',
    'x-shop-secret': 'sk_1',
    'x-buyer-ip': '192.0.2.1',
    'x-request-id': 'request-1',
    'accept-language': 'fr',
  })
})

test('repeats a query that failed for a moment', async () => {
  const { client: shopper, sent } = client([
    unreachable,
    failure('RATE_LIMITED', 429, { 'retry-after': '0' }),
    failure('SERVICE_UNAVAILABLE', 503, { 'retry-after': '0' }),
    shop,
  ])
  expect((await shopper.shop()).name).toBe('Ève')
  expect(sent).toHaveLength(4)
})

test.each([
  ['that the API refuses', failure('SHOP_NOT_FOUND', 400), 'SHOP_NOT_FOUND'],
  ['whose wait is too long', failure('RATE_LIMITED', 429, { 'retry-after': '60' }), 'RATE_LIMITED'],
])('does not repeat a query %s', async (_what, refused, code) => {
  const { client: shopper, sent } = client([refused])
  await expect(shopper.shop()).rejects.toMatchObject({ code })
  expect(sent).toHaveLength(1)
})

test('does not repeat a mutation without an idempotency key', async () => {
  const { client: shopper, sent } = client([unreachable])
  await expect(shopper.addToCart({ variantId: '1' })).rejects.toMatchObject({ code: 'UNREACHABLE' })
  expect(sent).toHaveLength(1)
})

test('repeats an order with the same key, and gives it to the caller when it gives up', async () => {
  const { client: shopper, sent } = client([unreachable, unreachable], { retries: 1 })
  const error = await shopper.placeOrder({ input: order }).catch((cause: unknown) => cause)
  const keys = sent.map(({ body }) => body.variables?.input?.['idempotencyKey'])
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/)
  expect(keys[1]).toBe(keys[0])
  expect(error).toBeInstanceOf(StorefrontFailure)
  expect((error as StorefrontFailure).idempotencyKey).toBe(keys[0])
})

test('by id, asks for the catalogue with a URL that is always the same', async () => {
  const product = answer({ data: { product: null } })
  const { client: shopper, sent } = client([product, product, answer({ data: { cart: null } })], {
    byId: true,
    language: 'en',
  })
  await shopper.request('query q { product }' as never, { b: 1, a: { d: 1, c: 2 } }, { isCatalog: true })
  await shopper.request('query q { product }' as never, { a: { c: 2, d: 1 }, b: 1 }, { isCatalog: true })
  await shopper.cart()
  expect(sent.map(({ method }) => method)).toEqual(['GET', 'GET', 'POST'])
  expect(sent[0]?.url.href).toBe(sent[1]?.url.href)
  expect([...(sent[0]?.url.searchParams.keys() ?? [])]).toEqual([
    'shopKey',
    'documentId',
    'variables',
    'language',
  ])
  expect(sent[0]?.headers).toEqual({})
  expect(sent[2]?.body).toMatchObject({ documentId: expect.stringMatching(/^[0-9a-f]{64}$/) as string })
})

test('by id, sends the text of a document that is not registered', async () => {
  const { client: shopper, sent } = client([failure('DOCUMENT_NOT_REGISTERED', 404), shop], { byId: true })
  expect((await shopper.shop()).name).toBe('Ève')
  expect(sent[1]?.body.query).toContain('query shop')
})

test.each([
  ['a page of a proxy', 200, '<html>'],
  ['null', 404, 'null'],
  ['an object without data', 500, '{}'],
])('tells the status of an answer that no GraphQL API gives: %s', async (_what, status, body) => {
  const { client: shopper, sent } = client([
    () => new Response(body, { status, headers: { 'retry-after': '7' } }),
  ])
  await expect(shopper.shop()).rejects.toMatchObject({ code: 'BAD_ANSWER', status, retryAfter: 7 })
  expect(sent).toHaveLength(1)
})

test('repeats a query that a proxy answered instead of the API', async () => {
  const proxy = () => new Response('<html>', { status: 502, headers: { 'retry-after': '0' } })
  const { client: shopper, sent } = client([proxy, shop])
  expect((await shopper.shop()).name).toBe('Ève')
  expect(sent).toHaveLength(2)
})

test('a connection that breaks within the answer is an API that cannot be reached', async () => {
  const broken = () =>
    new Response(new ReadableStream({ start: (controller) => controller.error(new TypeError('terminated')) }))
  const { client: shopper } = client([broken], { retries: 0 })
  await expect(shopper.shop()).rejects.toMatchObject({ code: 'UNREACHABLE', status: null })
})

test('a request that is given up fails with the reason, and is not repeated', async () => {
  const { signal, abort } = withSignal()
  const giveUp = () => {
    abort()
    throw new DOMException('aborted', 'AbortError')
  }
  const { client: shopper, sent } = client([giveUp])
  const query = shopper.request('query q { product }' as never, {}, { signal })
  await expect(query).rejects.toThrow('the buyer typed on')
  expect(sent).toHaveLength(1)
})

test('a request that is given up while it waits to be repeated fails at once', async () => {
  const { signal, abort } = withSignal()
  const { client: shopper, sent } = client([failure('RATE_LIMITED', 429, { 'retry-after': '9' })])
  const query = shopper.request('query q { product }' as never, {}, { signal })
  setTimeout(abort, 20)
  await expect(query).rejects.toThrow('the buyer typed on')
  expect(sent).toHaveLength(1)
})

function withSignal() {
  const controller = new AbortController()
  return {
    signal: controller.signal,
    abort: () => controller.abort(new Error('the buyer typed on')),
  }
}
