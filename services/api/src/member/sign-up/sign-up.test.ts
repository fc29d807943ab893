import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { v7 } from 'uuid'
import { countStatements } from '../../../test/count-statements.ts'
import { accept, createAccount } from '../../../test/invitation.ts'
import { startIsolatedApi, type IsolatedApi } from '../../../test/isolated-api.ts'
import { createMember, fromNewAddress, membershipHeaders, merchant } from '../../../test/member.ts'
import { createShop, type TestShop } from '../../../test/shop.ts'
import { headerOf } from '../../../test/smtp.ts'
import { queryInShop } from '../../../test/sql.ts'
import type { TestWorker } from '../../../test/worker.ts'
import { sendAccountMails } from '../send-account-mails.ts'
import { issueFormToken } from './form-token.ts'

let isolated: IsolatedApi
let worker: TestWorker
beforeAll(async () => {
  isolated = await startIsolatedApi({ TRUST_PROXY: '127.0.0.1', SIGN_UP: 'open' })
  worker = await isolated.startWorker()
}, 60_000)
afterAll(() => isolated?.stop(), 60_000)

const PASSWORD = 'seven brass lanterns sing'
const random = () => randomBytes(5).toString('hex')
const newEmail = () => `${random()}@opened.test`
const newSlug = () => `bougies-${random()}`
const formToken = (secondsAgo = 60) =>
  issueFormToken(isolated.api.app.env.bankKeys, Date.now() - secondsAgo * 1000)

const SIGN_UP = `mutation ($input: SignUpInput!) { signUp(input: $input) { userErrors { code field } } }`
async function signUp(input: Record<string, string>, headers = fromNewAddress()) {
  const complete = { shopName: 'Bougies', slug: newSlug(), country: 'FR', email: newEmail(), ...input }
  const { data, errors } = await merchant<{
    signUp: { userErrors: { code: string; field: string[] | null }[] }
  } | null>(isolated.api, SIGN_UP, { input: { formToken: formToken(), ...complete } }, headers)
  return {
    ...complete,
    userErrors: data?.signUp.userErrors.map(({ code, field }) => [code, ...(field ?? [])].join(' ')),
    code: errors?.[0]?.extensions.code,
  }
}
const mailsTo = (email: string) =>
  isolated.smtp.mails.filter(
    (mail) => JSON.stringify(mail.to).includes(email) && headerOf(mail, 'x-triclic-mail') === 'sign-up',
  )
async function mailedToken(email: string): Promise<string> {
  await sendAccountMails(worker.app)
  const token = /invitation\?token=([\w-]{43})/.exec(mailsTo(email).at(-1)?.text ?? '')?.[1]
  expect(token).toBeTruthy()
  return token ?? ''
}
const shopsWith = async (slug: string) =>
  (
    await isolated.api.owner.query<{ id: string; status: string }>('select * from shop where slug = $1', [
      slug,
    ])
  ).rows

describe('whoever signs up', () => {
  test('is mailed a link that opens the shop, and becomes its owner', async () => {
    const { email, slug, userErrors } = await signUp({ shopName: ' Les\n Bougies ', country: 're' })
    expect(userErrors).toEqual([])
    expect(await shopsWith(slug)).toEqual([])
    const token = await mailedToken(email)
    expect(mailsTo(email)[0]?.text).toContain(slug)
    const { data } = await merchant<{ invitation: unknown }>(
      isolated.api,
      'query ($token: String!) { invitation(token: $token) { shopName shopSlug role opensShop hasAccount } }',
      { token },
      {},
    )
    const told = {
      shopName: 'Les Bougies',
      shopSlug: slug,
      role: 'OWNER',
      opensShop: true,
      hasAccount: false,
    }
    expect(data.invitation).toEqual(told)
    const { payload, codes } = await createAccount(isolated.api, { token, newPassword: PASSWORD })
    expect(codes).toEqual([])
    expect(payload).toMatchObject({ shopSlug: slug, member: { email } })
    const [shop] = await shopsWith(slug)
    expect(shop).toMatchObject({
      name: 'Les Bougies',
      country: 'RE',
      time_zone: 'Indian/Reunion',
      payment_modes: ['BANK'],
      fragment_to: email,
      status: 'ACTIVE',
    })
    const headers = { authorization: `Bearer ${String(payload?.token)}`, 'x-shop': slug }
    const readiness = await merchant<{ shopReadiness: unknown }>(
      isolated.api,
      '{ shopReadiness { canSell } }',
      {},
      headers,
    )
    expect(readiness.data.shopReadiness).toEqual({ canSell: false })
    const audited = await queryInShop<{ action: string; member_name: string }>(
      isolated.api,
      shop as unknown as TestShop,
      'select action, member_name from audit_entry order by id',
    )
    expect(audited.map(({ action }) => action)).toEqual(['createShop', 'acceptInvitation', 'signIn'])
    expect((await createAccount(isolated.api, { token, newPassword: PASSWORD })).codes).toEqual([
      'INVITATION_INVALID',
    ])
  })

  test('and works in another shop already signs in and accepts', async () => {
    const member = await createMember(isolated.api, [
      { shop: await createShop(isolated.api), role: 'VIEWER' },
    ])
    const { slug } = await signUp({ email: member.email })
    const token = await mailedToken(member.email)
    expect((await createAccount(isolated.api, { token, newPassword: PASSWORD })).codes).toEqual([
      'ACCOUNT_EXISTS',
    ])
    const headers = await membershipHeaders(isolated.api, member)
    expect(await accept(isolated.api, token, headers)).toMatchObject({
      codes: [],
      payload: { shopSlug: slug },
    })
    expect(await shopsWith(slug)).toHaveLength(1)
  })

  test('at the same time with the same slug: the first to use the link gets it, the other chooses another one', async () => {
    const slug = newSlug()
    const [one, two] = await Promise.all([signUp({ slug }), signUp({ slug })])
    expect([one.userErrors, two.userErrors]).toEqual([[], []])
    const tokens = [await mailedToken(one.email), await mailedToken(two.email)]
    const answers = await Promise.all(
      tokens.map((token) => createAccount(isolated.api, { token, newPassword: PASSWORD })),
    )
    expect(answers.flatMap(({ codes }) => codes)).toEqual(['SHOP_SLUG_TAKEN'])
    const token = tokens[answers.findIndex(({ codes }) => codes?.length === 1)] ?? ''
    expect(
      (await createAccount(isolated.api, { token, newPassword: PASSWORD, slug: 'sign-in' })).codes,
    ).toEqual(['SHOP_SLUG_INVALID'])
    const other = newSlug()
    const { payload } = await createAccount(isolated.api, { token, newPassword: PASSWORD, slug: other })
    expect(payload).toMatchObject({ shopSlug: other })
    expect((await signUp({ slug })).userErrors).toEqual(['SHOP_SLUG_TAKEN slug'])
  })

  test('is told everything that is wrong at once', async () => {
    const wrong = { shopName: ' ', slug: 'sign-in', country: 'XX', email: 'nobody' }
    expect((await signUp(wrong)).userErrors).toEqual([
      'REQUIRED shopName',
      'SHOP_SLUG_INVALID slug',
      'INVALID_EMAIL email',
      'COUNTRY_NOT_SUPPORTED country',
    ])
    expect((await signUp({ shopName: 'x'.repeat(101) })).userErrors).toEqual(['TEXT_TOO_LONG shopName'])
  })

  test.each([
    ['of another platform', () => 'none'],
    ['with a changed time', () => formToken().replace(/^\d+/, String(Date.now()))],
    ['of five hours ago', () => formToken(5 * 3600)],
  ])('with a form %s is asked to send it again', async (_case, token) => {
    expect((await signUp({ formToken: token() })).userErrors).toEqual(['SIGN_UP_FORM_EXPIRED'])
  })
})

