import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeAtStep } from '../platform/crypto/one-time-code.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { createMember, merchant, membershipHeaders, trySignIn, type TestMember } from '../../test/member.ts'
import { queryInShop } from '../../test/sql.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { decryptMfaSecret } from './mfa-secret.ts'

interface Payload {
  member?: { mfaEnabled: boolean } | null
  secret?: string | null
  uri?: string | null
  ticket?: string | null
  userErrors: { code: string; field: string[] | null }[]
}

let api: TestApi
let shop: TestShop

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
})
afterAll(() => api.stop())

const newMember = async () => {
  const member = await createMember(api, [{ shop, role: 'VIEWER' }])
  return { member, headers: await membershipHeaders(api, member) }
}
const ask = async (mutation: string, variables: Record<string, unknown>, headers: Record<string, string>) => {
  const { data, errors } = await merchant<{ payload: Payload } | null>(api, mutation, variables, headers)
  return { payload: data?.payload, code: errors?.[0]?.extensions.code }
}
const start = (variables: Record<string, unknown>, headers: Record<string, string>) =>
  ask(
    `mutation ($password: String!, $otp: String) {
      payload: startMfa(password: $password, otp: $otp) { secret uri ticket userErrors { code field } } }`,
    variables,
    headers,
  )
const confirm = (variables: Record<string, unknown>, headers: Record<string, string>) =>
  ask(
    `mutation ($ticket: String!, $otp: String!) {
      payload: confirmMfa(ticket: $ticket, otp: $otp) { member { mfaEnabled } userErrors { code field } } }`,
    variables,
    headers,
  )
const remove = (variables: Record<string, unknown>, headers: Record<string, string>) =>
  ask(
    `mutation ($password: String!, $otp: String) {
      payload: removeMfa(password: $password, otp: $otp) { member { mfaEnabled } userErrors { code field } } }`,
    variables,
    headers,
  )
const change = (variables: Record<string, unknown>, headers: Record<string, string>) =>
  ask(
    `mutation ($password: String!, $newPassword: String!) {
      payload: changePassword(password: $password, newPassword: $newPassword) { member { mfaEnabled } userErrors { code field } } }`,
    variables,
    headers,
  )
const codes = ({ payload }: { payload?: Payload | undefined }) => payload?.userErrors.map(({ code }) => code)
/** The code that an authenticator shows, some 30-second steps later or earlier. */
const codeOf = (member: TestMember, ticket: string, stepsLater = 0) => {
  const secret = decryptMfaSecret(api.app.env.bankKeys, member.id, Buffer.from(ticket, 'base64url'))
  return codeAtStep(secret, Math.floor(Date.now() / 30_000) + stepsLater)
}
const isValid = async (headers: Record<string, string>) =>
  (await merchant(api, '{ viewer { email } }', {}, headers)).errors === undefined
const storedMfaOf = async ({ id }: TestMember) =>
  (await api.owner.query('select mfa_secret from member where id = $1', [id])).rows[0] as {
    mfa_secret: unknown
  }

/** The number of changed passwords in the audit log of a shop. */
const changesIn = async (at: TestShop, { id }: TestMember) =>
  (
    await queryInShop(
      api,
      at,
      "select 1 from audit_entry where member_id = $1 and action = 'changePassword'",
      id,
    )
  ).length

