import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../test/api.ts'
import { Authenticator } from '../../../test/authenticator.ts'
import { createMember, merchant, membershipHeaders, type TestMember } from '../../../test/member.ts'
import {
  askAboutPasskeys,
  createPasskey,
  headersWithPasskey,
  signInWithPasskey,
} from '../../../test/passkey.ts'
import { createShop, type TestShop } from '../../../test/shop.ts'
import { queryInShop } from '../../../test/sql.ts'

let api: TestApi
let shop: TestShop

beforeAll(async () => {
  api = await startTestApi({ TRUST_PROXY: '127.0.0.1' })
  shop = await createShop(api)
})
afterAll(() => api.stop())

const newMember = () => createMember(api, [{ shop, role: 'VIEWER' }])
const start = (member: TestMember, headers: Record<string, string>) =>
  askAboutPasskeys(api, 'startPasskey', { password: member.password }, headers)
const passkeysOf = async (member: TestMember) => {
  const { data } = await merchant<{
    viewer: { passkeys: { id: string; name: string; lastUsedAt: unknown }[] }
  }>(
    api,
    '{ viewer { passkeys { id name createdAt lastUsedAt } } }',
    {},
    await membershipHeaders(api, member),
  )
  return data.viewer.passkeys
}

test('a passkey signs in without password and code, opens an ordinary session and is audited', async () => {
  const member = await newMember()
  const authenticator = await createPasskey(api, member)
  const { payload } = await signInWithPasskey(api, authenticator)
  expect(payload).toMatchObject({ member: { id: member.id, email: member.email }, userErrors: [] })
  expect(payload?.deviceToken).toBeTruthy()
  const headers = { authorization: `Bearer ${payload?.token}`, 'x-shop': shop.slug }
  const { data } = await merchant<{ viewer: { email: string }; orderCount: number }>(
    api,
    '{ viewer { email } orderCount }',
    {},
    headers,
  )
  expect(data).toEqual({ viewer: { email: member.email }, orderCount: 0 })
  const actions = await queryInShop<{ action: string }>(
    api,
    shop,
    'select action from audit_entry where member_id = $1 order by id',
    member.id,
  )
  expect(actions.map(({ action }) => action)).toEqual(['signIn', 'addPasskey', 'signIn'])
})

test('a passkey confirms who the member is in an open session, and nobody else’s passkey does', async () => {
  const member = await newMember()
  const own = await createPasskey(api, member)
  const foreign = await createPasskey(api, await newMember())
  const headers = await headersWithPasskey(api, own)
  await api.owner.query(
    "update session set authenticated_at = now() - interval '1 hour' where member_id = $1",
    [member.id],
  )
  const isRecent = async () =>
    (
      await merchant<{ regenerateRecoveryCodes: { userErrors: { code: string }[] } }>(
        api,
        'mutation { regenerateRecoveryCodes { userErrors { code } } }',
        {},
        headers,
      )
    ).data.regenerateRecoveryCodes.userErrors.every(({ code }) => code !== 'REAUTHENTICATION_REQUIRED')
  const confirm = async (authenticator: Authenticator) => {
    const { payload } = await askAboutPasskeys(api, 'startPasskeySignIn')
    const response = authenticator.get(payload?.options ?? '', {})
    return (await askAboutPasskeys(api, 'reauthenticateWithPasskey', { response }, headers)).codes
  }
  expect(await isRecent()).toBe(false)
  expect(await confirm(foreign)).toEqual(['PASSKEY_INVALID'])
  expect(await isRecent()).toBe(false)
  expect(await confirm(own)).toEqual([])
  expect(await isRecent()).toBe(true)
})

test('a member can have several passkeys; each shows its name and when it was last used', async () => {
  const member = await newMember()
  const laptop = await createPasskey(api, member, ' Laptop ')
  await createPasskey(api, member, 'Clé de sécurité', laptop)
  await signInWithPasskey(api, laptop)
  expect(await passkeysOf(member)).toEqual([
    {
      id: expect.any(String) as string,
      name: 'Laptop',
      createdAt: expect.any(String) as string,
      lastUsedAt: expect.any(String) as string,
    },
    {
      id: expect.any(String) as string,
      name: 'Clé de sécurité',
      createdAt: expect.any(String) as string,
      lastUsedAt: null,
    },
  ])
})