describe('nobody learns', () => {
  test('whether an address has an account: answer and statements are the same', async () => {
    const known = await createMember(isolated.api, [{ shop: await createShop(isolated.api), role: 'OWNER' }])
    const measure = async (email: string) => {
      const { statements, result } = await countStatements(() => signUp({ email }))
      return { userErrors: result.userErrors, statements: statements.length }
    }
    const answer = await measure(known.email)
    expect(answer).toEqual(await measure(newEmail()))
    expect(answer.statements).toBeGreaterThan(0)
  })
})

test('a link that nobody uses opens nothing after two days, and its address is erased a day later', async () => {
  const { email, slug } = await signUp({})
  const token = await mailedToken(email)
  const { owner } = isolated.api
  const age = (interval: string) =>
    owner.query('update sign_up set expires_at = now() - $2::interval where email = $1', [email, interval])
  await age('1 second')
  expect((await createAccount(isolated.api, { token, newPassword: PASSWORD })).codes).toEqual([
    'INVITATION_INVALID',
  ])
  expect(await shopsWith(slug)).toEqual([])
  await age('25 hours')
  await sendAccountMails(worker.app)
  expect((await owner.query('select from sign_up where email = $1', [email])).rowCount).toBe(0)
})

test('an API that was taken over cannot open a shop without the mailed token', async () => {
  const { email } = await signUp({})
  const { rows } = await isolated.api.owner.query<{ id: string }>('select id from sign_up where email = $1', [
    email,
  ])
  const em = isolated.api.app.orm.em.fork()
  const [row] = await em.execute<{ opened: boolean | null }[]>(
    "select open_signed_up_shop(decode(?, 'hex'), null) as opened",
    ['00'],
  )
  expect(row?.opened).toBeNull()
  await expect(em.execute('select token_hash from sign_up')).rejects.toThrow(/permission denied/)
  await expect(em.execute('select start_sign_up(?, ?)', [rows[0]?.id ?? '', ''])).rejects.toThrow(
    /permission denied/,
  )
  for (const call of [
    `create_shop('${v7()}', 's', 'S', 'EUR', 'fr', 'FR', 'Europe/Paris', 'e@shop.test')`,
    `change_shop_status('${v7()}', 'CLOSED')`,
  ])
    await expect(em.execute(`select ${call}`)).rejects.toThrow(/permission denied/)
})

test('nobody signs up where shops are opened by invitation', async () => {
  const env = isolated.api.app.env as { allowsSignUp: boolean }
  const { email, slug } = await signUp({})
  const token = await mailedToken(email)
  env.allowsSignUp = false
  try {
    expect((await signUp({})).userErrors).toEqual(['SIGN_UP_CLOSED'])
    const { data } = await merchant<{ signUpForm: unknown }>(
      isolated.api,
      '{ signUpForm { isOpen } }',
      {},
      {},
    )
    expect(data.signUpForm).toEqual({ isOpen: false })
    expect((await createAccount(isolated.api, { token, newPassword: PASSWORD })).codes).toEqual([
      'SIGN_UP_CLOSED',
    ])
    expect(await shopsWith(slug)).toEqual([])
  } finally {
    env.allowsSignUp = true
  }
})
