import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { createMember, merchant, trySignIn, type TestMember } from '../../test/member.ts'
import { queryInShop } from '../../test/sql.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { describeDevice } from './describe-device.ts'

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1'

let api: TestApi
let shop: TestShop
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
})
afterAll(() => api.stop())

interface Session {
  id: string
  browser: string | null
  operatingSystem: string | null
  signedInAt: string
  lastUsedAt: string
  isCurrent: boolean
}
interface Payload {
  sessions: { id: string }[] | null
  userErrors: { code: string }[]
}
type Headers = Record<string, string>

const newMember = () => createMember(api, [{ shop, role: 'VIEWER' }])
async function signIn(member: TestMember, userAgent: string): Promise<Headers> {
  const { signIn: signedIn } = await trySignIn(api, member, { 'user-agent': userAgent })
  return { authorization: `Bearer ${signedIn?.token ?? ''}` }
}
const sessionsOf = async (headers: Headers): Promise<Session[]> => {
  const document = '{ sessions { id browser operatingSystem signedInAt lastUsedAt isCurrent } }'
  return (await merchant<{ sessions: Session[] }>(api, document, {}, headers)).data.sessions
}
const currentIdOf = async (headers: Headers) =>
  (await sessionsOf(headers)).find(({ isCurrent }) => isCurrent)?.id ?? ''
const end = async (id: string, headers: Headers): Promise<Payload> => {
  const document = 'mutation ($id: ID!) { endSession(id: $id) { sessions { id } userErrors { code } } }'
  return (await merchant<{ endSession: Payload }>(api, document, { id }, headers)).data.endSession
}
const statusOf = async (headers: Headers) => (await merchant(api, '{ viewer { id } }', {}, headers)).status
const auditedOf = async ({ id }: TestMember) =>
  (
    await queryInShop<{ action: string }>(
      api,
      shop,
      'select action from audit_entry where member_id = $1 order by at',
      id,
    )
  ).map(({ action }) => action)

describe('the list of sessions', () => {
  test('shows the member’s own, with device and times, the current one first', async () => {
    const [member, other] = [await newMember(), await newMember()]
    const atOffice = await signIn(member, FIREFOX)
    const onPhone = await signIn(member, IPHONE)
    await signIn(other, FIREFOX)
    const sessions = await sessionsOf(atOffice)
    expect(
      sessions.map(({ browser, operatingSystem, isCurrent }) => ({ browser, operatingSystem, isCurrent })),
    ).toEqual([
      { browser: 'Firefox', operatingSystem: 'Windows', isCurrent: true },
      { browser: 'Safari', operatingSystem: 'iPhone', isCurrent: false },
    ])
    for (const { signedInAt, lastUsedAt } of sessions)
      expect(Date.parse(lastUsedAt)).toBeGreaterThanOrEqual(Date.parse(signedInAt))
    expect((await sessionsOf(onPhone)).map(({ browser }) => browser)).toEqual(['Safari', 'Firefox'])
  })

  test.each(['expires_at = now()', "last_seen_at = now() - interval '15 minutes'", 'revoked_at = now()'])(
    'leaves out a session with %s',
    async (change) => {
      const member = await newMember()
      const current = await signIn(member, FIREFOX)
      const ended = await signIn(member, IPHONE)
      const { rowCount } = await api.owner.query(`update session set ${change} where id = $1`, [
        await currentIdOf(ended),
      ])
      expect(rowCount).toBe(1)
      expect((await sessionsOf(current)).map(({ browser }) => browser)).toEqual(['Firefox'])
    },
  )
})

describe('endSession', () => {
  test('refuses the next request of that session alone, and is audited', async () => {
    const member = await newMember()
    const [current, lost, third] = [
      await signIn(member, FIREFOX),
      await signIn(member, IPHONE),
      await signIn(member, FIREFOX),
    ]
    const { sessions, userErrors } = await end(await currentIdOf(lost), current)
    expect(userErrors).toEqual([])
    expect(sessions).toHaveLength(2)
    expect([await statusOf(current), await statusOf(lost), await statusOf(third)]).toEqual([200, 401, 200])
    expect(await auditedOf(member)).toEqual(['signIn', 'signIn', 'signIn', 'endSession'])
  })

  test('does not find the session of another member, one that has ended, or no id', async () => {
    const [member, victim] = [await newMember(), await newMember()]
    const [current, ended, foreign] = [
      await signIn(member, FIREFOX),
      await signIn(member, IPHONE),
      await signIn(victim, FIREFOX),
    ]
    const endedId = await currentIdOf(ended)
    await end(endedId, current)
    for (const id of [await currentIdOf(foreign), endedId, 'none'])
      expect(await end(id, current)).toEqual({ sessions: null, userErrors: [{ code: 'NOT_FOUND' }] })
    expect(await statusOf(foreign)).toBe(200)
    expect(await auditedOf(member)).toEqual(['signIn', 'signIn', 'endSession'])
  })
})

test('endOtherSessions ends all of the member’s sessions but this one, and nobody else’s', async () => {
  const [member, colleague] = [await newMember(), await newMember()]
  const current = await signIn(member, FIREFOX)
  const others = [await signIn(member, IPHONE), await signIn(member, FIREFOX)]
  const ofColleague = await signIn(colleague, FIREFOX)
  const { data } = await merchant<{ endOtherSessions: Payload }>(
    api,
    'mutation { endOtherSessions { sessions { id } userErrors { code } } }',
    {},
    current,
  )
  expect(data.endOtherSessions).toEqual({ sessions: [{ id: await currentIdOf(current) }], userErrors: [] })
  for (const headers of others) expect(await statusOf(headers)).toBe(401)
  expect([await statusOf(current), await statusOf(ofColleague)]).toEqual([200, 200])
  expect(await auditedOf(member)).toEqual(['signIn', 'signIn', 'signIn', 'endOtherSessions'])
})

test.each([
  [FIREFOX, 'Firefox', 'Windows'],
  [IPHONE, 'Safari', 'iPhone'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    'Chrome',
    'macOS',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
    'Edge',
    'Windows',
  ],
  [
    'Mozilla/5.0 (Linux; Android 16; SM-S931B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36',
    'Samsung Internet',
    'Android',
  ],
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 OPR/125.0.0.0',
    'Opera',
    'Linux',
  ],
  [
    'Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0.0.0 Mobile/15E148 Safari/604.1',
    'Chrome',
    'iPad',
  ],
  [
    'Mozilla/5.0 (X11; CrOS x86_64 16181.47.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    'Chrome',
    'ChromeOS',
  ],
  ['curl/8.17.0', null, null],
  [`${'x'.repeat(10_000)} Firefox/145.0`, null, null],
  [null, null, null],
])('the user agent %j is shown as %s on %s', (userAgent, browser, operatingSystem) => {
  expect(describeDevice(userAgent)).toEqual({ browser, operatingSystem })
})
