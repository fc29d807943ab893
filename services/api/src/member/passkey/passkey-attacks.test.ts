import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../test/api.ts'
import { Authenticator, type Ceremony } from '../../../test/authenticator.ts'
import { captureLog } from '../../../test/capture-log.ts'
import {
  createMember,
  fromNewAddress,
  membershipHeaders,
  trySignIn,
  type TestMember,
} from '../../../test/member.ts'
import {
  askAboutPasskeys,
  createPasskey,
  headersWithPasskey,
  signInWithPasskey,
} from '../../../test/passkey.ts'
import { createShop, type TestShop } from '../../../test/shop.ts'
import { subjectsOfPasskey } from '../attempt-subjects.ts'

let api: TestApi
let shop: TestShop
let member: TestMember
let authenticator: Authenticator

beforeAll(async () => {
  api = await startTestApi({ TRUST_PROXY: '127.0.0.1' })
  shop = await createShop(api)
})
afterAll(() => api.stop())
beforeEach(async () => {
  member = await createMember(api, [{ shop, role: 'OWNER' }])
  authenticator = await createPasskey(api, member)
})

/** Makes the challenge of these options look five minutes older. */
const passFiveMinutes = async (options: string) => {
  const { challenge } = JSON.parse(options) as { challenge: string }
  const { rowCount } = await api.owner.query(
    "update passkey_challenge set created_at = created_at - interval '5 minutes' where challenge = $1",
    [challenge],
  )
  expect(rowCount).toBe(1)
}
const challengeOf = async (
  call: string,
  variables: Record<string, string>,
  headers: Record<string, string>,
) => {
  const { payload } = await askAboutPasskeys(api, call, variables, headers)
  return (JSON.parse(payload?.options ?? '') as { challenge: string }).challenge
}
const WRONG_PARTS: [string, Partial<Ceremony>][] = [
  ['another origin', { origin: 'https://portal.example' }],
  ['another port of the same host', { origin: 'http://127.0.0.1:4002' }],
  ['another relying party', { rpId: 'portal.example' }],
  ['no verification of the user', { isUserVerified: false }],
  ['a challenge that nobody issued', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
  ['client data that is no JSON', { clientData: Buffer.from('origin') }],
  ['client data that is null', { clientData: Buffer.from('null') }],
  ['client data with invalid UTF-8', { clientData: Buffer.from([0xff, 0xfe]) }],
]

describe('signing in is refused', () => {
  test.each<[string, Partial<Ceremony>]>([
    ...WRONG_PARTS,
    ['the ceremony that creates a passkey', { type: 'webauthn.create' }],
    ['the id of another member', { userHandle: Buffer.alloc(16, 1).toString('base64url') }],
  ])('with %s', async (_, changes) => {
    expect((await signInWithPasskey(api, authenticator, changes)).codes).toEqual(['PASSKEY_INVALID'])
    expect((await signInWithPasskey(api, authenticator)).codes).toEqual([])
  })

  test('with a response that was used before', async () => {
    const { response } = await signInWithPasskey(api, authenticator)
    const { codes } = await askAboutPasskeys(api, 'signInWithPasskey', { response })
    expect(codes).toEqual(['PASSKEY_INVALID'])
  })

  test('with the same response twice at once: one session is opened', async () => {
    const { payload } = await askAboutPasskeys(api, 'startPasskeySignIn')
    const response = authenticator.get(payload?.options ?? '')
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => askAboutPasskeys(api, 'signInWithPasskey', { response })),
    )
    expect(answers.filter(({ codes }) => codes?.length === 0)).toHaveLength(1)
  })

  test('five minutes after the challenge', async () => {
    const { payload } = await askAboutPasskeys(api, 'startPasskeySignIn')
    await passFiveMinutes(payload?.options ?? '')
    const response = authenticator.get(payload?.options ?? '')
    expect((await askAboutPasskeys(api, 'signInWithPasskey', { response })).codes).toEqual([
      'PASSKEY_INVALID',
    ])
  })

  test('with the challenge for adding a passkey', async () => {
    const headers = await headersWithPasskey(api, authenticator)
    const challenge = await challengeOf('startPasskey', { password: member.password }, headers)
    expect((await signInWithPasskey(api, authenticator, { challenge })).codes).toEqual(['PASSKEY_INVALID'])
  })

  test('with the signature of another passkey', async () => {
    const other = await createPasskey(api, await createMember(api, [{ shop, role: 'OWNER' }]))
    const { payload } = await askAboutPasskeys(api, 'startPasskeySignIn')
    const [own, foreign] = [authenticator, other].map(
      (device) => JSON.parse(device.get(payload?.options ?? '')) as { id: string; response: object },
    )
    const response = JSON.stringify({ ...own, response: foreign?.response })
    expect((await askAboutPasskeys(api, 'signInWithPasskey', { response })).codes).toEqual([
      'PASSKEY_INVALID',
    ])
  })

  test('with a passkey that nobody added', async () => {
    expect((await signInWithPasskey(api, new Authenticator('http://127.0.0.1:4001'))).codes).toEqual([
      'PASSKEY_INVALID',
    ])
  })

  test('when the signature counter did not go up, which is logged', async () => {
    expect((await signInWithPasskey(api, authenticator, { counter: 7 })).codes).toEqual([])
    const { lines } = await captureLog(async () => {
      for (const counter of [7, 6, 0])
        expect((await signInWithPasskey(api, authenticator, { counter })).codes).toEqual(['PASSKEY_INVALID'])
    })
    const counterLines = lines.filter(({ msg }) => msg.includes('signature counter went back'))
    expect(counterLines.map(({ level }) => level)).toEqual([40, 40, 40])
    expect((await signInWithPasskey(api, authenticator, { counter: 8 })).codes).toEqual([])
  })
})

