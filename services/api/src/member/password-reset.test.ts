import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeAtStep } from '../platform/crypto/one-time-code.ts'
import type { EntityManager } from '../platform/db/orm.ts'
import { countStatements } from '../../test/count-statements.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import type { TestWorker } from '../../test/worker.ts'
import {
  createMember,
  fromNewAddress,
  merchant,
  membershipHeaders,
  trySignIn,
  type TestMember,
} from '../../test/member.ts'
import { headerOf } from '../../test/smtp.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { queryInShop } from '../../test/sql.ts'
import { subjectsOfPasswordReset } from './attempt-subjects.ts'
import { sendAccountMails } from './send-account-mails.ts'

let isolated: IsolatedApi
let worker: TestWorker
let shop: TestShop
beforeAll(async () => {
  isolated = await startIsolatedApi({ TRUST_PROXY: '127.0.0.1' })
  worker = await isolated.startWorker()
  shop = await createShop(isolated.api)
}, 60_000)
afterAll(() => isolated?.stop(), 60_000)

type Headers = Record<string, string>
interface Answer {
  codes: string[] | undefined
  requestError: string | undefined
}
const NEW_PASSWORD = 'seven brass lanterns sing'

const ask = async (
  document: string,
  variables: Record<string, unknown>,
  headers: Headers,
): Promise<Answer> => {
  const { data, errors } = await merchant<{ payload: { userErrors: { code: string }[] } } | null>(
    isolated.api,
    document,
    variables,
    headers,
  )
  return {
    codes: data?.payload.userErrors.map(({ code }) => code),
    requestError: errors?.[0]?.extensions.code,
  }
}
const request = (email: string, headers = fromNewAddress()) =>
  ask(
    'mutation ($email: String!) { payload: requestPasswordReset(email: $email) { userErrors { code } } }',
    { email },
    headers,
  )
const reset = (token: string, newPassword = NEW_PASSWORD) =>
  ask(
    `mutation ($token: String!, $newPassword: String!) {
      payload: resetPassword(token: $token, newPassword: $newPassword) { userErrors { code } } }`,
    { token, newPassword },
    fromNewAddress(),
  )
const newMember = (options: { mfaSecret?: Buffer } = {}) =>
  createMember(isolated.api, [{ shop, role: 'OWNER' }], options)
const mailsTo = (email: string, kind: string) =>
  isolated.smtp.mails.filter(
    (mail) => JSON.stringify(mail.to).includes(email) && headerOf(mail, 'x-triclic-mail') === kind,
  )
