import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeAtStep } from '../platform/crypto/one-time-code.ts'
import { sha256 } from '../platform/crypto/sign.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { codesOfSignIn, createMember, fromNewAddress, trySignIn } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

let api: TestApi
let shop: TestShop

beforeAll(async () => {
  api = await startTestApi({ TRUST_PROXY: '127.0.0.1' })
  shop = await createShop(api)
})
afterAll(() => api.stop())

describe('signIn', () => {
  test('returns the member with all shops and a token, of which only the hash is stored', async () => {
    const other = await createShop(api)
    const member = await createMember(api, [
      { shop, role: 'OWNER' },
      { shop: other, role: 'VIEWER' },
    ])
    const { signIn } = await trySignIn(
      api,
      { email: ` ${member.email.toUpperCase()} `, password: member.password },
      fromNewAddress(),
    )
    expect(signIn).toMatchObject({
      userErrors: [],
      mfaRequired: false,
      member: { id: member.id, email: member.email, name: member.name, mfaEnabled: false },
    })
    expect(signIn?.member?.memberships).toHaveLength(2)
    expect(signIn?.member?.memberships).toContainEqual({
      role: 'VIEWER',
      shop: {
        slug: other.slug,
        name: `Shop ${other.slug}`,
        timeZone: 'Europe/Paris',
        locale: 'fr',
        currency: 'EUR',
      },
    })
    const token = signIn?.token ?? ''
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const stored = await api.owner.query<{ token_hash: Buffer }>(
      'select token_hash from session where member_id = $1',
      [member.id],
    )
    expect(stored.rows).toEqual([{ token_hash: sha256(token) }])
    for (const { id } of [shop, other]) {
      await api.owner.query("select set_config('app.shop_id', $1, false)", [id])
      const audit = await api.owner.query(
        'select action, shop_id from audit_entry where member_id = $1 and shop_id = $2',
        [member.id, id],
      )
      expect(audit.rows).toEqual([{ action: 'signIn', shop_id: id }])
    }
  })

  test('returns errors in the requested language', async () => {
    const refused = await trySignIn(
      api,
      { email: 'nobody@members.test', password: 'wrong' },
      { ...fromNewAddress(), 'accept-language': 'fr' },
    )
    expect(refused.signIn?.userErrors[0]?.message).toContain('mot de passe')
  })

  test('works while Redis is down', async () => {
    const apiWithoutRedis = await startTestApi({ REDIS_URL: 'redis://127.0.0.1:1' })
    try {
      const member = await createMember(apiWithoutRedis, [{ shop, role: 'OWNER' }])
      expect((await trySignIn(apiWithoutRedis, member)).signIn?.token).toBeTruthy()
    } finally {
      await apiWithoutRedis.stop()
    }
  })
})

describe('signIn of a member with two-factor authentication', () => {
  const secret = randomBytes(20)
  const currentStep = () => Math.floor(Date.now() / 30_000)

  test('requires a one-time code and accepts it only once', async () => {
    const headers = fromNewAddress()
    const member = await createMember(api, [{ shop, role: 'OWNER' }], { mfaSecret: secret })
    const withoutCode = await trySignIn(api, member, headers)
    expect(withoutCode.signIn).toMatchObject({
      token: null,
      member: null,
      mfaRequired: true,
      userErrors: [{ code: 'OTP_REQUIRED', field: ['otp'] }],
    })
    const otp = codeAtStep(secret, currentStep())
    const wrong = codeAtStep(secret, currentStep() + 1000)
    const refused = await trySignIn(api, { ...member, otp: wrong }, headers)
    expect(refused.signIn).toMatchObject({ token: null, mfaRequired: true })
    expect(codesOfSignIn(refused)).toEqual(['OTP_INVALID'])
    const accepted = await trySignIn(api, { ...member, otp }, headers)
    expect(accepted.signIn?.member).toMatchObject({ mfaEnabled: true })
    expect(codesOfSignIn(await trySignIn(api, { ...member, otp }, headers))).toEqual(['OTP_INVALID'])
  })

  test('succeeds once when the same code is sent twice at the same time', async () => {
    const headers = fromNewAddress()
    const member = await createMember(api, [{ shop, role: 'OWNER' }], { mfaSecret: secret })
    const otp = codeAtStep(secret, currentStep())
    const both = await Promise.all([1, 2].map(() => trySignIn(api, { ...member, otp }, headers)))
    expect(both.filter((answer) => answer.signIn?.token)).toHaveLength(1)
  })

  test('does not ask for a code when the password is wrong', async () => {
    const member = await createMember(api, [{ shop, role: 'OWNER' }], { mfaSecret: secret })
    const answer = await trySignIn(api, { email: member.email, password: 'wrong' }, fromNewAddress())
    expect(answer.signIn).toMatchObject({ mfaRequired: false })
    expect(codesOfSignIn(answer)).toEqual(['INVALID_CREDENTIALS'])
  })
})
