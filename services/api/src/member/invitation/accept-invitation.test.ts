import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Authenticator } from '../../../test/authenticator.ts'
import {
  accept,
  askAboutInvitations,
  createAccount,
  invite,
  mailedInvitationToken,
} from '../../../test/invitation.ts'
import { startIsolatedApi, type IsolatedApi } from '../../../test/isolated-api.ts'
import {
  createMember,
  headersOf,
  membershipHeaders,
  merchant,
  trySignIn,
  type TestMember,
} from '../../../test/member.ts'
import { askAboutPasskeys, signInWithPasskey } from '../../../test/passkey.ts'
import { queryWaiting } from '../../../test/query-waiting.ts'
import { createShop, type TestShop } from '../../../test/shop.ts'
import { queryInShop } from '../../../test/sql.ts'
import type { TestWorker } from '../../../test/worker.ts'

let isolated: IsolatedApi
let worker: TestWorker
let shop: TestShop
let owner: Record<string, string>
beforeAll(async () => {
  isolated = await startIsolatedApi({ TRUST_PROXY: '127.0.0.1' })
  worker = await isolated.startWorker()
  shop = await createShop(isolated.api, { name: 'Atelier Zénith', locale: 'fr' })
  owner = await headersOf(isolated.api, shop, 'OWNER')
}, 60_000)
afterAll(() => isolated?.stop(), 60_000)

const PASSWORD = 'seven brass lanterns sing'
const newEmail = () => `${randomBytes(5).toString('hex')}@invited.test`
const mailedToken = (email: string) => mailedInvitationToken({ worker, smtp: isolated.smtp }, email)
async function invited(role: 'MANAGER' | 'VIEWER' = 'VIEWER', email = newEmail()) {
  const { codes, payload } = await invite(isolated.api, owner, { email, role })
  expect(codes).toEqual([])
  const [invitation] = payload?.invitations as { id: string }[]
  return { email, id: invitation?.id ?? '', token: await mailedToken(email) }
}
const membershipsOf = async (email: string) =>
  (
    await isolated.api.owner.query<{ role: string }>(
      'select r.role from membership r join member m on m.id = r.member_id where m.email = $1 and r.shop_id = $2',
      [email, shop.id],
    )
  ).rows
const received = async (token: string) =>
  (
    await merchant<{ invitation: Record<string, unknown> | null }>(
      isolated.api,
      'query ($token: String!) { invitation(token: $token) { shopName email role invitedByName hasAccount } }',
      { token },
      {},
    )
  ).data.invitation