const tokenIn = (mail: { text?: string | undefined } | undefined) =>
  /reset-password\?token=([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? ''
async function mailedToken({ email }: TestMember): Promise<string> {
  expect(await request(email)).toEqual({ codes: [] })
  await sendAccountMails(worker.app)
  return tokenIn(mailsTo(email, 'password-reset').at(-1))
}
const signIn = async (member: TestMember, password: string, headers: Headers = {}) =>
  (await trySignIn(isolated.api, { ...member, password }, headers)).signIn?.userErrors.map(({ code }) => code)

describe('requestPasswordReset', () => {
  test('answers the same and runs the same SQL statements whether a member has the address or not', async () => {
    const member = await newMember()
    const of = async (email: string) => {
      const { result, statements } = await countStatements(() => request(email))
      return { result, statements: statements.map((sql) => sql.replace(/'[^']*'/g, '?')) }
    }
    await of('warm-up@members.test')
    const known = await of(member.email)
    expect(known.result).toEqual({ codes: [] })
    expect(await of('nobody@members.test')).toEqual(known)
    await sendAccountMails(worker.app)
    expect(mailsTo(member.email, 'password-reset')).toHaveLength(1)
    expect(mailsTo('nobody@members.test', 'password-reset')).toEqual([])
  })

  test('mails at most three links an hour, of which the newest is valid, whoever asks', async () => {
    const member = await newMember()
    for (let i = 0; i < 5; i++) expect(await request(` ${member.email.toUpperCase()}`)).toEqual({ codes: [] })
    await sendAccountMails(worker.app)
    const tokens = mailsTo(member.email, 'password-reset').map(tokenIn)
    expect(new Set(tokens).size).toBe(3)
    expect((await reset(tokens[0] ?? '')).codes).toEqual(['PASSWORD_RESET_INVALID'])
    expect((await reset(tokens[2] ?? '')).codes).toEqual([])
  })

  test('mails at most three links when requests arrive at once', async () => {
    const member = await newMember()
    const requestIn = (em: EntityManager) =>
      em.execute("select request_password_reset(?, 'en')", [member.email])
    const { em } = isolated.api.app.orm
    const { promise: threeAreRequested, resolve: begin } = Promise.withResolvers<null>()
    const fourth = threeAreRequested.then(() => requestIn(em.fork()))
    await em.fork().transactional(async (tx) => {
      for (let i = 0; i < 3; i++) await requestIn(tx)
      begin(null)
      await Promise.race([fourth, pause(300)])
    })
    await fourth
    await sendAccountMails(worker.app)
    const mails = mailsTo(member.email, 'password-reset')
    expect(mails).toHaveLength(3)
    expect(new Set(mails.map((mail) => headerOf(mail, 'message-id'))).size).toBe(3)
  })

  test('mails a link that is no longer valid once the member has changed the password', async () => {
    const member = await newMember()
    const token = await mailedToken(member)
    const changed = await ask(
      `mutation ($password: String!, $newPassword: String!) {
        payload: changePassword(password: $password, newPassword: $newPassword) { userErrors { code } } }`,
      { password: member.password, newPassword: NEW_PASSWORD },
      await membershipHeaders(isolated.api, member),
    )
    expect(changed.codes).toEqual([])
    expect((await reset(token, 'nine copper kettles hum')).codes).toEqual(['PASSWORD_RESET_INVALID'])
  })

  test('delays an address that asks for many', async () => {
    const headers = fromNewAddress()
    const ask = () => request(`${randomBytes(6).toString('hex')}@members.test`, headers)
    for (let i = 0; i < 10; i++) expect((await ask()).codes).toEqual([])
    const subjects = subjectsOfPasswordReset({
      app: isolated.api.app,
      address: headers['x-forwarded-for'] ?? '',
    })
    await isolated.api.owner.query(
      "update sign_in_attempts set retry_at = retry_at + interval '1 hour' where subject = any($1)",
      [subjects.map(({ subject }) => subject)],
    )
    expect((await ask()).requestError).toBe('RATE_LIMITED')
  })

  test('refuses what is no email address', async () => {
    expect((await request('nobody')).codes).toEqual(['INVALID_EMAIL'])
  })
})

describe('resetPassword', () => {
  test('sets the password once, ends all sessions, and is told by mail and audited', async () => {
    const member = await newMember()
    const headers = await membershipHeaders(isolated.api, member, shop)
    const token = await mailedToken(member)
    const stored = await isolated.api.owner.query('select * from password_reset')
    expect(JSON.stringify(stored.rows)).not.toContain(token)
    expect((await reset(token)).codes).toEqual([])
    expect((await reset(token, 'another few odd words')).codes).toEqual(['PASSWORD_RESET_INVALID'])
    expect((await merchant(isolated.api, '{ viewer { id } }', {}, headers)).status).toBe(401)
    expect(await signIn(member, member.password)).toEqual(['INVALID_CREDENTIALS'])
    expect(await signIn(member, NEW_PASSWORD)).toEqual([])
    await sendAccountMails(worker.app)
    expect(mailsTo(member.email, 'password-changed')).toHaveLength(1)
    const audited = await queryInShop<{ action: string }>(
      isolated.api,
      shop,
      'select action from audit_entry where member_id = $1 order by at',
      member.id,
    )
    expect(audited.map(({ action }) => action)).toEqual(['signIn', 'resetPassword', 'signIn'])
  })

  test('refuses a token after an hour, and any other text', async () => {
    const member = await newMember()
    const token = await mailedToken(member)
    await isolated.api.owner.query('update password_reset set expires_at = now() where member_id = $1', [
      member.id,
    ])
    for (const each of [token, '', 'none', randomBytes(32).toString('base64url')])
      expect((await reset(each)).codes).toEqual(['PASSWORD_RESET_INVALID'])
    expect(await signIn(member, member.password)).toEqual([])
  })

  test('checks the new password, and the link stays valid after a refusal', async () => {
    const member = await newMember()
    const token = await mailedToken(member)
    expect((await reset(token, 'short')).codes).toEqual(['PASSWORD_UNFIT'])
    expect((await reset(token, 'password1234')).codes).toEqual(['PASSWORD_COMMON'])
    expect((await reset(token, member.email)).codes).toEqual(['PASSWORD_PERSONAL'])
    expect((await reset(token)).codes).toEqual([])
  })

  test('does not replace the second factor', async () => {
    const mfaSecret = randomBytes(20)
    const member = await newMember({ mfaSecret })
    expect((await reset(await mailedToken(member))).codes).toEqual([])
    expect(await signIn(member, NEW_PASSWORD)).toEqual(['OTP_REQUIRED'])
    const otp = codeAtStep(mfaSecret, Math.floor(Date.now() / 30_000))
    const answer = await trySignIn(isolated.api, { ...member, password: NEW_PASSWORD, otp })
    expect(answer.signIn?.token).toBeTruthy()
  })

  test('works for a member whose sign-in is delayed or refused, and ends that', async () => {
    const member = await newMember()
    const headers = fromNewAddress()
    for (let failure = 0; failure < 5; failure++) await signIn(member, 'wrong', headers)
    await isolated.api.owner.query("update sign_in_attempts set retry_at = now() + interval '15 minutes'")
    await isolated.api.owner.query(
      "update member set locked_until = now() + interval '30 minutes' where id = $1",
      [member.id],
    )
    expect(await signIn(member, member.password, fromNewAddress())).not.toEqual([])
    const token = await mailedToken(member)
    expect((await reset(token)).codes).toEqual([])
    expect(await signIn(member, NEW_PASSWORD, fromNewAddress())).toEqual([])
  })
})
