import { afterAll, describe, expect, test } from 'vitest'
import type { RunShop } from '../../infra/local/product/run-file.ts'
import { startEnvironment } from './environment.ts'

const environment = await startEnvironment(['api'])
afterAll(() => environment.stop())
const { run } = environment
const [shop, otherShop] = run.shops as [RunShop, RunShop]

const post = (headers: Record<string, string>, query = '{ shop { slug } }'): Promise<Response> =>
  fetch(`${run.api}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  })

const visitorIdOf = async (headers: Record<string, string>): Promise<string> =>
  (await post(headers)).headers.get('x-visitor-id') ?? ''

const listOf = (value: string | null): string[] =>
  (value ?? '')
    .toLowerCase()
    .split(/\s*,\s*/)
    .sort()

describe('x-visitor-id', () => {
  test('is issued to a request without one, and stays the same from then on', async () => {
    const id = await visitorIdOf({ 'x-shop-key': shop.key })
    expect(id).toMatch(/^\S{20,}$/)
    expect(await visitorIdOf({ 'x-shop-key': shop.key, 'x-visitor-id': id })).toBe(id)
    expect(await visitorIdOf({ 'x-shop-key': shop.key })).not.toBe(id)
  })

  test('is replaced when it is forged or belongs to another shop', async () => {
    const id = await visitorIdOf({ 'x-shop-key': shop.key })
    const forged = id.slice(0, -4) + (id.endsWith('AAAA') ? 'BBBB' : 'AAAA')
    expect(await visitorIdOf({ 'x-shop-key': shop.key, 'x-visitor-id': forged })).not.toBe(forged)
    expect(await visitorIdOf({ 'x-shop-key': otherShop.key, 'x-visitor-id': id })).not.toBe(id)
  })

  test('is the id that enterShop returns', async () => {
    const response = await post(
      { 'x-shop-key': shop.key },
      'mutation { enterShop { visitor { id expiresAt } } }',
    )
    const { data } = (await response.json()) as {
      data: { enterShop: { visitor: { id: string; expiresAt: string } } }
    }
    expect(data.enterShop.visitor.id).toBe(response.headers.get('x-visitor-id'))
    expect(Date.parse(data.enterShop.visitor.expiresAt)).toBeGreaterThan(Date.now())
  })
})

describe('CORS', () => {
  const preflight = (origin: string): Promise<Response> =>
    fetch(`${run.api}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-shop-key,x-visitor-id',
      },
    })

  test.each(run.shops)('a preflight request passes for the origin of $slug', async ({ origin }) => {
    const { status, headers } = await preflight(origin)
    expect(status).toBe(204)
    expect(headers.get('access-control-allow-origin')).toBe(origin)
    expect(listOf(headers.get('access-control-allow-headers'))).toEqual(
      expect.arrayContaining(['content-type', 'accept-language', 'x-shop-key', 'x-visitor-id']),
    )
    expect(listOf(headers.get('access-control-allow-methods'))).toContain('post')
    expect(headers.get('access-control-allow-credentials')).toBeNull()
    expect(listOf(headers.get('vary'))).toContain('origin')
  })

  test('a preflight request fails for an origin that belongs to no shop', async () => {
    const { status, headers } = await preflight('https://elsewhere.example')
    expect(status).toBe(403)
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })

  test('a request passes from the shop’s own origin, and exposes its headers', async () => {
    const { status, headers } = await post({ 'x-shop-key': shop.key, origin: shop.origin })
    expect(status).toBe(200)
    expect(headers.get('access-control-allow-origin')).toBe(shop.origin)
    expect(listOf(headers.get('access-control-expose-headers'))).toEqual(
      expect.arrayContaining(['retry-after', 'x-visitor-id']),
    )
    expect(headers.get('access-control-allow-credentials')).toBeNull()
    expect(listOf(headers.get('vary'))).toContain('origin')
  })

  test('a request passes without an Origin header', async () => {
    expect((await post({ 'x-shop-key': shop.key })).status).toBe(200)
  })

  test.each([
    ['another shop', () => otherShop.origin],
    ['no shop', () => 'https://elsewhere.example'],
  ])('a request from the origin of %s is forbidden, and not readable there', async (_name, origin) => {
    const response = await post({ 'x-shop-key': shop.key, origin: origin() })
    expect(response.status).toBe(403)
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN_ORIGIN' } }] })
  })
})

test('no response may be stored by a cache', async () => {
  const merchant = await fetch(`${run.api}/merchant/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ viewer { name } }' }),
  })
  for (const { headers } of [merchant, await post({ 'x-shop-key': shop.key }), await post({})])
    expect(headers.get('cache-control')).toBe('private, no-store')
})

test('/health/live and /health/ready respond without a shop’s key', async () => {
  for (const path of ['live', 'ready']) expect((await fetch(`${run.api}/health/${path}`)).status).toBe(200)
})
