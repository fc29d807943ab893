import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../test/api.ts'
import { createMember, headersOf, membershipHeaders, merchant } from '../../../test/member.ts'
import { insertTestOrder } from '../../../test/order.ts'
import { createShop, type TestShop } from '../../../test/shop.ts'
import { queryInShop } from '../../../test/sql.ts'
import type { Role } from '../../app/context.ts'

let api: TestApi
let shop: TestShop
let owner: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
}, 60_000)
beforeEach(async () => {
  shop = await createShop(api)
  owner = await headersOf(api, shop, 'OWNER')
})
afterAll(() => api.stop())

type Headers = Record<string, string>
interface RoleSet {
  role: Role
  permissions: string[]
  isDefault: boolean
  version: string
}
const roleSet = async (role: Role, headers = owner): Promise<RoleSet> => {
  const { data } = await merchant<{ rolePermissions: RoleSet[] }>(
    api,
    '{ rolePermissions { role permissions isDefault version } }',
    {},
    headers,
  )
  return data.rolePermissions.find((each) => each.role === role)!
}
const change = async (role: Role, permissions: string[] | null, headers = owner, version?: string) => {
  const input = { role, permissions, version: version ?? (await roleSet(role, headers)).version }
  const { data, errors } = await merchant<{
    payload: { userErrors: { code: string; field: string[] }[] }
  } | null>(
    api,
    `mutation ($input: ChangeRolePermissionsInput!) { payload: changeRolePermissions(input: $input) {
      userErrors { code field } } }`,
    { input },
    headers,
  )
  return (
    data?.payload.userErrors.map(({ code, field }) => [code, ...(field ?? [])]) ??
    errors?.[0]?.extensions.code
  )
}
const BUYER = 'query { orders { nodes { email } } unmatchedPayments { totalCount } }'
const ask = async (query: string, headers: Headers) =>
  (await merchant(api, query, {}, headers)).errors?.[0]?.extensions.code

test('permissions that a role loses are lost in an open session, only in this shop, and come back with the default', async () => {
  const other = await createShop(api)
  const member = await createMember(api, [
    { shop, role: 'VIEWER' },
    { shop: other, role: 'VIEWER' },
  ])
  const headers = await membershipHeaders(api, member, shop)
  expect(await ask(BUYER, headers)).toBeUndefined()
  expect(await change('VIEWER', ['ORDER_READ'])).toEqual([])
  expect(await ask(BUYER, headers)).toBe('FORBIDDEN')
  expect(await ask(BUYER, { ...headers, 'x-shop': other.slug })).toBeUndefined()
  const { data } = await merchant<{ viewer: { memberships: { permissions: string[] }[] } }>(
    api,
    '{ viewer { memberships { permissions } } }',
    {},
    headers,
  )
  const sets = data.viewer.memberships.map(({ permissions }) => [...permissions].sort())
  expect(sets.sort((a, b) => a.length - b.length)).toEqual([
    ['ORDER_READ'],
    ['DISCOUNT_READ', 'LEDGER_READ', 'ORDER_READ', 'PRODUCT_READ', 'UNMATCHED_PAYMENT_READ'],
  ])
  expect(await change('VIEWER', null)).toEqual([])
  expect(await ask(BUYER, headers)).toBeUndefined()
  expect((await roleSet('VIEWER')).isDefault).toBe(true)
})

test('a role that is given buyers sees them: in fields and in the search', async () => {
  const headers = await headersOf(api, shop, 'VIEWER')
  const permissionsOf = async () =>
    (
      await merchant<{ viewer: { memberships: { permissions: string[] }[] } }>(
        api,
        '{ viewer { memberships { permissions } } }',
        {},
        headers,
      )
    ).data.viewer.memberships[0]?.permissions
  await insertTestOrder(api, shop, { email: 'philomene@buyers.test' })
  const seen = async () => {
    const { data } = await merchant<{
      orders: { nodes: { email: string | null }[] }
      found: { totalCount: number }
    }>(
      api,
      '{ orders { nodes { email } } found: orders(filter: { search: "philomene@buyers.test" }) { totalCount } }',
      {},
      headers,
    )
    return { emails: data.orders.nodes.map(({ email }) => email), found: data.found.totalCount }
  }
  expect(await permissionsOf()).not.toContain('BUYER_READ')
  expect(await seen()).toMatchObject({ found: 0 })
  expect(JSON.stringify(await seen())).not.toContain('philomene')
  expect(await change('VIEWER', ['ORDER_READ', 'BUYER_READ'])).toEqual([])
  expect(await permissionsOf()).toEqual(['ORDER_READ', 'BUYER_READ'])
  expect(await seen()).toEqual({ emails: ['philomene@buyers.test'], found: 1 })
})

test('the owner’s role, the orders and the transfer of the shop cannot be adjusted', async () => {
  expect(await change('OWNER', ['ORDER_READ'])).toEqual([['ROLE_NOT_ADJUSTABLE', 'role']])
  expect(await change('VIEWER', ['UNMATCHED_PAYMENT_READ'])).toEqual([
    ['PERMISSION_NOT_ALLOWED', 'permissions', 'order.read'],
  ])
  const { permissions } = await roleSet('MANAGER')
  expect(await change('MANAGER', [...permissions, 'OWNERSHIP_TRANSFER'])).toEqual([
    ['PERMISSION_NOT_ALLOWED', 'permissions', 'ownership.transfer'],
  ])
})

test('a member who may manage people gives and takes nothing but what they may do, to no role that may do more', async () => {
  const { permissions } = await roleSet('MANAGER')
  expect(await change('MANAGER', [...permissions, 'MEMBER_MANAGE'])).toEqual([])
  const manager = await headersOf(api, shop, 'MANAGER')
  const viewer = await roleSet('VIEWER')
  expect(await change('VIEWER', [...viewer.permissions, 'GATEWAY_MANAGE'], manager)).toEqual([
    ['PERMISSION_NOT_ALLOWED', 'permissions', 'gateway.manage'],
  ])
  expect(await change('VIEWER', [...viewer.permissions, 'ORDER_CANCEL'], manager)).toEqual([])
  expect(await change('FULFILLMENT', ['ORDER_READ', 'GATEWAY_MANAGE'])).toEqual([])
  const invite = (role: Role) =>
    merchant<{ inviteMember: { userErrors: { code: string }[] } }>(
      api,
      `mutation { inviteMember(input: { email: "ida@invited.test", role: ${role} }) { userErrors { code } } }`,
      {},
      manager,
    )
  const { data } = await invite('FULFILLMENT')
  expect(data.inviteMember.userErrors.map(({ code }) => code)).toEqual(['ROLE_NOT_ALLOWED'])
})

test('a change that is based on outdated permissions is refused', async () => {
  const { version } = await roleSet('VIEWER')
  expect(await change('VIEWER', ['ORDER_READ'])).toEqual([])
  expect(await change('VIEWER', ['ORDER_READ', 'BUYER_READ'], owner, version)).toEqual([
    ['SETTINGS_CHANGED_MEANWHILE', 'version'],
  ])
})

test('a change is audited with what was given and taken', async () => {
  const { permissions } = await roleSet('VIEWER')
  const kept = permissions.filter((permission) => permission !== 'UNMATCHED_PAYMENT_READ')
  await change('VIEWER', [...kept, 'BUYER_READ'])
  const audited = await queryInShop<{ subject: string }>(
    api,
    shop,
    "select subject from audit_entry where action = 'changeRolePermissions'",
  )
  expect(audited).toEqual([{ subject: 'VIEWER: +buyer.read −unmatched_payment.read' }])
})
