import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeAtStep } from '../platform/crypto/one-time-code.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { createMember, merchant, membershipHeaders, trySignIn, type TestMember } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { decryptMfaSecret } from './mfa-secret.ts'

interface Answer {
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
  const { data, errors } = await merchant<{ answer: Answer } | null>(api, mutation, variables, headers)
  return { answer: data?.answer, code: errors?.[0]?.extensions.code }
}
const start = (variables: Record<string, unknown>, headers: Record<string, string>) =>
  ask(
    `mutation ($password: String!, $otp: String) {
      answer: startMfa(password: $password, otp: $otp) { secret uri ticket userErrors { code field } } }`,
    variables,
    headers,
  )
const confirm = (variables: Record<string, unknown>, headers: Record<string, string>) =>
  ask(
    `mutation ($ticket: String!, $otp: String!) {
      answer: confirmMfa(ticket: $ticket, otp: $otp) { member { mfaEnabled } userErrors { code field } } }`,
    variables,
    headers,
  )
const remove = (variables: Record<string, unknown>, headers: Record<string, string>) =>
  ask(
    `mutation ($password: String!, $otp: String) {
      answer: removeMfa(password: $password, otp: $otp) { member { mfaEnabled } userErrors { code field } } }`,
    variables,
    headers,
  )
const change = (variables: Record<string, unknown>, headers: Record<string, string>) =>
  ask(
    `mutation ($password: String!, $newPassword: String!) {
      answer: changePassword(password: $password, newPassword: $newPassword) { member { mfaEnabled } userErrors { code field } } }`,
    variables,
    headers,
  )
const codes = ({ answer }: { answer?: Answer | undefined }) => answer?.userErrors.map(({ code }) => code)
const code = (member: TestMember, ticket: string, stepsOn = 0) => {
  const secret = decryptMfaSecret(api.app.env.bankKey, member.id, Buffer.from(ticket, 'base64url'))
  return codeAtStep(secret, Math.floor(Date.now() / 30_000) + stepsOn)
}
const isAlive = async (headers: Record<string, string>) =>
  (await merchant(api, '{ viewer { email } }', {}, headers)).errors === undefined
const mfaOf = async ({ id }: TestMember) =>
  (await api.owner.query('select mfa_secret from member where id = $1', [id])).rows[0] as {
    mfa_secret: unknown
  }

describe('a second factor', () => {
  test('is set up by password and first code; then signIn asks for it, and sessions elsewhere end', async () => {
    const { member, headers } = await newMember()
    const elsewhere = await membershipHeaders(api, member)
    const { answer } = await start({ password: member.password }, headers)
    expect(answer?.secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(answer?.uri).toBe(
      `otpauth://totp/${encodeURIComponent(`Triclic:${member.email}`)}?secret=${answer?.secret}&issuer=Triclic`,
    )
    const ticket = answer?.ticket ?? ''
    expect(await mfaOf(member)).toEqual({ mfa_secret: null })
    const confirmed = await confirm({ ticket, otp: code(member, ticket) }, headers)
    expect(confirmed.answer).toEqual({ member: { mfaEnabled: true }, userErrors: [] })
    expect((await trySignIn(api, member)).signIn).toMatchObject({ token: null, mfaRequired: true })
    const next = await trySignIn(api, { ...member, otp: code(member, ticket, 1) })
    expect(next.signIn?.token).toBeTruthy()
    expect([await isAlive(headers), await isAlive(elsewhere)]).toEqual([true, false])
  })

  test('is not set up by a wrong password, a wrong code, or another member’s ticket', async () => {
    const { member, headers } = await newMember()
    const other = await newMember()
    expect(codes(await start({ password: 'wrong' }, headers))).toEqual(['INVALID_CREDENTIALS'])
    const ticket = (await start({ password: member.password }, headers)).answer?.ticket ?? ''
    expect(codes(await confirm({ ticket, otp: code(member, ticket, 1000) }, headers))).toEqual([
      'OTP_INVALID',
    ])
    const foreign = await confirm({ ticket, otp: code(member, ticket) }, other.headers)
    expect(foreign.code).toBe('BAD_USER_INPUT')
    expect([await mfaOf(member), await mfaOf(other.member)]).toEqual([
      { mfa_secret: null },
      { mfa_secret: null },
    ])
  })

  test('is removed, or replaced, by one who holds it alone', async () => {
    const { member, headers } = await newMember()
    const ticket = (await start({ password: member.password }, headers)).answer?.ticket ?? ''
    await confirm({ ticket, otp: code(member, ticket, -1) }, headers)
    expect(codes(await start({ password: member.password }, headers))).toEqual(['OTP_REQUIRED'])
    expect(codes(await remove({ password: member.password }, headers))).toEqual(['OTP_REQUIRED'])
    const used = await remove({ password: member.password, otp: code(member, ticket, -1) }, headers)
    expect(codes(used)).toEqual(['OTP_INVALID'])
    const removed = await remove({ password: member.password, otp: code(member, ticket) }, headers)
    expect(removed.answer).toEqual({ member: { mfaEnabled: false }, userErrors: [] })
    expect((await trySignIn(api, member)).signIn?.token).toBeTruthy()
  })
})

describe('a password', () => {
  test('is changed by the present one; sessions elsewhere end', async () => {
    const { member, headers } = await newMember()
    const elsewhere = await membershipHeaders(api, member)
    const newPassword = 'a password of some length'
    expect(codes(await change({ password: 'wrong', newPassword }, headers))).toEqual(['INVALID_CREDENTIALS'])
    expect(codes(await change({ password: member.password, newPassword }, headers))).toEqual([])
    expect([await isAlive(headers), await isAlive(elsewhere)]).toEqual([true, false])
    expect((await trySignIn(api, member)).signIn?.token).toBeNull()
    expect((await trySignIn(api, { ...member, password: newPassword })).signIn?.token).toBeTruthy()
  })

  test.each(['eleven char', 'x'.repeat(201)])('%j is refused', async (newPassword) => {
    const { member, headers } = await newMember()
    const { answer } = await change({ password: member.password, newPassword }, headers)
    expect(answer).toEqual({ member: null, userErrors: [{ code: 'PASSWORD_UNFIT', field: ['newPassword'] }] })
  })

  test('guessed at from an open session locks the member', async () => {
    const { member, headers } = await newMember()
    for (let i = 0; i < 10; i++)
      await change({ password: 'wrong', newPassword: 'a password of length' }, headers)
    expect((await trySignIn(api, member)).signIn?.token).toBeNull()
  })
})
