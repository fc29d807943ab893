import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunShop } from '../../infra/local/product/run-file.ts'
import { merchant as graphql } from '../graphql/documents.ts'
import type { ResultOf } from '../graphql/documents.ts'
import { SIGN_IN, signIn } from '../traffic/merchant.ts'
import { dataOf, exchange } from '../traffic/send-request.ts'
import { checkExchange } from './check-exchange.ts'
import { enumValues } from './contract.ts'
import { LANGUAGES, startEnvironment } from './environment.ts'
import type { Language } from './environment.ts'
import { merchantErrorCases } from './merchant-error-cases.ts'
import { oneTimeCode } from './totp.ts'

const environment = await startEnvironment(['api', 'worker'])
afterAll(() => environment.stop())
const { run } = environment
const shop = run.shops[0] as RunShop
const inspect = checkExchange('merchant')

/** The contract has no operations to set up two-factor authentication. */
const START_MFA = graphql('mutation ($password: String!) { startMfa(password: $password) { secret ticket } }')
const CONFIRM_MFA = graphql(
  'mutation ($otp: String!, $ticket: String!) { confirmMfa(otp: $otp, ticket: $ticket) { userErrors { code } } }',
)

const memberWithMfa = run.members.find(({ shops }) => shops.length > 1)
let wrongCode = ''

beforeAll(async () => {
  if (!memberWithMfa) throw new Error('No demo member works in several shops.')
  const member = await signIn(run.api, memberWithMfa.shops[0] ?? '', memberWithMfa)
  const { startMfa } = await member.request(START_MFA, { password: memberWithMfa.password })
  const secret = startMfa.secret ?? ''
  const { confirmMfa } = await member.request(CONFIRM_MFA, {
    otp: oneTimeCode(secret),
    ticket: startMfa.ticket ?? '',
  })
  expect(confirmMfa.userErrors).toEqual([])
  const valid = [-60, -30, 0, 30, 60].map((seconds) => oneTimeCode(secret, Date.now() + seconds * 1000))
  wrongCode =
    ['000000', '000001', '000002', '000003', '000004', '000005'].find((code) => !valid.includes(code)) ?? ''
})

const merchantCases = Object.entries(merchantErrorCases(environment, shop)).flatMap(([code, list]) =>
  list.map((one) => ({ code, ...one })),
)

const signInCases = [
  { code: 'INVALID_CREDENTIALS', field: null, mfaRequired: false, variables: () => ({ password: 'wrong' }) },
  { code: 'OTP_REQUIRED', field: ['otp'], mfaRequired: true, variables: () => ({}) },
  { code: 'OTP_INVALID', field: ['otp'], mfaRequired: true, variables: () => ({ otp: wrongCode }) },
]

test('there is a case for every user error code of the contract', () => {
  const covered = new Set([...merchantCases, ...signInCases].map(({ code }) => code))
  expect([...covered].sort()).toEqual(enumValues('merchant', 'MerchantUserErrorCode').sort())
})

/** Expects one error with this code and field in each language, and two different messages. */
async function expectError(
  expected: { code: string; field: string[] | null },
  reach: (language: Language) => Promise<{ code: string; field: string[] | null; message: string }[]>,
): Promise<void> {
  const messages: string[] = []
  for (const language of LANGUAGES) {
    const errors = await reach(language)
    expect(errors).toEqual([{ ...expected, message: expect.stringMatching(/\S/) }])
    messages.push(errors[0]?.message ?? '')
  }
  expect(messages[0]).not.toBe(messages[1])
}

describe.each(signInCases)('$code of signIn', ({ code, field, mfaRequired, variables }) => {
  test('is returned without a session, with a message in French and in English', async () => {
    await expectError({ code, field }, async (language) => {
      const { email = '', password = '' } = memberWithMfa ?? {}
      const headers = { 'accept-language': language }
      const url = `${run.api}/merchant/graphql`
      const exchanged = await exchange(url, SIGN_IN, { email, password, ...variables() }, headers)
      inspect(exchanged)
      const payload = dataOf<ResultOf<typeof SIGN_IN>>(exchanged).signIn
      expect(payload).toMatchObject({ token: null, mfaRequired })
      return payload.userErrors
    })
  })
})

describe.each(merchantCases)('$code: $name', ({ code, field, reach }) => {
  test('is refused with its code and field, and a message in French and in English', async () => {
    await expectError({ code, field }, async (language) => reach(await environment.merchant(shop, language)))
  })
})