describe('an invited person without an account', () => {
  test('chooses a password, is signed in, works in the shop, and can use the link only once', async () => {
    const { email, token } = await invited('MANAGER')
    expect(await received(token)).toMatchObject({
      shopName: 'Atelier Zénith',
      email,
      role: 'MANAGER',
      hasAccount: false,
    })
    // An invitation to a shop that is open has no other slug.
    const { payload, codes } = await createAccount(isolated.api, {
      token,
      newPassword: PASSWORD,
      slug: 'elsewhere',
    })
    expect(codes).toEqual([])
    expect(payload).toMatchObject({ shopSlug: shop.slug, member: { email } })
    const headers = { authorization: `Bearer ${String(payload?.token)}`, 'x-shop': shop.slug }
    const { data } = await merchant<{ orderCount: number }>(isolated.api, '{ orderCount }', {}, headers)
    expect(data.orderCount).toBe(0)
    expect(await received(token)).toBeNull()
    const again = await createAccount(isolated.api, { token, newPassword: PASSWORD })
    expect(again.codes).toEqual(['INVITATION_INVALID'])
    const signIn = await trySignIn(isolated.api, { email, password: PASSWORD })
    expect(signIn.signIn?.token).toBeTruthy()
  })

  test('chooses a passkey, which signs in and counts as a second factor, and has no password', async () => {
    const { email, token } = await invited()
    const started = await askAboutInvitations(isolated.api, 'startInvitedPasskey', 'options', {
      token: ['String!', token],
      name: ['String!', 'Ida Roux'],
    })
    const authenticator = new Authenticator(isolated.api.app.env.portalUrl)
    const passkey = authenticator.create(String(started.payload?.options))
    const created = await createAccount(isolated.api, { token, passkey })
    expect(created.codes).toEqual([])
    const { payload } = await signInWithPasskey(isolated.api, authenticator)
    expect(payload?.member).toMatchObject({ email, passkeys: [{ name: 'Ida Roux' }] })
    const { rows } = await isolated.api.owner.query(
      'select distinct has_second_factor from session s join member m on m.id = s.member_id where m.email = $1',
      [email],
    )
    expect(rows).toEqual([{ has_second_factor: true }])
    for (const password of ['', PASSWORD])
      expect((await trySignIn(isolated.api, { email, password })).signIn?.token).toBeNull()
  })

  test('is told what is wrong with the name and the password, and the link stays valid', async () => {
    const { email, token } = await invited()
    const attempt = async (input: Record<string, string>) =>
      (await createAccount(isolated.api, { token, ...input })).codes
    expect(await attempt({ name: ' ', newPassword: PASSWORD })).toEqual(['REQUIRED'])
    expect(await attempt({})).toEqual(['REQUIRED'])
    expect(await attempt({ newPassword: 'short' })).toEqual(['PASSWORD_UNFIT'])
    expect(await attempt({ newPassword: email })).toEqual(['PASSWORD_PERSONAL'])
    expect(await attempt({ newPassword: PASSWORD })).toEqual([])
  })

  test('gets one account if the link is used twice at once', async () => {
    const { email, token } = await invited()
    const answers = await Promise.all(
      [1, 2, 3].map(() => createAccount(isolated.api, { token, newPassword: PASSWORD })),
    )
    expect(answers.flatMap(({ codes }) => codes).sort()).toEqual(['INVITATION_INVALID', 'INVITATION_INVALID'])
    expect(await membershipsOf(email)).toEqual([{ role: 'VIEWER' }])
  })

  const optionsFor = async (token: string) => {
    const { payload } = await askAboutInvitations(isolated.api, 'startInvitedPasskey', 'options', {
      token: ['String!', token],
      name: ['String!', 'Ida Roux'],
    })
    return JSON.parse(String(payload?.options)) as { challenge: string }
  }
  const signInChallenge = async () => {
    const { payload } = await askAboutPasskeys(isolated.api, 'startPasskeySignIn')
    return (JSON.parse(payload?.options ?? '') as { challenge: string }).challenge
  }
  test.each([
    ['a sign-in', signInChallenge],
    ['another invitation', async () => (await optionsFor((await invited()).token)).challenge],
    ['nobody', async () => 'AAAA'],
  ])('cannot use a passkey that answers a challenge of %s', async (_case, challengeOf) => {
    const { email, token } = await invited()
    const options = await optionsFor(token)
    const authenticator = new Authenticator(isolated.api.app.env.portalUrl)
    const create = (challenge: string) => authenticator.create(JSON.stringify({ ...options, challenge }))
    const attempt = async (challenge: string) =>
      (await createAccount(isolated.api, { token, passkey: create(challenge) })).codes
    expect(await attempt(await challengeOf())).toEqual(['PASSKEY_NOT_ADDED'])
    expect(await membershipsOf(email)).toEqual([])
    // The same passkey is accepted with the challenge that was made for this invitation.
    expect(await attempt(options.challenge)).toEqual([])
  })

  test('is told that a passkey belongs to another account, and can go on with another one', async () => {
    const first = await invited()
    const authenticator = new Authenticator(isolated.api.app.env.portalUrl)
    const attempt = async (token: string, device: Authenticator) => {
      const passkey = device.create(JSON.stringify(await optionsFor(token)))
      return (await createAccount(isolated.api, { token, passkey })).codes
    }
    expect(await attempt(first.token, authenticator)).toEqual([])
    const { email, token } = await invited()
    expect(await attempt(token, authenticator)).toEqual(['PASSKEY_ALREADY_ADDED'])
    expect(await membershipsOf(email)).toEqual([])
    expect(await attempt(token, new Authenticator(isolated.api.app.env.portalUrl))).toEqual([])
  })

  test('who gets an account in the same moment can still accept as its member', async () => {
    const { email, token } = await invited('MANAGER')
    const { owner } = isolated.api
    await owner.query('begin')
    await owner.query(
      "insert into member (id, email, name, password_parameters, password_verifier) values (gen_random_uuid(), $1, 'Ida', '', '')",
      [email],
    )
    const answer = createAccount(isolated.api, { token, newPassword: PASSWORD })
    const isWaiting = () => queryWaiting(isolated.api.app.orm, 'select create_invited_account(%')
    await expect.poll(isWaiting, { timeout: 10_000 }).toBe(true)
    await owner.query('commit')
    expect((await answer).codes).toEqual(['ACCOUNT_EXISTS'])
    expect(await received(token)).toMatchObject({ hasAccount: true })
  })
})

describe('an invited member of another shop', () => {
  let other: TestShop
  let member: TestMember
  beforeAll(async () => {
    other = await createShop(isolated.api)
    member = await createMember(isolated.api, [{ shop: other, role: 'MANAGER' }])
  })

  test('signs in, accepts, and works in both shops; neither shop learns of the other', async () => {
    const { token } = await invited('VIEWER', member.email)
    expect(await received(token)).toMatchObject({ hasAccount: true })
    const asNew = await createAccount(isolated.api, { token, newPassword: PASSWORD })
    expect(asNew.codes).toEqual(['ACCOUNT_EXISTS'])
    const headers = await membershipHeaders(isolated.api, member)
    expect(await accept(isolated.api, token, headers)).toMatchObject({
      codes: [],
      payload: { shopSlug: shop.slug },
    })
    expect((await accept(isolated.api, token, headers)).codes).toEqual(['INVITATION_INVALID'])
    const { data } = await merchant<{ viewer: { memberships: { role: string }[] } }>(
      isolated.api,
      '{ viewer { memberships { role } } }',
      {},
      headers,
    )
    expect(data.viewer.memberships.map(({ role }) => role).sort()).toEqual(['MANAGER', 'VIEWER'])
    const audited = await queryInShop<{ action: string }>(
      isolated.api,
      other,
      "select action from audit_entry where action like '%nvitation%'",
    )
    expect(audited).toEqual([])
  })

  test('is invited with the same answer as an address without an account', async () => {
    const known = await createMember(isolated.api, [{ shop: other, role: 'OWNER' }])
    const answerFor = async (email: string) => {
      const { payload, codes, code } = await invite(isolated.api, owner, { email })
      const [newest] = payload?.invitations as Record<string, unknown>[]
      return { codes, code, invitation: { ...newest, id: '', email: '' } }
    }
    expect(await answerFor(known.email)).toEqual(await answerFor(newEmail()))
  })

  test('cannot accept an invitation of somebody else', async () => {
    const { email, token } = await invited()
    const headers = await membershipHeaders(isolated.api, member)
    expect((await accept(isolated.api, token, headers)).codes).toEqual(['INVITATION_FOR_OTHER_ACCOUNT'])
    expect(await received(token)).not.toBeNull()
    expect(await membershipsOf(email)).toEqual([])
  })
})
