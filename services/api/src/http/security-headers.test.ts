import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

let api: TestApi
let shop: TestShop
beforeAll(async () => {
  api = await startTestApi({ TRUST_PROXY: '127.0.0.1' })
  shop = await createShop(api)
}, 60_000)
afterAll(() => api.stop(), 60_000)

const media = readdirSync(new URL('../../seed/media/', import.meta.url), {
  recursive: true,
  encoding: 'utf8',
})
const picture = media.find((name) => name.endsWith('.svg')) ?? ''

test.each<[what: string, path: string, init: RequestInit]>([
  ['an answer', '/graphql', { method: 'POST', body: '{"query":"{ shop { name } }"}' }],
  ['a refused document', '/graphql', { method: 'POST', body: '{"query":"{ x }"}' }],
  ['a malformed body', '/merchant/graphql', { method: 'POST', body: '{' }],
  ['a preflight', '/graphql', { method: 'OPTIONS' }],
  ['a health check', '/health/live', {}],
  ['a path that does not exist', '/nowhere', {}],
  ['a refused notification', '/bank/lyra/notify/nobody', { method: 'POST', body: '{}' }],
  ['a picture', `/media/${picture}`, {}],
])('%s has headers that forbid sniffing, framing and scripts', async (_what, path, init) => {
  const headers = { 'content-type': 'application/json', 'x-shop-key': shop.key }
  const response = await fetch(api.url + path, init.body ? { ...init, headers } : init)
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
  expect(response.headers.get('x-frame-options')).toBe('DENY')
  expect(response.headers.get('referrer-policy')).toBe('no-referrer')
  expect(response.headers.get('strict-transport-security')).toBeNull()
})

test('a picture keeps its own policy, so that its styles apply', async () => {
  const { status, headers } = await fetch(`${api.url}/media/${picture}`)
  expect(status).toBe(200)
  expect(headers.get('content-security-policy')).toContain("style-src 'unsafe-inline'")
})

test('an answer over TLS asks for TLS from then on', async () => {
  const response = await fetch(`${api.url}/health/live`, { headers: { 'x-forwarded-proto': 'https' } })
  expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000')
})
