import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { roleUrl, startTestApi, type TestApi } from '../../test/api.ts'
import { insertTestApiKey } from '../../test/api-key.ts'
import { headersOf } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

// What somebody can do with the api's database role, past the api's own checks.

let api: TestApi
let shop: TestShop
let attacker: Client
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  attacker = new Client({ connectionString: roleUrl('api') })
  await attacker.connect()
}, 60_000)
afterAll(async () => {
  await attacker?.end()
  await api?.stop()
})

const tokenOf = async (role: 'OWNER' | 'MANAGER', of = shop) =>
  (await headersOf(api, of, role)).authorization?.slice('Bearer '.length) ?? ''
const create = (token: string, scopes: string[], { of = shop, days = 30 as number | null } = {}) =>
  attacker.query(
    "select create_api_key(sha256($1::text::bytea), $2, gen_random_uuid(), 'Key', $3, $4, $5) as created",
    [token, of.id, scopes, days, randomBytes(32)],
  )
const revoke = async (token: string, id: string, of = shop) =>
  (
    await attacker.query<{ name: string | null }>(
      'select revoke_api_key(sha256($1::text::bytea), $2, $3) as name',
      [token, of.id, id],
    )
  ).rows[0]?.name

test.each([
  'select token_hash from merchant_api_key',
  'select * from merchant_api_key',
  'insert into merchant_api_key select * from merchant_api_key',
  "update merchant_api_key set scopes = '{}'",
  'update merchant_api_key set revoked_at = null, expires_at = null',
  'delete from merchant_api_key',
  "select require_key_manager('', gen_random_uuid())",
])('"%s" is refused', async (sql) => {
  await expect(attacker.query(sql)).rejects.toThrow('permission denied')
})

test('no key is made or revoked without the session of a member who may do it', async () => {
  const { id } = await insertTestApiKey(api, shop)
  const other = await createShop(api)
  const REFUSED = 'may not manage the keys of this shop'
  for (const [token, of] of [
    ['invented', shop],
    [await tokenOf('MANAGER'), shop],
    [await tokenOf('OWNER', other), shop],
    [await tokenOf('OWNER'), other],
  ] as const) {
    await expect(create(token, ['order.read'], { of })).rejects.toThrow(REFUSED)
    await expect(revoke(token, id, of)).rejects.toThrow(REFUSED)
  }
})

test('a session whose credentials were given long ago makes no key, but revokes one', async () => {
  const token = await tokenOf('OWNER')
  await api.owner.query(
    "update session set authenticated_at = now() - interval '11 minutes' where token_hash = sha256($1::text::bytea)",
    [token],
  )
  await expect(create(token, ['order.read'])).rejects.toThrow('not recently authenticated')
  const { id } = await insertTestApiKey(api, shop, ['order.read'], 'Leaked')
  expect(await revoke(token, id)).toBe('Leaked')
})

test('a key gets neither what only people may do, nor more than its creator may, nor another lifetime', async () => {
  const adjusted = await createShop(api)
  await api.owner.query(
    `update shop set role_permissions = '{"MANAGER": ["order.read", "api_key.manage"]}' where id = $1`,
    [adjusted.id],
  )
  const owner = await tokenOf('OWNER')
  await expect(create(owner, ['order.read', 'card.reveal'])).rejects.toThrow('check constraint')
  await expect(create(owner, ['api_key.manage'])).rejects.toThrow('check constraint')
  await expect(create(owner, [])).rejects.toThrow('check constraint')
  await expect(create(owner, ['order.read'], { days: 3650 })).rejects.toThrow('30, 90 or 365')
  const manager = await tokenOf('MANAGER', adjusted)
  await expect(create(manager, ['order.read', 'product.write'], { of: adjusted })).rejects.toThrow('may do')
  expect((await create(manager, ['order.read'], { of: adjusted })).rows).toEqual([{ created: true }])
})

test('a stolen API key is no session: it makes no keys', async () => {
  const { token } = await insertTestApiKey(api, shop)
  await expect(create(token, ['order.read'])).rejects.toThrow('may not manage the keys of this shop')
  expect((await attacker.query('select from find_session(sha256($1::text::bytea))', [token])).rowCount).toBe(
    0,
  )
})

test('what a key does is never written to the audit log as the act of a member', async () => {
  const { id } = await insertTestApiKey(api, shop, ['order.read'], 'ERP')
  await attacker.query('begin')
  await attacker.query("select set_config('app.shop_id', $1, true)", [shop.id])
  const { rows } = await attacker.query<{ actor: string }>(
    `insert into audit_entry (shop_id, id, at, member_id, member_name, action, subject) values ($1, gen_random_uuid(), now(), $2, 'Owner', 'signIn', '')
     returning actor`,
    [shop.id, id],
  )
  await attacker.query('rollback')
  expect(rows).toEqual([{ actor: 'API_KEY' }])
})