describe('two-factor authentication', () => {
  test('is set up with the password and a first code, ends other sessions and is then required to sign in', async () => {
    const { member, headers } = await newMember()
    const otherSession = await membershipHeaders(api, member)
    const { payload } = await start({ password: member.password }, headers)
    expect(payload?.secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(payload?.uri).toBe(
      `otpauth://totp/${encodeURIComponent(`Triclic:${member.email}`)}?secret=${payload?.secret}&issuer=Triclic`,
    )
    const ticket = payload?.ticket ?? ''
    expect(await storedMfaOf(member)).toEqual({ mfa_secret: null })
    const confirmed = await confirm({ ticket, otp: codeOf(member, ticket) }, headers)
    expect(confirmed.payload).toEqual({ member: { mfaEnabled: true }, userErrors: [] })
    expect((await trySignIn(api, member)).signIn).toMatchObject({ token: null, mfaRequired: true })
    const next = await trySignIn(api, { ...member, otp: codeOf(member, ticket, 1) })
    expect(next.signIn?.token).toBeTruthy()
    expect([await isValid(headers), await isValid(otherSession)]).toEqual([true, false])
  })

  test('is not set up with a wrong password, a wrong code or the ticket of another member', async () => {
    const { member, headers } = await newMember()
    const other = await newMember()
    expect(codes(await start({ password: 'wrong' }, headers))).toEqual(['INVALID_CREDENTIALS'])
    const ticket = (await start({ password: member.password }, headers)).payload?.ticket ?? ''
    expect(codes(await confirm({ ticket, otp: codeOf(member, ticket, 1000) }, headers))).toEqual([
      'OTP_INVALID',
    ])
    const foreign = await confirm({ ticket, otp: codeOf(member, ticket) }, other.headers)
    expect(foreign.code).toBe('BAD_USER_INPUT')
    expect([await storedMfaOf(member), await storedMfaOf(other.member)]).toEqual([
      { mfa_secret: null },
      { mfa_secret: null },
    ])
  })

  test('is only removed or replaced with a code that was not used before', async () => {
    const { member, headers } = await newMember()
    const ticket = (await start({ password: member.password }, headers)).payload?.ticket ?? ''
    const otp = codeOf(member, ticket)
    await confirm({ ticket, otp }, headers)
    expect(codes(await start({ password: member.password }, headers))).toEqual(['OTP_REQUIRED'])
    expect(codes(await remove({ password: member.password }, headers))).toEqual(['OTP_REQUIRED'])
    const used = await remove({ password: member.password, otp }, headers)
    expect(codes(used)).toEqual(['OTP_INVALID'])
    const removed = await remove({ password: member.password, otp: codeOf(member, ticket, 1) }, headers)
    expect(removed.payload).toEqual({ member: { mfaEnabled: false }, userErrors: [] })
    expect((await trySignIn(api, member)).signIn?.token).toBeTruthy()
  })
})

describe('changing the password', () => {
  test('requires the current password and ends other sessions', async () => {
    const { member, headers } = await newMember()
    const otherSession = await membershipHeaders(api, member)
    const newPassword = 'a password of some length'
    expect(codes(await change({ password: 'wrong', newPassword }, headers))).toEqual(['INVALID_CREDENTIALS'])
    expect(codes(await change({ password: member.password, newPassword }, headers))).toEqual([])
    expect([await isValid(headers), await isValid(otherSession)]).toEqual([true, false])
    expect((await trySignIn(api, member)).signIn?.token).toBeNull()
    expect((await trySignIn(api, { ...member, password: newPassword })).signIn?.token).toBeTruthy()
  })

  test('is undone if it cannot be recorded in the audit log, and is recorded in every shop', async () => {
    const secondShop = await createShop(api)
    const member = await createMember(api, [
      { shop, role: 'VIEWER' },
      { shop: secondShop, role: 'VIEWER' },
    ])
    const headers = await membershipHeaders(api, member)
    const otherSession = await membershipHeaders(api, member)
    const newPassword = 'a password of some length'
    await api.owner.query(
      `alter table audit_entry add constraint no_entry
         check (shop_id <> '${secondShop.id}' or action <> 'changePassword') not valid`,
    )
    try {
      const { code } = await change({ password: member.password, newPassword }, headers)
      expect(code).toBe('INTERNAL_SERVER_ERROR')
    } finally {
      await api.owner.query('alter table audit_entry drop constraint no_entry')
    }
    expect([await isValid(headers), await isValid(otherSession)]).toEqual([true, true])
    expect((await trySignIn(api, { ...member, password: newPassword })).signIn?.token).toBeNull()
    expect(await changesIn(shop, member)).toBe(0)

    expect(codes(await change({ password: member.password, newPassword }, headers))).toEqual([])
    expect([await isValid(headers), await isValid(otherSession)]).toEqual([true, false])
    expect([await changesIn(shop, member), await changesIn(secondShop, member)]).toEqual([1, 1])
  })

  test.each(['eleven char', 'x'.repeat(201)])('refuses the new password %j', async (newPassword) => {
    const { member, headers } = await newMember()
    const { payload } = await change({ password: member.password, newPassword }, headers)
    expect(payload).toEqual({
      member: null,
      userErrors: [{ code: 'PASSWORD_UNFIT', field: ['newPassword'] }],
    })
  })

  test.each([
    ['aaaaaaaaaaaa', 'PASSWORD_COMMON'],
    ['password1234', 'PASSWORD_COMMON'],
    ['P4ssw0rd1234', 'PASSWORD_COMMON'],
    ['motdepasse2026', 'PASSWORD_COMMON'],
    ['azertyuiop123', 'PASSWORD_COMMON'],
    ['123456789012', 'PASSWORD_COMMON'],
    ['{email}', 'PASSWORD_PERSONAL'],
    ['{shop}-2026', 'PASSWORD_PERSONAL'],
  ])('refuses %s, which is easy to guess', async (pattern, code) => {
    const ownShop = await createShop(api, { name: 'Ovilux & Darvano' })
    const member = await createMember(api, [{ shop: ownShop, role: 'OWNER' }])
    const headers = await membershipHeaders(api, member)
    const newPassword = pattern.replace('{email}', member.email).replace('{shop}', 'OviluxDarvano')
    const { payload } = await change({ password: member.password, newPassword }, headers)
    expect(payload).toEqual({ member: null, userErrors: [{ code, field: ['newPassword'] }] })
  })

  test.each(['kettle gravel lantern', 'x7Qp-91-Lm-2f', 'J’aime le pain grillé'])(
    'accepts %s, with whatever kinds of characters',
    async (newPassword) => {
      const { member, headers } = await newMember()
      expect(codes(await change({ password: member.password, newPassword }, headers))).toEqual([])
    },
  )

  test('delays wrong guesses of the current password, in this session only', async () => {
    const { member, headers } = await newMember()
    const guess = () => change({ password: 'wrong', newPassword: 'a password of length' }, headers)
    for (let i = 0; i < 5; i++) expect(codes(await guess())).toEqual(['INVALID_CREDENTIALS'])
    // The delays double: a slow machine may pass the first ones, but not all.
    const refused: (string | undefined)[] = []
    for (let i = 0; i < 6; i++) refused.push((await guess()).code)
    expect(refused).toContain('RATE_LIMITED')
    expect((await trySignIn(api, member)).signIn?.token).toBeTruthy()
  })
})
