import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeAtStep } from '../platform/crypto/one-time-code.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import type { TestWorker } from '../../test/worker.ts'
import { createMember, merchant, membershipHeaders, trySignIn, type TestMember } from '../../test/member.ts'
import { headerOf } from '../../test/smtp.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { subjectsOfSignIn } from './attempt-subjects.ts'
import { decryptMfaSecret } from './mfa-secret.ts'
import { readRecoveryCode } from './recovery-code.ts'
import { sendAccountMails } from './send-account-mails.ts'

let isolated: IsolatedApi
let worker: TestWorker
let shop: TestShop
beforeAll(async () => {
  isolated = await startIsolatedApi()
  worker = await isolated.startWorker()
  shop = await createShop(isolated.api)
}, 60_000)
afterAll(() => isolated?.stop(), 60_000)

type Headers = Record<string, string>
interface Payload {
  recoveryCodes: string[] | null
  userErrors: { code: string }[]
}

const codesOf = (payload: { userErrors: { code: string }[] } | undefined) =>
  payload?.userErrors.map(({ code }) => code)
const ask = async <T>(document: string, variables: Record<string, unknown>, headers: Headers) =>
  (await merchant<{ payload: T }>(isolated.api, document, variables, headers)).data.payload

/** A member who has just turned on two-factor authentication, with the codes that this returned. */
async function enrol() {
  const member = await createMember(isolated.api, [{ shop, role: 'OWNER' }])
  const headers = await membershipHeaders(isolated.api, member)
  const { ticket } = await ask<{ ticket: string }>(
    'mutation ($password: String!) { payload: startMfa(password: $password) { ticket } }',
    { password: member.password },
    headers,
  )
  const secret = decryptMfaSecret(isolated.api.app.env.bankKeys, member.id, Buffer.from(ticket, 'base64url'))
  const { recoveryCodes } = await ask<Payload>(
    `mutation ($ticket: String!, $otp: String!) {
      payload: confirmMfa(ticket: $ticket, otp: $otp) { recoveryCodes userErrors { code } } }`,
    { ticket, otp: codeAtStep(secret, Math.floor(Date.now() / 30_000)) },
    headers,
  )
  return { member, headers, recoveryCodes: recoveryCodes ?? [] }
}
const countOf = (headers: Headers) => ask<number>('{ payload: recoveryCodeCount }', {}, headers)
const regenerate = (headers: Headers) =>
  ask<Payload>(
    'mutation { payload: regenerateRecoveryCodes { recoveryCodes userErrors { code } } }',
    {},
    headers,
  )
const signInWith = async (member: TestMember, otp = '') =>
  codesOf((await trySignIn(isolated.api, { ...member, otp })).signIn)
const mailsTo = (email: string) =>
  isolated.smtp.mails.filter((mail) => JSON.stringify(mail.to).includes(email))

