import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/api.ts'
import { createCertificationScenario, type CertificationScenario } from '../../../../test/certification.ts'
import { createMember, headersOf, membershipHeaders, merchant, trySignIn } from '../../../../test/member.ts'
import { askAboutPasskeys, createPasskey, signInWithPasskey } from '../../../../test/passkey.ts'
import { codeAtStep } from '../../../platform/crypto/one-time-code.ts'

// A shop whose cards are only for members who signed in with a second factor.

let api: TestApi
let scenario: CertificationScenario
type Order = Awaited<ReturnType<CertificationScenario['placeOrderWithCard']>>
let order: Order

beforeAll(async () => {
  api = await startTestApi({ TRUST_PROXY: '127.0.0.1' })
  scenario = await createCertificationScenario(api, { secondFactorRequired: true })
})
afterAll(() => api.stop())
beforeEach(async () => {
  order = await scenario.placeOrderWithCard()
})

const newOwner = (mfaSecret?: Buffer) =>
  createMember(api, [{ shop: scenario.shop, role: 'OWNER' }], mfaSecret ? { mfaSecret } : {})
const inShop = (token: string | null | undefined) => ({
  authorization: `Bearer ${token}`,
  'x-shop': scenario.shop.slug,
})
const withPasskey = async (member: Awaited<ReturnType<typeof newOwner>>) =>
  inShop((await signInWithPasskey(api, await createPasskey(api, member))).payload?.token)
const codesOf = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors.map(({ code }) => code)
const AUTHORIZED = { authorizationNumber: '1' }

test('a member who signed in with a password alone can neither reveal nor certify a card, can still request another card, and the refused reveal is audited', async () => {
  const headers = await headersOf(api, scenario.shop, 'OWNER')
  expect(await scenario.reveal(order, headers)).toMatchObject({
    keptDigits: null,
    userErrors: [{ code: 'SECOND_FACTOR_REQUIRED' }],
  })
  expect((await scenario.stateOf(order))?.audit.at(-1)).toBe('revealCard refused')
  expect(codesOf(await scenario.certify(order, AUTHORIZED, headers))).toEqual(['SECOND_FACTOR_REQUIRED'])
  expect(codesOf(await scenario.requestCard(order, headers))).toEqual([])
})

test('a passkey or a one-time code reveals and certifies', async () => {
  const secret = randomBytes(20)
  const member = await newOwner(secret)
  const otp = codeAtStep(secret, Math.floor(Date.now() / 30_000))
  const withCode = inShop((await trySignIn(api, { ...member, otp })).signIn?.token)
  for (const headers of [withCode, await withPasskey(await newOwner())]) {
    const next = await scenario.placeOrderWithCard()
    expect(codesOf(await scenario.reveal(next, headers))).toEqual([])
    expect(codesOf(await scenario.certify(next, AUTHORIZED, headers))).toEqual([])
  }
})

test('a member with a passkey who signed in with the password is refused', async () => {
  const member = await newOwner()
  await createPasskey(api, member)
  const headers = await membershipHeaders(api, member, scenario.shop)
  expect(codesOf(await scenario.reveal(order, headers))).toEqual(['SECOND_FACTOR_REQUIRED'])
})

test('a member with a passkey who signed in with the password can neither add nor remove a passkey nor start two-step sign-in', async () => {
  const member = await newOwner()
  const authenticator = await createPasskey(api, member)
  const { password } = member
  const withPassword = await membershipHeaders(api, member, scenario.shop)
  const { rows } = await api.owner.query<{ id: string }>('select id from passkey where member_id = $1', [
    member.id,
  ])
  const id = rows[0]?.id ?? ''
  const ask = async (call: string, headers: Record<string, string>, variables: Record<string, string> = {}) =>
    (await askAboutPasskeys(api, call, { ...variables, password }, headers)).codes
  expect(await ask('startPasskey', withPassword)).toEqual(['SIGN_IN_WITH_PASSKEY'])
  expect(await ask('removePasskey', withPassword, { id })).toEqual(['SIGN_IN_WITH_PASSKEY'])
  const { data } = await merchant<{ startMfa: { userErrors: { code: string }[] } }>(
    api,
    'mutation ($password: String!) { startMfa(password: $password) { userErrors { code } } }',
    { password },
    withPassword,
  )
  expect(codesOf(data.startMfa)).toEqual(['SIGN_IN_WITH_PASSKEY'])

  const withPasskey = inShop((await signInWithPasskey(api, authenticator)).payload?.token)
  expect(await ask('startPasskey', withPasskey)).toEqual([])
  expect(await ask('removePasskey', withPasskey, { id })).toEqual([])
})

test('an owner turns it off, and on again, only with a second factor', async () => {
  const set = async (secondFactorRequired: boolean, headers: Record<string, string>) => {
    const input = {
      orderDelaySeconds: 3600,
      bankDelaySeconds: 3600,
      keptRetentionSeconds: 3600,
      secondFactorRequired,
    }
    const { data } = await merchant<{
      changeShopSettings: {
        settings: { secondFactorRequired: boolean } | null
        userErrors: { code: string }[]
      }
    }>(
      api,
      `mutation ($input: ChangeShopSettingsInput!) {
        changeShopSettings(input: $input) { settings { secondFactorRequired } userErrors { code } } }`,
      { input },
      headers,
    )
    await api.app.shops.reload([scenario.shop.id])
    return data.changeShopSettings
  }
  const withPassword = await headersOf(api, scenario.shop, 'OWNER')
  const withSecond = await withPasskey(await newOwner())
  expect(codesOf(await set(false, withPassword))).toEqual(['SECOND_FACTOR_REQUIRED'])
  expect(codesOf(await scenario.reveal(order, withPassword))).toEqual(['SECOND_FACTOR_REQUIRED'])
  expect((await set(false, withSecond)).settings).toEqual({ secondFactorRequired: false })
  expect(codesOf(await scenario.reveal(order, withPassword))).toEqual([])
  expect((await set(true, withPassword)).settings).toEqual({ secondFactorRequired: true })
  expect(codesOf(await scenario.reveal(order, withPassword))).toEqual(['SECOND_FACTOR_REQUIRED'])
})

test('is on for shops created from now on', async () => {
  const { rows } = await api.owner.query<{ column_default: string }>(
    "select column_default from information_schema.columns where table_name = 'shop' and column_name = 'second_factor_required'",
  )
  expect(rows).toEqual([{ column_default: 'true' }])
})