describe('adding is refused', () => {
  test.each<[string, Partial<Ceremony>]>([
    ...WRONG_PARTS,
    ['the ceremony that uses a passkey', { type: 'webauthn.get' }],
  ])('with %s', async (_, changes) => {
    const headers = await headersWithPasskey(api, authenticator)
    const { payload } = await askAboutPasskeys(api, 'startPasskey', { password: member.password }, headers)
    const device = new Authenticator('http://127.0.0.1:4001')
    const response = device.create(payload?.options ?? '', changes)
    const { codes } = await askAboutPasskeys(api, 'addPasskey', { response, name: 'Laptop' }, headers)
    expect(codes).toEqual(['PASSKEY_NOT_ADDED'])
    expect((await signInWithPasskey(api, device)).codes).toEqual(['PASSKEY_INVALID'])
  })

  test('to another member, twice, with a challenge for signing in, or after five minutes', async () => {
    const headers = await headersWithPasskey(api, authenticator)
    const other = await membershipHeaders(api, await createMember(api, [{ shop, role: 'OWNER' }]))
    const start = async () =>
      (await askAboutPasskeys(api, 'startPasskey', { password: member.password }, headers)).payload
        ?.options ?? ''
    const add = async (response: string, of = headers) =>
      (await askAboutPasskeys(api, 'addPasskey', { response, name: 'Laptop' }, of)).codes
    const newDevice = () => new Authenticator('http://127.0.0.1:4001')

    const response = newDevice().create(await start())
    expect(await add(response, other)).toEqual(['PASSKEY_NOT_ADDED'])
    expect(await add(response)).toEqual([])
    expect(await add(response)).toEqual(['PASSKEY_ALREADY_ADDED'])
    expect(await add(authenticator.create(await start()))).toEqual(['PASSKEY_ALREADY_ADDED'])
    const challenge = await challengeOf('startPasskeySignIn', {}, fromNewAddress())
    expect(await add(newDevice().create(await start(), { challenge }))).toEqual(['PASSKEY_NOT_ADDED'])
    const options = await start()
    await passFiveMinutes(options)
    expect(await add(newDevice().create(options))).toEqual(['PASSKEY_NOT_ADDED'])
  })
})

test.each([
  ['nothing', ''],
  ['null', 'null'],
  ['a list', '[]'],
  ['an empty object', '{}'],
  ['an id that is a number', '{"id":1}'],
  ['20,000 characters', JSON.stringify('x'.repeat(20_000))],
  ['an empty response', '{"id":"a","rawId":"a","type":"public-key","response":{}}'],
])('bad input: %s instead of a response', async (_, response) => {
  const headers = await headersWithPasskey(api, authenticator)
  expect((await askAboutPasskeys(api, 'signInWithPasskey', { response })).code).toBe('BAD_USER_INPUT')
  const added = await askAboutPasskeys(api, 'addPasskey', { response, name: 'Laptop' }, headers)
  expect(added.code).toBe('BAD_USER_INPUT')
})

test('a refusal quotes nothing that the client chose in the log', async () => {
  const { text, lines } = await captureLog(() =>
    signInWithPasskey(api, authenticator, { origin: 'https://a"4111111111111111"b' }),
  )
  expect(lines.map(({ msg }) => msg)).toContain('A passkey was refused')
  expect(text).not.toMatch(/4111|https:\/\/a/)
})

test('failures delay the next attempt from the same address, also with a password', async () => {
  const headers = fromNewAddress()
  const fail = () => signInWithPasskey(api, authenticator, { isUserVerified: false }, headers)
  for (let i = 0; i < 50; i++) expect((await fail()).codes).toEqual(['PASSKEY_INVALID'])
  const subjects = subjectsOfPasskey({ app: api.app, address: headers['x-forwarded-for'] ?? '' })
  await api.owner.query(
    "update sign_in_attempts set retry_at = retry_at + interval '1 hour' where subject = any($1)",
    [subjects.map(({ subject }) => subject)],
  )
  expect((await signInWithPasskey(api, authenticator, {}, headers)).code).toBe('RATE_LIMITED')
  const withPassword = await trySignIn(api, member, headers)
  expect(withPassword.errors?.[0]?.extensions.code).toBe('RATE_LIMITED')
  expect((await signInWithPasskey(api, authenticator)).codes).toEqual([])
})
