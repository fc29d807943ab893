import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newApiKeyToken } from './api-key-token.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { insertTestApiKey } from '../../test/api-key.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'

let api: TestApi
let shop: TestShop
let owner: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  owner = await headersOf(api, shop, 'OWNER')
})
afterAll(() => api.stop())

interface Key {
  id: string
  name: string
  scopes: string[]
  createdByName: string
  expiresAt: string | null
  lastUsedAt: string | null
  revokedAt: string | null
}
interface Payload {
  apiKey: Key | null
  token: string | null
  userErrors: { code: string; field: string[] | null }[]
}

const FIELDS = 'id name scopes createdByName expiresAt lastUsedAt revokedAt'
async function create(
  input: { name?: string; scopes?: string[]; lifetime?: string },
  headers = owner,
): Promise<Payload> {
  const { data, errors } = await merchant<{ createApiKey: Payload }>(
    api,
    `mutation ($input: ApiKeyInput!) { createApiKey(input: $input) { apiKey { ${FIELDS} } token userErrors { code field } } }`,
    { input: { name: 'Accounting', scopes: ['ORDER_READ'], lifetime: 'DAYS_90', ...input } },
    headers,
  )
  expect(errors).toBeUndefined()
  return data.createApiKey
}
const list = async (headers = owner) =>
  (await merchant<{ apiKeys: Key[] }>(api, `{ apiKeys { ${FIELDS} } }`, {}, headers)).data.apiKeys
const revoke = async (id: string, headers = owner) =>
  (
    await merchant<{ revokeApiKey: Payload }>(
      api,
      'mutation ($id: ID!) { revokeApiKey(id: $id) { userErrors { code } } }',
      { id },
      headers,
    )
  ).data.revokeApiKey.userErrors.map(({ code }) => code)
const ask = (token: string, headers: Record<string, string> = {}, query = '{ orders { totalCount } }') =>
  merchant(api, query, {}, { authorization: `Bearer ${token}`, ...headers })
const outcome = async (...args: Parameters<typeof ask>) => {
  const { status, errors } = await ask(...args)
  return `${status} ${errors?.[0]?.extensions.code ?? 'served'}`
}

describe('a key', () => {
  test('is created for 90 days with a token that is shown once, of which only a hash is stored', async () => {
    const { apiKey, token, userErrors } = await create({ name: ' Accounting ', scopes: ['ORDER_READ'] })
    expect(userErrors).toEqual([])
    expect(apiKey).toMatchObject({ name: 'Accounting', scopes: ['ORDER_READ'], lastUsedAt: null })
    const days = (Date.parse(apiKey?.expiresAt ?? '') - Date.now()) / 86_400_000
    expect(Math.abs(days - 90)).toBeLessThan(0.1)
    expect(await outcome(token ?? '')).toBe('200 served')
    const stored = JSON.stringify(await queryInShop(api, shop, 'select * from merchant_api_key'))
    expect(stored).not.toContain(token)
    expect(JSON.stringify(await list())).not.toContain('tmk_')
  })

  test('without a limit of time is valid until it is revoked', async () => {
    const { apiKey, token } = await create({ lifetime: 'UNLIMITED' })
    expect(apiKey?.expiresAt).toBeNull()
    expect(await outcome(token ?? '')).toBe('200 served')
    expect(await revoke(apiKey?.id ?? '')).toEqual([])
    expect(await outcome(token ?? '')).toBe('401 API_KEY_REVOKED')
    expect(await revoke(apiKey?.id ?? '')).toEqual(['NOT_FOUND'])
    const [last] = (await list()).slice(-1)
    expect(last).toMatchObject({ id: apiKey?.id })
    expect(last?.revokedAt).not.toBeNull()
  })

  test('ends by itself, and an unknown or mistyped one is refused', async () => {
    const { id, token } = await insertTestApiKey(api, shop)
    const expire = "update merchant_api_key set expires_at = now() - interval '1 second' where id = $1"
    await executeInShop(api, shop, expire, id)
    expect(await outcome(token)).toBe('401 API_KEY_EXPIRED')
    expect(await outcome(newApiKeyToken())).toBe('401 API_KEY_INVALID')
    expect(await outcome(token.slice(0, -1))).toBe('401 API_KEY_INVALID')
  })

  test('acts in its own shop alone, which it need not name', async () => {
    const other = await createShop(api)
    const { token } = await insertTestApiKey(api, shop)
    expect(await outcome(token, { 'x-shop': shop.slug })).toBe('200 served')
    expect(await outcome(token, { 'x-shop': other.slug })).toBe('403 FORBIDDEN')
    expect(await outcome(token, { 'x-shop': '' })).toBe('403 FORBIDDEN')
  })

  test('is refused in a browser, and together with cookies', async () => {
    const { token } = await insertTestApiKey(api, shop)
    expect(await outcome(token, { origin: shop.origin })).toBe('400 BAD_USER_INPUT')
    expect(await outcome(token, { cookie: 'session=1' })).toBe('400 BAD_USER_INPUT')
  })

  test('stays valid when who created it leaves the shop, and names them', async () => {
    const leaving = await headersOf(api, shop, 'OWNER')
    const { apiKey, token } = await create({ name: 'Stays' }, leaving)
    await api.owner.query('delete from membership where member_id = $1', [
      (
        await queryInShop<{ created_by: string }>(
          api,
          shop,
          'select created_by from merchant_api_key where id = $1',
          apiKey?.id,
        )
      )[0]?.created_by,
    ])
    expect(await outcome(token ?? '')).toBe('200 served')
    expect((await list()).find(({ id }) => id === apiKey?.id)?.createdByName).toMatch(/^Member /)
  })

  test('shows when it was last used, by one statement for all requests of a minute', async () => {
    const { id, token } = await insertTestApiKey(api, shop)
    await Promise.all([ask(token), ask(token)])
    const used = async () => (await list()).find((key) => key.id === id)?.lastUsedAt ?? null
    expect(await used()).toBeNull()
    await api.app.apiKeyUses.record()
    expect(Math.abs(Date.parse((await used()) ?? '') - Date.now())).toBeLessThan(60_000)
  })
})

