import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { codesOfSignIn, createMember, fromNewAddress, type TestMember, trySignIn } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { codeAtStep } from '../platform/crypto/one-time-code.ts'
import { subjectsOfSignIn } from './attempt-subjects.ts'
import { issueDeviceToken, readDeviceToken } from './known-device.ts'

let api: TestApi
let shop: TestShop

beforeAll(async () => {
  api = await startTestApi({ TRUST_PROXY: '127.0.0.1' })
  shop = await createShop(api)
})
afterAll(() => api.stop())

const failToSignIn = async (member: TestMember, count: number, headers: Record<string, string>) => {
  for (let i = 0; i < count; i++) await trySignIn(api, { email: member.email, password: 'wrong' }, headers)
}
interface Origin {
  email: string
  headers: Record<string, string>
  deviceId?: string
}

/** Runs SQL on the counts of attempts of this origin. */
const onCounts = ({ email, headers, deviceId }: Origin, sql: string) => {
  const request = { app: api.app, address: headers['x-forwarded-for'] ?? '' }
  const subjects = subjectsOfSignIn(request, { email, deviceId: deviceId ?? null })
  return api.owner.query<{ delay: number }>(sql, [subjects.map(({ subject }) => subject)])
}
/** Seconds; 0 for none. Read from the two times that one attempt sets: all periods after which failures are forgotten are full hours. */
const DELAY = 'mod(round(extract(epoch from retry_at - forget_at)) + 86400, 3600)::int'
const longestDelay = async (origin: Origin) =>
  (await onCounts(origin, `select max(${DELAY}) as delay from sign_in_attempts where subject = any($1)`))
    .rows[0]?.delay
const passDelays = (origin: Origin) =>
  onCounts(
    origin,
    "update sign_in_attempts set retry_at = now() - interval '1 second' where subject = any($1)",
  )

/** Whether the right credentials are refused during the delays that have begun, which are prolonged so that none ends before. */
async function isDelayed(
  member: TestMember,
  headers: Record<string, string>,
  deviceToken = '',
): Promise<boolean> {
  const deviceId = readDeviceToken(api.app.env.bankKeys, member.id, deviceToken)
  await onCounts(
    { email: member.email, headers, ...(deviceId && { deviceId }) },
    `update sign_in_attempts set retry_at = retry_at + interval '1 hour' where subject = any($1) and ${DELAY} > 0`,
  )
  const answer = await trySignIn(api, { ...member, deviceToken }, headers)
  const isRefused = answer.errors?.[0]?.extensions.code === 'RATE_LIMITED'
  expect(answer.status).toBe(isRefused ? 429 : 200)
  expect(Number(answer.headers.get('retry-after')) > 0).toBe(isRefused)
  return isRefused
}

const guessAnyAccounts = (count: number, headers: Record<string, string>) =>
  Promise.all(
    Array.from({ length: count }, () => {
      const email = `${randomBytes(6).toString('hex')}@members.test`
      return trySignIn(api, { email, password: 'wrong' }, headers)
    }),
  )

