import { randomBytes, randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { roleUrl, startTestApi, type TestApi } from '../../test/api.ts'
import { createMember, membershipHeaders, type TestMember } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { provePassword } from '../platform/crypto/password.ts'

// What somebody can do with the api's database role: everything here is tried as that role, past the api's own checks.

let api: TestApi
let shop: TestShop
let victim: TestMember
let attacker: Client

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  attacker = new Client({ connectionString: roleUrl('api') })
  await attacker.connect()
})
afterAll(async () => {
  await attacker.end()
  await api.stop()
})
beforeEach(async () => {
  victim = await createMember(api, [{ shop, role: 'OWNER' }])
})

const check = async (proof: string): Promise<string | undefined> => {
  const { rows } = await attacker.query<{ check_id: string }>('select check_id from check_password($1, $2)', [
    victim.email,
    proof,
  ])
  return rows[0]?.check_id
}
const prove = async (password: string) => {
  const { rows } = await attacker.query<{ parameters: string }>(
    'select find_password_parameters($1) as parameters',
    [victim.email],
  )
  return provePassword(rows[0]?.parameters ?? null, password)
}
const createSession = (checkId: string | undefined) =>
  attacker.query('select create_session($1, $2, $3, null, null)', [checkId, randomUUID(), randomBytes(32)])
const NOT_CHECKED = 'The password was not checked'

test.each([
  "update member set password_verifier = ''",
  "update member set email = 'attacker@example.com'",
  'update member set mfa_secret = null',
  'update member set locked_until = null, failed_sign_ins = 0',
  'insert into session (id, token_hash, member_id, expires_at) select gen_random_uuid(), id::text::bytea, id, now() from member',
  'update session set expires_at = now()',
  'update session set authenticated_at = now()',
  'delete from session',
  'select * from session',
  'select password_verifier from member',
  'select password_parameters from member',
  'select mfa_secret from member',
  'insert into password_check (member_id) select id from member',
  'select * from password_check',
  'select * from recovery_code',
  "insert into recovery_code (member_id, code_hash) select id, '' from member",
  'select * from account_mail',
  'select * from password_reset',
  "insert into password_reset (member_id, token_hash) select id, '' from member",
  "select start_password_reset('anyone@example.com', '')",
  "insert into account_mail (kind, recipient, language) values ('RECOVERY_CODE_USED', 'anyone@example.com', 'en')",
  'select use_password_check(gen_random_uuid())',
  'insert into passkey select * from passkey',
  'update passkey set public_key = null',
  'delete from passkey',
  'select * from passkey_challenge',
  'insert into passkey_challenge (challenge) values (null)',
  'select issue_challenge(null)',
  "update membership set role = 'OWNER'",
  'insert into membership select * from membership',
  'update membership set last_active_at = now()',
  'delete from membership',
  "update shop set role_permissions = '{}'",
  'insert into invitation select * from invitation',
  'select token_hash from invitation',
  "update invitation set role = 'OWNER'",
  "select write_invitation(gen_random_uuid(), gen_random_uuid(), 'anyone@example.com', '', 'OWNER', null)",
  "select start_invitation(gen_random_uuid(), gen_random_uuid(), '')",
  'insert into member (id) values (gen_random_uuid())',
])('"%s" is refused', async (sql) => {
  await expect(attacker.query(sql)).rejects.toThrow('permission denied')
})

describe('without the member’s password', () => {
  test('no session is created and nothing of the account is changed', async () => {
    const before = await api.owner.query('select * from member where id = $1', [victim.id])
    await expect(createSession(randomUUID())).rejects.toThrow(NOT_CHECKED)
    await expect(
      attacker.query("select change_password($1, 'new', $2)", [randomUUID(), randomBytes(32)]),
    ).rejects.toThrow(NOT_CHECKED)
    await expect(attacker.query('select remove_mfa($1)', [randomUUID()])).rejects.toThrow(NOT_CHECKED)
    await expect(
      attacker.query('select set_mfa($1, $2, 1)', [randomBytes(32), randomBytes(32)]),
    ).rejects.toThrow('not recently authenticated')
    await attacker.query('select revoke_other_sessions($1)', [randomBytes(32)])
    expect((await attacker.query('select * from list_sessions($1)', [randomBytes(32)])).rows).toEqual([])
    expect((await api.owner.query('select * from member where id = $1', [victim.id])).rows).toEqual(
      before.rows,
    )
    expect((await api.owner.query('select from session where member_id = $1', [victim.id])).rowCount).toBe(0)
  })

  test('guessing locks the account after a hundred attempts, the right password included', async () => {
    const proof = await prove(victim.password)
    for (let attempt = 0; attempt < 100; attempt++) expect(await check(`wrong ${attempt}`)).toBeUndefined()
    expect(await check(proof)).toBeUndefined()
  })

  test('what the database stores of a password does not pass the check', async () => {
    const { rows } = await api.owner.query<{ verifier: string; parameters: string }>(
      `select encode(password_verifier, 'base64') as verifier, password_parameters as parameters from member where id = $1`,
      [victim.id],
    )
    for (const stolen of Object.values(rows[0] ?? {})) expect(await check(stolen)).toBeUndefined()
    expect(await check(await prove(victim.password))).toBeDefined()
  })
})

