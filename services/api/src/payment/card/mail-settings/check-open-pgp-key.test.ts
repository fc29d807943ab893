import { afterAll, beforeAll, expect, test } from 'vitest'
import { MAX_KEY_LENGTH } from '../../../platform/crypto/openpgp.ts'
import { startTestApi, type TestApi } from '../../../../test/api.ts'
import { captureLog } from '../../../../test/capture-log.ts'
import { queryInShop } from '../../../../test/sql.ts'
import { merchant, headersOf } from '../../../../test/member.ts'
import {
  makeTestKey,
  giveTestKey,
  queryCardMail,
  type CardMailAnswer,
  type CardMailPayload,
} from '../../../../test/open-pgp.ts'
import { createShop, type TestShop } from '../../../../test/shop.ts'

let api: TestApi
let shop: TestShop
let owner: Record<string, string>
let key: Awaited<ReturnType<typeof makeTestKey>>

beforeAll(async () => {
  api = await startTestApi()
  key = await makeTestKey({}, 100)
  shop = await createShop(api)
  owner = await headersOf(api, shop, 'OWNER')
})
afterAll(() => api.stop())

const AUDIT = "select action from audit_entry where shop_id = $1 and action <> 'signIn'"

const check = async (armored: string) => {
  const document = `mutation ($armored: String!) {
    checkOpenPgpKey(armored: $armored) { key { fingerprint userIds expiresAt } userErrors { code field message } } }`
  type Answer = {
    checkOpenPgpKey: { key: CardMailAnswer['openPgpKey']; userErrors: CardMailPayload['userErrors'] }
  }
  return (await merchant<Answer>(api, document, { armored }, owner)).data.checkOpenPgpKey
}

const lax = { minRSABits: 0 }

test.each<[string, string, () => string | Promise<string>]>([
  ['garbage', 'OPENPGP_KEY_INVALID', () => 'not a key'],
  ['an empty text', 'OPENPGP_KEY_INVALID', () => ''],
  ['a key cut short', 'OPENPGP_KEY_INVALID', () => key.armored.slice(0, 300)],
  ['a private key', 'OPENPGP_KEY_PRIVATE', () => key.privateKey],
  ['a truncated private key', 'OPENPGP_KEY_PRIVATE', () => key.privateKey.slice(0, 200)],
  [
    'a private key labelled public',
    'OPENPGP_KEY_PRIVATE',
    () => key.privateKey.replaceAll('PRIVATE', 'PUBLIC'),
  ],
  ['two keys', 'OPENPGP_KEY_SEVERAL', () => `${key.armored}\n${key.armored}`],
  ['a text that is too long', 'OPENPGP_KEY_TOO_LARGE', () => key.armored.padEnd(MAX_KEY_LENGTH + 1)],
  ['an expired key', 'OPENPGP_KEY_EXPIRED', async () => (await makeTestKey({}, -1)).armored],
  ['a revoked key', 'OPENPGP_KEY_REVOKED', () => key.revoked()],
  [
    'a key that can only sign',
    'OPENPGP_KEY_CANNOT_ENCRYPT',
    async () => (await makeTestKey({ subkeys: [{ sign: true }] })).armored,
  ],
  [
    'a key whose encryption subkey has expired',
    'OPENPGP_KEY_EXPIRED',
    async () => (await makeTestKey({ subkeys: [{ keyExpirationTime: 364 * 86_400 }] })).armored,
  ],
  [
    'an RSA key of 1024 bits',
    'OPENPGP_KEY_TOO_WEAK',
    async () => (await makeTestKey({ type: 'rsa', rsaBits: 1024, config: lax })).armored,
  ],
])('rejects %s with %s', async (_description, code, makeKey) => {
  const armored = await makeKey()
  for (const { userErrors } of [
    await check(armored),
    await giveTestKey(api, owner, { armored, fingerprint: key.fingerprint }),
  ])
    expect(userErrors).toMatchObject([{ code, field: ['armored'] }])
  expect((await queryCardMail(api, owner)).openPgpKey).toBeNull()
  expect(await queryInShop(api, shop, AUDIT, shop.id)).toEqual([])
})

test.each([
  ['Curve25519', {}],
  ['NIST P-256', { type: 'ecc', curve: 'nistP256' }],
  ['RSA of 2048 bits', { type: 'rsa', rsaBits: 2048 }],
  ['version 6', { type: 'curve25519', config: { v6Keys: true } }],
] as const)('describes a key of type %s without storing it', async (_name, options) => {
  const good = await makeTestKey(options, 100)
  const { key: described, userErrors } = await check(good.armored)
  expect(userErrors).toEqual([])
  expect(described).toMatchObject({
    fingerprint: good.fingerprint,
    userIds: ['Camille <camille@merchants.test>'],
  })
  const days = (Date.parse(described?.expiresAt ?? '') - Date.now()) / 86_400_000
  expect(Math.round(days)).toBe(100)
  expect((await queryCardMail(api, owner)).openPgpKey).toBeNull()
})

test('rejects a key with a card number in a user id', async () => {
  const userIDs = { name: 'Camille', comment: '4242 4242 4242 4242', email: 'camille@merchants.test' }
  const { armored } = await makeTestKey({ userIDs })
  const document = 'mutation ($armored: String!) { checkOpenPgpKey(armored: $armored) { key { userIds } } }'
  const { errors } = await merchant(api, document, { armored }, owner)
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
})

test('returns no expiry date for a key that does not expire', async () => {
  expect((await check((await makeTestKey()).armored)).key?.expiresAt).toBeNull()
})

test('repeats no line of a private key in a response or in the log', async () => {
  const answers: unknown[] = []
  const { text } = await captureLog(async () => {
    answers.push(await check(key.privateKey))
    answers.push(await giveTestKey(api, owner, { armored: key.privateKey, fingerprint: '' }))
  })
  expect(answers).toMatchObject([
    { userErrors: [{ code: 'OPENPGP_KEY_PRIVATE' }] },
    { userErrors: [{ code: 'OPENPGP_KEY_PRIVATE' }] },
  ])
  for (const line of key.privateKey.split('\n').filter((each) => each.length > 20))
    expect(`${text}${JSON.stringify(answers)}`).not.toContain(line)
})