describe('failed sign-ins', () => {
  test('give the same error and the same delays for an unknown email address and a wrong password', async () => {
    const member = await createMember(api, [{ shop, role: 'OWNER' }])
    const failuresOf = async (email: string) => {
      const headers = fromNewAddress()
      const failures = []
      for (let i = 0; i < 8; i++) {
        const { status, errors, signIn } = await trySignIn(api, { email, password: 'wrong' }, headers)
        failures.push({ status, errors, signIn, delay: await longestDelay({ email, headers }) })
        await passDelays({ email, headers })
      }
      return failures
    }
    const unknown = await failuresOf('nobody@members.test')
    expect(unknown.map(({ delay }) => delay)).toEqual([0, 0, 0, 0, 1, 2, 4, 8])
    expect(unknown[0]?.signIn?.userErrors.map(({ code }) => code)).toEqual(['INVALID_CREDENTIALS'])
    expect(await failuresOf(member.email)).toEqual(unknown)
  })

  test('double the delay from the fifth one on, up to fifteen minutes', async () => {
    const headers = fromNewAddress()
    const member = await createMember(api, [{ shop, role: 'OWNER' }])
    await failToSignIn(member, 4, headers)
    const delays: (number | undefined)[] = []
    for (let i = 0; i < 13; i++) {
      await failToSignIn(member, 1, headers)
      delays.push(await longestDelay({ ...member, headers }))
      await passDelays({ ...member, headers })
    }
    expect(delays).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900])
    await failToSignIn(member, 1, headers)
    expect(await isDelayed(member, headers)).toBe(true)
    await passDelays({ ...member, headers })
    expect(codesOfSignIn(await trySignIn(api, member, headers))).toEqual([])
  })

  test('do not delay the member at another address', async () => {
    const member = await createMember(api, [{ shop, role: 'OWNER' }])
    await failToSignIn(member, 10, fromNewAddress())
    expect(codesOfSignIn(await trySignIn(api, member, fromNewAddress()))).toEqual([])
  })

  test('of an IPv6 network count as those of one address', async () => {
    const at = (host: string) => ({
      'x-forwarded-for': `2001:db8:0:7::${host}`,
      'x-forwarded-proto': 'https',
    })
    const member = await createMember(api, [{ shop, role: 'OWNER' }])
    for (let i = 1; i <= 5; i++) await failToSignIn(member, 1, at(String(i)))
    expect(await isDelayed(member, at('6'))).toBe(true)
  })

  test('delay attempts on an account from many addresses', async () => {
    const member = await createMember(api, [{ shop, role: 'OWNER' }])
    for (let i = 0; i < 20; i++) await failToSignIn(member, 1, fromNewAddress())
    expect(await isDelayed(member, fromNewAddress())).toBe(true)
  })

  test('are forgotten a day after the last one', async () => {
    const headers = fromNewAddress()
    const member = await createMember(api, [{ shop, role: 'OWNER' }])
    await failToSignIn(member, 4, headers)
    const aDayLater =
      "update sign_in_attempts set forget_at = forget_at - interval '24 hours 1 second' where subject = any($1)"
    await onCounts({ ...member, headers }, aDayLater)
    await failToSignIn(member, 1, headers)
    expect(await isDelayed(member, headers)).toBe(false)
  })

  test('are stored without email address and IP address', async () => {
    const headers = fromNewAddress()
    await trySignIn(api, { email: 'stored-nowhere@members.test', password: 'wrong' }, headers)
    const { rows } = await api.owner.query('select * from sign_in_attempts')
    expect(rows.length).toBeGreaterThan(2)
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`stored-nowhere|${headers['x-forwarded-for']}`))
  })

  test('are all counted when simultaneous', async () => {
    const headers = fromNewAddress()
    const member = await createMember(api, [{ shop, role: 'OWNER' }])
    await Promise.all(
      Array.from({ length: 15 }, () => trySignIn(api, { email: member.email, password: 'wrong' }, headers)),
    )
    expect(await isDelayed(member, headers)).toBe(true)
  })

  test('are forgotten by a success', async () => {
    const headers = fromNewAddress()
    const member = await createMember(api, [{ shop, role: 'OWNER' }])
    await failToSignIn(member, 4, headers)
    expect(codesOfSignIn(await trySignIn(api, member, headers))).toEqual([])
    await failToSignIn(member, 4, headers)
    expect(codesOfSignIn(await trySignIn(api, member, headers))).toEqual([])
  })

  test('delay attempts at an address after fifty of them, on any accounts, by a minute at most', async () => {
    const headers = fromNewAddress()
    const member = await createMember(api, [{ shop, role: 'OWNER' }])
    await guessAnyAccounts(50, headers)
    expect(await isDelayed(member, headers)).toBe(true)
    await onCounts(
      { ...member, headers },
      'update sign_in_attempts set failures = failures + 50, retry_at = now() where subject = any($1)',
    )
    await guessAnyAccounts(1, headers)
    expect(await longestDelay({ email: 'other@members.test', headers })).toBe(60)
    expect(codesOfSignIn(await trySignIn(api, member, fromNewAddress()))).toEqual([])
  })

  test('with a wrong code delay the next attempt too, even with attempts without a code in between', async () => {
    const headers = fromNewAddress()
    const secret = randomBytes(20)
    const wrongStep = Math.floor(Date.now() / 30_000) + 1000
    const member = await createMember(api, [{ shop, role: 'OWNER' }], { mfaSecret: secret })
    for (let i = 0; i < 5; i++) {
      await trySignIn(api, { ...member, otp: codeAtStep(secret, wrongStep) }, headers)
      if (i < 4) expect(codesOfSignIn(await trySignIn(api, member, headers))).toEqual(['OTP_REQUIRED'])
    }
    expect(await isDelayed(member, headers)).toBe(true)
  })
})

describe('signIn on a known device', () => {
  const signInOnce = async (member: TestMember, headers: Record<string, string>) =>
    (await trySignIn(api, member, headers)).signIn?.deviceToken ?? ''

  test('is not delayed by failures elsewhere, on the account or at its address', async () => {
    const office = fromNewAddress()
    const member = await createMember(api, [{ shop, role: 'OWNER' }])
    const deviceToken = await signInOnce(member, office)
    for (let i = 0; i < 20; i++) await failToSignIn(member, 1, fromNewAddress())
    await guessAnyAccounts(50, office)
    expect(await isDelayed(member, office)).toBe(true)
    expect(await isDelayed(member, office, deviceToken)).toBe(false)
    expect(codesOfSignIn(await trySignIn(api, { ...member, deviceToken }, office))).toEqual([])
  })

  test('is delayed by failures on this device', async () => {
    const headers = fromNewAddress()
    const member = await createMember(api, [{ shop, role: 'OWNER' }])
    const deviceToken = await signInOnce(member, headers)
    for (let i = 0; i < 5; i++)
      await trySignIn(api, { email: member.email, password: 'wrong', deviceToken }, fromNewAddress())
    expect(await isDelayed(member, fromNewAddress(), deviceToken)).toBe(true)
    expect(codesOfSignIn(await trySignIn(api, member, headers))).toEqual([])
  })

  test.each([
    ['another member’s token', (token: string) => token, true],
    ['an altered token', (token: string) => token.replace(/\.(\d)/, '.9$1'), false],
    ['a token without a signature', (token: string) => token.slice(0, token.lastIndexOf('.') + 1), false],
    ['any text', () => 'known', false],
  ])('is not recognised by %s', async (_case, alter, isOfAnother) => {
    const headers = fromNewAddress()
    const member = await createMember(api, [{ shop, role: 'OWNER' }])
    const owner = isOfAnother ? await createMember(api, [{ shop, role: 'OWNER' }]) : member
    const deviceToken = alter(await signInOnce(owner, fromNewAddress()))
    await failToSignIn(member, 5, headers)
    expect(await isDelayed(member, headers, deviceToken)).toBe(true)
  })

  test('is forgotten after 400 days', () => {
    const keys = [randomBytes(32)] as const
    const token = issueDeviceToken(keys, 'member')
    expect(readDeviceToken(keys, 'member', token)).toBe(token.split('.')[0])
    vi.useFakeTimers({ now: Date.now() + 400 * 86_400_000 })
    expect(readDeviceToken(keys, 'member', token)).toBeNull()
    vi.useRealTimers()
  })
})
