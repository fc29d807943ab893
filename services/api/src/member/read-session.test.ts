import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissionsOfRole } from '../../test/tenancy/role-permissions.ts'
import { countStatements } from '../../test/count-statements.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { createMember, merchant, membershipHeaders, type TestMember } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { readSession } from './read-session.ts'

let api: TestApi
let shop: TestShop
let member: TestMember

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  member = await createMember(api, [{ shop, role: 'CERTIFIER' }])
})
afterAll(() => api.stop())

const signIn = async () => {
  const headers = await membershipHeaders(api, member, shop)
  return { headers, token: headers.authorization?.slice('Bearer '.length) ?? '' }
}
const viewer = (headers: Record<string, string>) =>
  merchant<{ viewer: { email: string } } | null>(api, '{ viewer { email } }', {}, headers)

/** Sets a time of the member's newest session, relative to now. */
const setNewest = (column: 'last_seen_at' | 'expires_at', interval: string) =>
  api.owner.query(
    `update session set ${column} = now() + $2::interval
     where id = (select id from session where member_id = $1 order by created_at desc limit 1)`,
    [member.id, interval],
  )
const minutesSinceSeen = async () => {
  const { rows } = await api.owner.query<{ minutes: number }>(
    `select round(extract(epoch from now() - last_seen_at) / 60)::int as minutes from session
     where member_id = $1 order by created_at desc limit 1`,
    [member.id],
  )
  return rows[0]?.minutes
}

describe('a session', () => {
  test('is read with the member’s roles in one SQL statement', async () => {
    const { token } = await signIn()
    const { statements, result } = await countStatements(() => readSession(api.app, token, shop.slug))
    expect(statements).toHaveLength(1)
    expect(result?.member).toMatchObject({ id: member.id, name: member.name })
    const [[shopId, membership] = []] = [...(result?.memberships ?? [])]
    expect({ shopId, role: membership?.role }).toEqual({ shopId: shop.id, role: 'CERTIFIER' })
    expect([...(membership?.permissions ?? [])].sort()).toEqual(permissionsOfRole('CERTIFIER').sort())
  })

  test('is not prolonged by what a page asks by itself', async () => {
    const { headers } = await signIn()
    await setNewest('last_seen_at', '-14 minutes')
    expect((await viewer({ ...headers, 'x-background': 'true' })).data?.viewer.email).toBe(member.email)
    expect(await minutesSinceSeen()).toBe(14)
    await viewer(headers)
    expect(await minutesSinceSeen()).toBe(0)
  })

  test('ends after fifteen minutes without a request', async () => {
    const { headers } = await signIn()
    await setNewest('last_seen_at', '-14 minutes')
    expect((await viewer(headers)).data?.viewer.email).toBe(member.email)
    expect(await minutesSinceSeen()).toBe(0)
    await setNewest('last_seen_at', '-15 minutes')
    const refused = await viewer(headers)
    expect(refused.status).toBe(401)
    expect(refused.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })

  test('ends twelve hours after sign-in, even if it is in use', async () => {
    const { headers } = await signIn()
    const { rows } = await api.owner.query<{ hours: number }>(
      `select round(extract(epoch from expires_at - created_at) / 3600)::int as hours from session
       where member_id = $1 order by created_at desc limit 1`,
      [member.id],
    )
    expect(rows[0]?.hours).toBe(12)
    await setNewest('expires_at', '-1 second')
    expect((await viewer(headers)).status).toBe(401)
  })

  test('records the time of the last request at most once a minute', async () => {
    const { headers } = await signIn()
    await setNewest('last_seen_at', '-50 seconds')
    const before = await api.owner.query('select last_seen_at from session where member_id = $1', [member.id])
    await viewer(headers)
    const after = await api.owner.query('select last_seen_at from session where member_id = $1', [member.id])
    expect(after.rows).toEqual(before.rows)
  })

  test('ends by signing out, while other sessions of the member go on', async () => {
    const { headers } = await signIn()
    const { headers: other } = await signIn()
    const signedOut = await merchant<{ signOut: boolean }>(api, 'mutation { signOut }', {}, headers)
    expect(signedOut.data.signOut).toBe(true)
    expect((await viewer(headers)).status).toBe(401)
    expect((await merchant(api, 'mutation { signOut }', {}, headers)).status).toBe(401)
    expect((await viewer(other)).status).toBe(200)
  })

  test('applies a changed role immediately', async () => {
    const { headers } = await signIn()
    const orders = () => merchant(api, '{ orders { totalCount } }', {}, headers)
    expect((await orders()).status).toBe(200)
    await api.owner.query('delete from membership where member_id = $1', [member.id])
    expect((await orders()).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    await api.owner.query("insert into membership (member_id, shop_id, role) values ($1, $2, 'CERTIFIER')", [
      member.id,
      shop.id,
    ])
    expect((await orders()).status).toBe(200)
  })
})