test('the options ask for a discoverable passkey that verifies its user, bound to the portal', async () => {
  const member = await newMember()
  const known = await createPasskey(api, member)
  const { payload } = await start(member, await headersWithPasskey(api, known))
  const options = JSON.parse(payload?.options ?? '') as Record<string, unknown>
  expect(options).toMatchObject({
    rp: { id: '127.0.0.1', name: 'Triclic' },
    user: { name: member.email, displayName: member.name },
    timeout: 300_000,
    attestation: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    pubKeyCredParams: [{ alg: -7 }, { alg: -257 }],
    excludeCredentials: [{ id: known.credentialId.toString('base64url') }],
  })
  const signIn = await askAboutPasskeys(api, 'startPasskeySignIn')
  expect(JSON.parse(signIn.payload?.options ?? '')).toEqual({
    rpId: '127.0.0.1',
    challenge: expect.stringMatching(/^[\w-]{43}$/) as string,
    timeout: 300_000,
    userVerification: 'required',
  })
})

describe('removing a passkey', () => {
  test('needs the password, and the passkey no longer signs in', async () => {
    const member = await newMember()
    const authenticator = await createPasskey(api, member)
    const kept = await createPasskey(api, member, 'Telephone', authenticator)
    const headers = await headersWithPasskey(api, kept)
    const [passkey] = await passkeysOf(member)
    const id = passkey?.id ?? ''
    const wrong = await askAboutPasskeys(api, 'removePasskey', { id, password: 'wrong' }, headers)
    expect(wrong.codes).toEqual(['INVALID_CREDENTIALS'])
    expect((await signInWithPasskey(api, authenticator)).codes).toEqual([])
    const removed = await askAboutPasskeys(api, 'removePasskey', { id, password: member.password }, headers)
    expect(removed.payload?.member?.passkeys.map(({ name }) => name)).toEqual(['Telephone'])
    expect((await signInWithPasskey(api, authenticator)).codes).toEqual(['PASSKEY_INVALID'])
    expect((await signInWithPasskey(api, kept)).codes).toEqual([])
  })

  test('of another member, or of nobody, is refused', async () => {
    const [member, other] = [await newMember(), await newMember()]
    await createPasskey(api, other)
    const headers = await membershipHeaders(api, member)
    const foreign = (await passkeysOf(other))[0]?.id ?? ''
    for (const id of [foreign, randomUUID(), 'none']) {
      const { codes } = await askAboutPasskeys(
        api,
        'removePasskey',
        { id, password: member.password },
        headers,
      )
      expect(codes).toEqual(['PASSKEY_NOT_FOUND'])
    }
    expect(await passkeysOf(other)).toHaveLength(1)
  })
})

describe('adding a passkey', () => {
  test('needs the password', async () => {
    const member = await newMember()
    const headers = await membershipHeaders(api, member)
    const { codes } = await askAboutPasskeys(api, 'startPasskey', { password: 'wrong' }, headers)
    expect(codes).toEqual(['INVALID_CREDENTIALS'])
  })

  test('needs a name of at most 60 characters', async () => {
    const member = await newMember()
    const headers = await membershipHeaders(api, member)
    const { payload } = await start(member, headers)
    const response = new Authenticator('http://127.0.0.1:4001').create(payload?.options ?? '')
    const add = (name: string) => askAboutPasskeys(api, 'addPasskey', { response, name }, headers)
    expect((await add(' ')).payload?.userErrors).toEqual([{ code: 'REQUIRED', field: ['name'] }])
    expect((await add('x'.repeat(61))).code).toBe('BAD_USER_INPUT')
    expect((await add('4111 1111 1111 1111')).codes).toEqual(['CARD_NUMBER_NOT_ALLOWED'])
    expect((await add('x'.repeat(60))).codes).toEqual([])
  })

  test('is refused once the member has twenty', async () => {
    const member = await newMember()
    const authenticator = await createPasskey(api, member)
    await api.owner.query(
      `insert into passkey (id, member_id, name, credential_id, public_key, rp_id_hash, counter)
       select gen_random_uuid(), member_id, name, uuid_send(gen_random_uuid()), public_key, rp_id_hash, 0
       from passkey, generate_series(2, 20) where member_id = $1`,
      [member.id],
    )
    expect((await start(member, await headersWithPasskey(api, authenticator))).codes).toEqual([
      'TOO_MANY_PASSKEYS',
    ])
  })
})