describe('a new key is refused', () => {
  const refused = async (...args: Parameters<typeof create>) =>
    (await create(...args)).userErrors.map(({ code, field }) => [code, ...(field ?? [])].join(' '))

  test('without a name or with one that is too long or contains a card number', async () => {
    expect(await refused({ name: ' \u200B ' })).toEqual(['REQUIRED name'])
    expect(await refused({ name: 'x'.repeat(61) })).toEqual(['TEXT_TOO_LONG name'])
    expect((await create({ name: '4111 1111 1111 1111' })).userErrors[0]?.code).toBe(
      'CARD_NUMBER_NOT_ALLOWED',
    )
  })

  test('without a scope, or with one that only people have', async () => {
    expect(await refused({ scopes: [] })).toEqual(['REQUIRED scopes'])
    expect(await refused({ scopes: ['ORDER_READ', 'CARD_REVEAL', 'API_KEY_MANAGE'] })).toEqual([
      'PERMISSION_NOT_ALLOWED scopes card.reveal api_key.manage',
    ])
  })

  test('with what its creator may not do', async () => {
    const other = await createShop(api)
    await api.owner.query(
      `update shop set role_permissions = '{"MANAGER": ["order.read", "api_key.manage"]}' where id = $1`,
      [other.id],
    )
    const manager = await headersOf(api, other, 'MANAGER')
    expect(await refused({ scopes: ['ORDER_READ', 'PRODUCT_WRITE'] }, manager)).toEqual([
      'PERMISSION_NOT_ALLOWED scopes product.write',
    ])
    expect(await refused({ scopes: ['ORDER_READ'] }, manager)).toEqual([])
    const { data } = await merchant<{ apiKeyScopes: string[] }>(api, '{ apiKeyScopes }', {}, manager)
    expect(data.apiKeyScopes).toEqual(['ORDER_READ'])
  })

  test('beyond twenty that are valid, however many are created at once', async () => {
    const full = await createShop(api)
    const headers = await headersOf(api, full, 'OWNER')
    for (let count = 0; count < 18; count++) await insertTestApiKey(api, full)
    const revoked = await insertTestApiKey(api, full)
    expect(await revoke(revoked.id, headers)).toEqual([])
    const codes = await Promise.all([1, 2, 3].map(() => refused({}, headers)))
    expect(codes.flat()).toEqual(['TOO_MANY_API_KEYS'])
  })
})

test('another shop neither sees nor revokes a key', async () => {
  const other = await createShop(api)
  const theirs = await headersOf(api, other, 'OWNER')
  const { id, token } = await insertTestApiKey(api, shop)
  expect(await list(theirs)).toEqual([])
  expect(await revoke(id, theirs)).toEqual(['NOT_FOUND'])
  expect(await outcome(token)).toBe('200 served')
})

test('who made and revoked a key is in the audit log, without its token', async () => {
  const quiet = await createShop(api)
  const headers = await headersOf(api, quiet, 'OWNER')
  const { apiKey } = await create({ name: 'Parcels', scopes: ['ORDER_READ', 'ORDER_FULFILL'] }, headers)
  await revoke(apiKey?.id ?? '', headers)
  const entries = await queryInShop(
    api,
    quiet,
    "select actor, action, subject from audit_entry where action <> 'signIn' order by at, id",
  )
  expect(entries).toEqual([
    { actor: 'MEMBER', action: 'createApiKey', subject: 'Parcels: order.read, order.fulfill' },
    { actor: 'MEMBER', action: 'revokeApiKey', subject: 'Parcels' },
  ])
})