test('the password of a member does not make the session of another recently authenticated', async () => {
  const token = (await membershipHeaders(api, victim, shop)).authorization?.slice('Bearer '.length) ?? ''
  const makeOld = "update session set authenticated_at = now() - interval '1 hour' where member_id = $1"
  await api.owner.query(makeOld, [victim.id])
  const reauthenticate = async (email: string, password: string) => {
    const { rows } = await attacker.query<{ parameters: string }>(
      'select find_password_parameters($1) as parameters',
      [email],
    )
    const proof = await provePassword(rows[0]?.parameters ?? null, password)
    await attacker.query(
      'select reauthenticate_session((select check_id from check_password($1, $2)), sha256($3::text::bytea))',
      [email, proof, token],
    )
    const { rows: sessions } = await attacker.query<{ is_recently_authenticated: boolean }>(
      'select is_recently_authenticated from find_session(sha256($1::text::bytea))',
      [token],
    )
    return sessions[0]?.is_recently_authenticated
  }
  const own = await createMember(api, [{ shop, role: 'OWNER' }])
  expect(await reauthenticate(own.email, own.password)).toBe(false)
  expect(await reauthenticate(victim.email, victim.password)).toBe(true)
  await expect(
    attacker.query('select reauthenticate_session($1, $2)', [randomUUID(), randomBytes(32)]),
  ).rejects.toThrow(NOT_CHECKED)
})

test('a stolen session token cannot set up a second factor when the credentials were given an hour ago', async () => {
  const token = (await membershipHeaders(api, victim, shop)).authorization?.slice('Bearer '.length) ?? ''
  const setMfa = () =>
    attacker.query('select set_mfa(sha256($1::text::bytea), $2, 1)', [token, randomBytes(32)])
  await api.owner.query(
    "update session set authenticated_at = now() - interval '1 hour' where member_id = $1",
    [victim.id],
  )
  await expect(setMfa()).rejects.toThrow('not recently authenticated')
  await api.owner.query('update session set authenticated_at = now() where member_id = $1', [victim.id])
  await setMfa()
})

describe('with a password that was given correctly', () => {
  test('one session is created, not two', async () => {
    const checkId = await check(await prove(victim.password))
    await createSession(checkId)
    await expect(createSession(checkId)).rejects.toThrow(NOT_CHECKED)
  })

  test('none is created after ten minutes', async () => {
    const checkId = await check(await prove(victim.password))
    await api.owner.query(
      "update password_check set checked_at = now() - interval '10 minutes' where id = $1",
      [checkId],
    )
    await expect(createSession(checkId)).rejects.toThrow(NOT_CHECKED)
  })
})

test('a token that a request carried is accepted, and reaches only its own member', async () => {
  const headers = await membershipHeaders(api, victim, shop)
  const token = headers.authorization?.slice('Bearer '.length) ?? ''
  const { rows } = await attacker.query('select member_id from find_session(sha256($1::text::bytea))', [
    token,
  ])
  expect(rows).toEqual([{ member_id: victim.id }])
})

test('a stolen token alone gives no new recovery codes', async () => {
  const token = (await membershipHeaders(api, victim, shop)).authorization?.slice('Bearer '.length) ?? ''
  const renew = () =>
    attacker.query('select set_recovery_codes(sha256($1::text::bytea), array[$2::bytea])', [
      token,
      randomBytes(32),
    ])
  await api.owner.query(
    "update session set authenticated_at = now() - interval '1 hour' where member_id = $1",
    [victim.id],
  )
  await expect(renew()).rejects.toThrow('not recently authenticated')
  const redeemed = await attacker.query('select redeem_recovery_code($1, $2, $3) as redeemed', [
    randomUUID(),
    randomBytes(32),
    'en',
  ])
  expect(redeemed.rows).toEqual([{ redeemed: false }])
})

test('asking for a new password gives no token, and a guessed one changes nothing', async () => {
  await attacker.query('select request_password_reset($1, $2)', [victim.email, 'en'])
  const { rows } = await attacker.query(
    'select find_password_reset($1) as found, reset_password($1, $2, $1, $3) as reset',
    [randomBytes(32), 'new', 'en'],
  )
  expect(rows).toEqual([{ found: null, reset: false }])
  expect(await check(await prove(victim.password))).toBeDefined()
})

test('the token of one member does not end the session of another', async () => {
  const own = await membershipHeaders(api, await createMember(api, [{ shop, role: 'OWNER' }]), shop)
  await membershipHeaders(api, victim, shop)
  const { rows } = await attacker.query('select end_session(sha256($1::text::bytea), $2) as ended', [
    own.authorization?.slice('Bearer '.length),
    (await api.owner.query<{ id: string }>('select id from session where member_id = $1', [victim.id]))
      .rows[0]?.id,
  ])
  expect(rows).toEqual([{ ended: false }])
  expect(
    (await api.owner.query('select revoked_at from session where member_id = $1', [victim.id])).rows,
  ).toEqual([{ revoked_at: null }])
})