describe('recovery codes', () => {
  test('are ten different ones, stored as hashes, and each signs in once in place of a one-time code', async () => {
    const { member, headers, recoveryCodes } = await enrol()
    expect(new Set(recoveryCodes).size).toBe(10)
    for (const code of recoveryCodes) expect(code).toMatch(/^([A-Z2-7]{4}-){5}[A-Z2-7]{4}$/)
    expect(await countOf(headers)).toBe(10)
    const stored = await isolated.api.owner.query('select code_hash from recovery_code')
    expect(stored.rows.every(({ code_hash: hash }) => (hash as Buffer).length === 32)).toBe(true)

    const [first = '', second = ''] = recoveryCodes
    expect(await signInWith(member)).toEqual(['OTP_REQUIRED'])
    expect(await signInWith(member, first)).toEqual([])
    expect(await signInWith(member, first)).toEqual(['OTP_INVALID'])
    expect(await signInWith(member, ` ${second.toLowerCase().replaceAll('-', ' ')} `)).toEqual([])
    expect(await countOf(headers)).toBe(8)
  })

  test('are accepted when the credentials are asked for again', async () => {
    const { member, headers, recoveryCodes } = await enrol()
    const reauthenticate = (otp: string) =>
      ask<Payload>(
        `mutation ($password: String!, $otp: String!) {
          payload: reauthenticate(password: $password, otp: $otp) { userErrors { code } } }`,
        { password: member.password, otp },
        headers,
      )
    expect(codesOf(await reauthenticate(recoveryCodes[0] ?? ''))).toEqual([])
    expect(codesOf(await reauthenticate(recoveryCodes[0] ?? ''))).toEqual(['OTP_INVALID'])
  })

  test('of another member, or wrong ones, are refused and counted as failures', async () => {
    const [{ member }, other] = [await enrol(), await enrol()]
    expect(await signInWith(member, other.recoveryCodes[0])).toEqual(['OTP_INVALID'])
    for (let failure = 2; failure <= 5; failure++)
      expect(await signInWith(member, 'ABCD-EFGH-JKLM-NPQR-STUV-WXYZ')).toEqual(['OTP_INVALID'])
    const subjects = subjectsOfSignIn(
      { app: isolated.api.app, address: '127.0.0.1' },
      { email: member.email, deviceId: null },
    )
    const { rowCount } = await isolated.api.owner.query(
      "update sign_in_attempts set retry_at = retry_at + interval '1 hour' where subject = any($1) and failures >= 5",
      [subjects.map(({ subject }) => subject)],
    )
    expect(rowCount).toBeGreaterThan(0)
    const { errors } = await trySignIn(isolated.api, { ...member, otp: other.recoveryCodes[0] ?? '' })
    expect(errors?.[0]?.extensions.code).toBe('RATE_LIMITED')
    expect(await countOf(other.headers)).toBe(10)
  })

  test('are all replaced by new ones, only with a recent authentication and a second factor', async () => {
    const { member, headers, recoveryCodes } = await enrol()
    const { recoveryCodes: renewed } = await regenerate(headers)
    expect(renewed).toHaveLength(10)
    expect(await countOf(headers)).toBe(10)
    expect(await signInWith(member, recoveryCodes[0])).toEqual(['OTP_INVALID'])
    expect(await signInWith(member, renewed?.[0])).toEqual([])

    await isolated.api.owner.query(
      "update session set authenticated_at = now() - interval '10 minutes' where member_id = $1",
      [member.id],
    )
    expect(codesOf(await regenerate(headers))).toEqual(['REAUTHENTICATION_REQUIRED'])
    const without = await createMember(isolated.api, [{ shop, role: 'OWNER' }])
    expect(codesOf(await regenerate(await membershipHeaders(isolated.api, without)))).toEqual(['NOT_FOUND'])
  })

  test('are deleted when two-factor authentication is turned off', async () => {
    const { member, headers, recoveryCodes } = await enrol()
    const removed = await ask<Payload>(
      `mutation ($password: String!, $otp: String!) {
        payload: removeMfa(password: $password, otp: $otp) { userErrors { code } } }`,
      { password: member.password, otp: recoveryCodes[0] },
      headers,
    )
    expect(codesOf(removed)).toEqual([])
    expect(await countOf(headers)).toBe(0)
  })
})

describe('a mail tells the member of a used recovery code', () => {
  test('once, in the language of the request', async () => {
    const { member, recoveryCodes } = await enrol()
    const otp = recoveryCodes[0] ?? ''
    await trySignIn(isolated.api, { ...member, otp }, { 'accept-language': 'fr' })
    await signInWith(member, otp)
    await Promise.all([sendAccountMails(worker.app), sendAccountMails(worker.app)])
    await sendAccountMails(worker.app)
    const mails = mailsTo(member.email)
    expect(mails.map((mail) => headerOf(mail, 'x-triclic-mail'))).toEqual(['recovery-code-used'])
    expect(mails[0]?.subject).toBe('Un code de secours a été utilisé')
    expect(mails[0]?.text).toContain('/account')
    expect(mails[0]?.text).not.toContain(otp)
    const left = await isolated.api.owner.query('select from account_mail where recipient = $1', [
      member.email,
    ])
    expect(left.rowCount).toBe(0)
  })

  test('later, under the same Message-ID, if the mail server refuses it for now, and not again if it rejects it for good', async () => {
    const { member, recoveryCodes } = await enrol()
    await signInWith(member, recoveryCodes[0])
    const rowsOf = async () =>
      (
        await isolated.api.owner.query<{ id: string; attempts: number; is_due: boolean }>(
          'select id, attempts, try_at <= now() as is_due from account_mail where recipient = $1',
          [member.email],
        )
      ).rows
    isolated.smtp.behaviour = 'refuse'
    await sendAccountMails(worker.app)
    const [row] = await rowsOf()
    expect(row).toMatchObject({ attempts: 1, is_due: false })
    isolated.smtp.behaviour = 'accept'
    await isolated.api.owner.query('update account_mail set try_at = now()')
    await sendAccountMails(worker.app)
    expect(mailsTo(member.email).map(({ messageId }) => messageId?.slice(1, 37))).toEqual([row?.id])

    await signInWith(member, recoveryCodes[1])
    isolated.smtp.behaviour = 'reject-recipient'
    await sendAccountMails(worker.app)
    isolated.smtp.behaviour = 'accept'
    expect(await rowsOf()).toEqual([])
  })
})

test('a code of the wrong length or with other characters is no recovery code', () => {
  for (const input of [
    '',
    '123456',
    'ABCD-EFGH-JKLM-NPQR-STUV-WXY',
    'ABCD-EFGH-JKLM-NPQR-STUV-WXYZA',
    'ABCD-EFGH-JKLM-NPQR-STUV-WXY0',
    randomBytes(400).toString('hex'),
  ])
    expect(readRecoveryCode(input)).toBeNull()
  expect(readRecoveryCode('abcd efgh-jklm npqr-stuv wxyz')).toBe('ABCDEFGHJKLMNPQRSTUVWXYZ')
})
