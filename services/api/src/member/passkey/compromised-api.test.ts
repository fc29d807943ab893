import { randomBytes, randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { roleUrl, startTestApi, type TestApi } from '../../../test/api.ts'
import { Authenticator, type Ceremony } from '../../../test/authenticator.ts'
import { createMember, membershipHeaders, type TestMember } from '../../../test/member.ts'
import { createPasskey } from '../../../test/passkey.ts'
import { createShop, type TestShop } from '../../../test/shop.ts'
import { sha256 } from '../../platform/crypto/sign.ts'

// What somebody can do with passkeys who has the api's database role: everything here is tried past the api's own checks.

let api: TestApi
let shop: TestShop
let victim: TestMember
let passkey: Authenticator
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
  passkey = await createPasskey(api, victim)
})

const newChallenge = async () =>
  (await attacker.query<{ challenge: string }>('select start_passkey_sign_in() as challenge')).rows[0]
    ?.challenge ?? ''

/** The member for whom the database accepts what `device` signs as the victim's passkey; undefined for nobody. */
async function check(device: Authenticator, changes: Partial<Ceremony> = {}): Promise<string | undefined> {
  const challenge = changes.challenge ?? (await newChallenge())
  const options = JSON.stringify({ rpId: '127.0.0.1', challenge })
  const { response } = JSON.parse(device.get(options, changes)) as { response: Record<string, string> }
  const bytes = [response.authenticatorData, response.clientDataJSON, response.signature].map((value) =>
    Buffer.from(value ?? '', 'base64url'),
  )
  const { rows } = await attacker.query<{ member_id: string }>(
    'select member_id from check_passkey($1, $2, $3, $4)',
    [passkey.credentialId, ...bytes],
  )
  return rows[0]?.member_id
}
const addPasskey = async (tokenHash: Buffer, challenge: string): Promise<unknown> => {
  const { rows } = await attacker.query<{ added: boolean }>(
    `select add_passkey($1, $2, $3, 'Attacker', $4, public_key, rp_id_hash, 0) as added from passkey where member_id = $5`,
    [tokenHash, challenge, randomUUID(), randomBytes(32), victim.id],
  )
  return rows[0]?.added
}

test('signs in with a signature of the passkey, and with no other', async () => {
  expect(await check(new Authenticator('http://127.0.0.1:4001'))).toBeUndefined()
  expect(await check(passkey)).toBe(victim.id)
})

test.each<[string, Partial<Ceremony>]>([
  ['for another site', { rpId: 'portal.example' }],
  ['without verification of the user', { isUserVerified: false }],
  ['of another ceremony', { type: 'webauthn.create' }],
  ['of a challenge that the database did not issue', { challenge: randomBytes(32).toString('base64url') }],
  ['of something else', { clientData: Buffer.from('{}') }],
  ['of something that is no text', { clientData: Buffer.from([0xff]) }],
  ['of text that PostgreSQL cannot store', { clientData: Buffer.from(String.raw`{"type":"\u0000"}`) }],
])('a signature %s does not sign in', async (_, changes) => {
  expect(await check(passkey, changes)).toBeUndefined()
})

test('a challenge and a value of the counter are used once', async () => {
  const challenge = await newChallenge()
  expect(await check(passkey, { challenge, counter: 5 })).toBe(victim.id)
  expect(await check(passkey, { challenge, counter: 6 })).toBeUndefined()
  expect(await check(passkey, { counter: 5 })).toBeUndefined()
  expect(await check(passkey, { counter: 6 })).toBe(victim.id)
})

test('no passkey is added or removed without the password, not even with a session', async () => {
  const headers = await membershipHeaders(api, victim)
  const tokenHash = sha256(headers.authorization?.slice('Bearer '.length) ?? '')
  await expect(attacker.query('select start_passkey($1)', [randomUUID()])).rejects.toThrow('was not checked')
  await expect(
    attacker.query('select remove_passkey($1, id) from passkey where member_id = $2', [
      randomUUID(),
      victim.id,
    ]),
  ).rejects.toThrow('was not checked')
  expect(await addPasskey(tokenHash, await newChallenge())).toBe(false)
  expect(await addPasskey(tokenHash, 'challenge')).toBe(false)
  const { rowCount } = await api.owner.query('select from passkey where member_id = $1', [victim.id])
  expect(rowCount).toBe(1)
})
