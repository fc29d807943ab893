import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../test/api.ts'
import { createMember, membershipHeaders, merchant, type TestMember } from '../../../test/member.ts'
import { createShop, type TestShop } from '../../../test/shop.ts'
import { queryInShop } from '../../../test/sql.ts'
import type { Role } from '../../app/context.ts'

let api: TestApi
let shop: TestShop
let owner: TestMember
let headers: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
}, 60_000)
beforeEach(async () => {
  shop = await createShop(api)
  owner = await createMember(api, [{ shop, role: 'OWNER' }])
  headers = await membershipHeaders(api, owner, shop)
})
afterAll(() => api.stop())

interface Payload {
  members?: { email: string; role: Role; lastActiveAt: string | null; isSelf: boolean }[] | null
  userErrors: { code: string }[]
}
const call = async (mutation: string, as = headers) => {
  const { data, errors } = await merchant<{ payload: Payload } | null>(
    api,
    `mutation { payload: ${mutation} }`,
    {},
    as,
  )
  return data?.payload.userErrors.map(({ code }) => code) ?? errors?.[0]?.extensions.code
}
const MEMBERS = '{ members { email } userErrors { code } }'
const orderCount = async (as: Record<string, string>) =>
  (await merchant<{ orderCount: number } | null>(api, '{ orderCount }', {}, as)).data?.orderCount
const rolesInShop = async () =>
  (
    await api.owner.query<{ member_id: string; role: Role }>(
      'select member_id, role from membership where shop_id = $1 order by role',
      [shop.id],
    )
  ).rows
const withRole = async (role: Role) => {
  const member = await createMember(api, [{ shop, role }])
  return { ...member, headers: await membershipHeaders(api, member, shop) }
}

test('the list shows who works in this shop and when they last used it, not their work elsewhere', async () => {
  const other = await createShop(api)
  const colleague = await createMember(api, [
    { shop, role: 'FULFILLMENT' },
    { shop: other, role: 'OWNER' },
  ])
  const list = async () =>
    (
      await merchant<{ shopMembers: NonNullable<Payload['members']> }>(
        api,
        '{ shopMembers { email role lastActiveAt isSelf } }',
        {},
        headers,
      )
    ).data.shopMembers
  await orderCount(await membershipHeaders(api, colleague, other))
  expect(await list()).toEqual([
    { email: owner.email, role: 'OWNER', lastActiveAt: expect.any(String) as string, isSelf: true },
    { email: colleague.email, role: 'FULFILLMENT', lastActiveAt: null, isSelf: false },
  ])
  await orderCount(await membershipHeaders(api, colleague, shop))
  expect((await list())[1]?.lastActiveAt).toEqual(expect.any(String))
})

test('a removed member loses this shop in an open session, and keeps the other one', async () => {
  const other = await createShop(api)
  const colleague = await createMember(api, [
    { shop, role: 'VIEWER' },
    { shop: other, role: 'VIEWER' },
  ])
  const session = await membershipHeaders(api, colleague, shop)
  expect(await orderCount(session)).toBe(0)
  expect(await call(`removeMember(memberId: "${colleague.id}") ${MEMBERS}`)).toEqual([])
  expect(await orderCount(session)).toBeUndefined()
  expect(await orderCount({ ...session, 'x-shop': other.slug })).toBe(0)
})

test('a changed role takes effect in an open session', async () => {
  const colleague = await withRole('MANAGER')
  const cancel = () => call('cancelOrder(orderCode: "none") { userErrors { code } }', colleague.headers)
  expect(await cancel()).toEqual(['NOT_FOUND'])
  expect(await call(`changeMemberRole(memberId: "${colleague.id}", role: VIEWER) ${MEMBERS}`)).toEqual([])
  expect(await cancel()).toBe('FORBIDDEN')
  const audited = await queryInShop<{ subject: string }>(
    api,
    shop,
    "select subject from audit_entry where action = 'changeMemberRole'",
  )
  expect(audited).toEqual([{ subject: `${colleague.email}: MANAGER → VIEWER` }])
})

test('the owner cannot be removed or get another role, and cannot leave', async () => {
  expect(await call(`removeMember(memberId: "${owner.id}") ${MEMBERS}`)).toEqual(['OWNER_NOT_CHANGEABLE'])
  expect(await call(`changeMemberRole(memberId: "${owner.id}", role: VIEWER) ${MEMBERS}`)).toEqual([
    'OWNER_NOT_CHANGEABLE',
  ])
  expect(await call('leaveShop { userErrors { code } }')).toEqual(['LAST_OWNER'])
  expect(await rolesInShop()).toEqual([{ member_id: owner.id, role: 'OWNER' }])
})

test('a transfer makes a colleague the owner and the owner a manager, who may then leave', async () => {
  const colleague = await withRole('VIEWER')
  expect(await call(`changeMemberRole(memberId: "${colleague.id}", role: OWNER) ${MEMBERS}`)).toEqual([
    'ROLE_NOT_ALLOWED',
  ])
  expect(await call(`transferOwnership(memberId: "${owner.id}") ${MEMBERS}`)).toEqual(['NOT_FOUND'])
  expect(await call(`transferOwnership(memberId: "${colleague.id}") ${MEMBERS}`)).toEqual([])
  expect(await rolesInShop()).toEqual([
    { member_id: owner.id, role: 'MANAGER' },
    { member_id: colleague.id, role: 'OWNER' },
  ])
  expect(await call(`transferOwnership(memberId: "${owner.id}") ${MEMBERS}`)).toBe('FORBIDDEN')
  expect(await call('leaveShop { userErrors { code } }')).toEqual([])
  expect(await call('leaveShop { userErrors { code } }')).toBe('FORBIDDEN')
  expect(await rolesInShop()).toEqual([{ member_id: colleague.id, role: 'OWNER' }])
})

test('two owners who leave at once do not leave the shop without one', async () => {
  const second = await withRole('OWNER')
  const leave = 'leaveShop { userErrors { code } }'
  const answers = await Promise.all([call(leave), call(leave, second.headers)])
  expect(answers.flat().sort()).toEqual(['LAST_OWNER'])
  expect((await rolesInShop()).map(({ role }) => role)).toEqual(['OWNER'])
})

test('the database refuses to lose the last owner, whatever the statement', async () => {
  for (const sql of [
    "update membership set role = 'MANAGER' where shop_id = $1",
    'delete from membership where shop_id = $1',
  ])
    await expect(api.owner.query(sql, [shop.id])).rejects.toThrow('a shop needs an owner')
  await expect(api.owner.query('delete from member where id = $1', [owner.id])).rejects.toThrow(
    'a shop needs an owner',
  )
})

test('nothing of it works in a session whose credentials were given long ago', async () => {
  const colleague = await withRole('VIEWER')
  await api.owner.query("update session set authenticated_at = now() - interval '11 minutes'")
  const REFUSED = ['REAUTHENTICATION_REQUIRED']
  expect(await call(`removeMember(memberId: "${colleague.id}") ${MEMBERS}`)).toEqual(REFUSED)
  expect(await call(`transferOwnership(memberId: "${colleague.id}") ${MEMBERS}`)).toEqual(REFUSED)
  expect(await call('leaveShop { userErrors { code } }', colleague.headers)).toEqual(REFUSED)
  expect(await rolesInShop()).toHaveLength(2)
})
