import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startIsolatedApi, type IsolatedApi } from '../../../test/isolated-api.ts'
import { fromNewAddress, merchant } from '../../../test/member.ts'
import { headerOf } from '../../../test/smtp.ts'
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

describe('programs that send forms', () => {
  test.each([
    ['fill in the hidden field', () => ({ website: 'https://spam.test' })],
    ['send it at once', () => ({ formToken: formToken(0) })],
  ])('and %s get the same answer and no mail', async (_case, input) => {
    const { email, userErrors } = await signUp(input() as Record<string, string>)
    expect(userErrors).toEqual([])
    await sendAccountMails(worker.app)
    expect(mailsTo(email)).toEqual([])
  })

  test('are delayed after some forms from one address', async () => {
    const headers = fromNewAddress()
    const codes: (string | undefined)[] = []
    for (let count = 0; count < 7; count++) codes.push((await signUp({}, headers)).code)
    expect(codes).toContain('RATE_LIMITED')
    expect((await signUp({})).code).toBeUndefined()
  })

  test('are stopped after 200 forms an hour in all', async () => {
    const { owner } = isolated.api
    await owner.query(
      `insert into sign_up (id, owner_id, email, shop_name, slug, currency, locale, country, time_zone)
       select gen_random_uuid(), gen_random_uuid(), 'bot' || n || '@bots.test', 'Bot', 'bot-' || n, 'EUR', 'fr', 'FR', 'Europe/Paris'
       from generate_series(1, 200) n`,
    )
    expect((await signUp({})).code).toBe('RATE_LIMITED')
    await owner.query(
      "update sign_up set created_at = now() - interval '2 hours' where email like '%@bots.test'",
    )
    expect(await signUp({})).toMatchObject({ code: undefined, userErrors: [] })
  })
})

test('nobody learns that an address has got too many mails: it gets three an hour and five a day', async () => {
  const email = newEmail()
  for (let count = 0; count < 5; count++) expect((await signUp({ email })).userErrors).toEqual([])
  await sendAccountMails(worker.app)
  expect(mailsTo(email)).toHaveLength(3)
  await isolated.api.owner.query(
    "update sign_up set created_at = created_at - interval '2 hours' where email = $1",
    [email],
  )
  for (let count = 0; count < 3; count++) expect((await signUp({ email })).userErrors).toEqual([])
  await sendAccountMails(worker.app)
  expect(mailsTo(email)).toHaveLength(5)
})
