import { afterAll, beforeAll, expect, test } from 'vitest'
import { merchantContext, writeAuditEntries } from '../../test/audit.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { createMember, membershipHeaders, merchant } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeAllInShop } from '../../test/sql.ts'

let api: TestApi
let shop: TestShop
let owner: { id: string; name: string }
let headers: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api, { timeZone: 'Pacific/Auckland' })
  const member = await createMember(api, [{ shop, role: 'OWNER' }])
  owner = member
  headers = await membershipHeaders(api, member, shop)
}, 60_000)
afterAll(() => api.stop())

interface Log {
  nodes: { subject: string; action: string; actionText: string; memberName: string | null; address: string }[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}
const read = async (filter: Record<string, string> = {}, first = 50, after: string | null = null) =>
  (
    await merchant<{ auditLog: Log }>(
      api,
      `query ($filter: AuditLogFilterInput, $first: Int!, $after: String) {
        auditLog(filter: $filter, first: $first, after: $after) {
          nodes { subject action actionText memberName address } pageInfo { hasNextPage endCursor } } }`,
      { filter, first, after },
      { ...headers, 'accept-language': 'fr' },
    )
  ).data.auditLog

test('shows who did what and from where, newest first, with the action in plain words', async () => {
  const { nodes } = await read()
  expect(nodes).toEqual([
    expect.objectContaining({ action: 'signIn', actionText: 'Connexion', memberName: owner.name }),
  ])
  expect(nodes[0]?.address).toMatch(/127\.0\.0\.1|::1/)
})

test('pages through entries of one moment without losing or repeating one', async () => {
  const paged = await createShop(api)
  const member = await createMember(api, [{ shop: paged, role: 'OWNER' }])
  await writeAuditEntries(api, paged, 7, 'entry')
  await executeAllInShop(api, paged, [
    ['update audit_entry set at = $1 where shop_id = $2', new Date(), paged.id],
  ])
  const pagedHeaders = await membershipHeaders(api, member, paged)
  const subjects: string[] = []
  let after: string | null = null
  do {
    const answer: { data: { auditLog: Log } } = await merchant(
      api,
      `query ($after: String) { auditLog(first: 3, after: $after, filter: { action: "cancelOrder" }) {
        nodes { subject } pageInfo { hasNextPage endCursor } } }`,
      { after },
      pagedHeaders,
    )
    subjects.push(...answer.data.auditLog.nodes.map(({ subject }) => subject))
    after = answer.data.auditLog.pageInfo.hasNextPage ? answer.data.auditLog.pageInfo.endCursor : null
  } while (after)
  expect(subjects.sort()).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `entry ${n}`))
})

test('filters by member, action and days of the shop’s time zone', async () => {
  const { member } = await merchantContext(api, shop)
  const entry = (id: string, at: string, memberId: string, action: string) =>
    [
      `insert into audit_entry (id, shop_id, at, member_id, member_name, action, subject)
       values (gen_random_uuid(), $1, $2, $3, 'Zoé Martin', $4, $5)`,
      shop.id,
      at,
      memberId,
      action,
      id,
    ] as [string, ...unknown[]]
  // Midnight in Auckland is 12:00 UTC in winter.
  await executeAllInShop(api, shop, [
    entry('before', '2026-06-30T11:59:59Z', member.id, 'markShipped'),
    entry('first', '2026-06-30T12:00:00Z', member.id, 'markShipped'),
    entry('last', '2026-07-01T11:59:59Z', owner.id, 'cancelOrder'),
    entry('after', '2026-07-01T12:00:00Z', owner.id, 'markShipped'),
  ])
  const subjects = async (filter: Record<string, string>) =>
    (await read(filter)).nodes.map(({ subject }) => subject)
  expect(await subjects({ since: '2026-07-01', until: '2026-07-01' })).toEqual(['last', 'first'])
  expect(await subjects({ memberId: member.id })).toEqual(['first', 'before'])
  expect(await subjects({ action: 'cancelOrder' })).toEqual(['last'])
  expect(await subjects({ memberId: owner.id, action: 'markShipped', until: '2026-07-02' })).toEqual([
    'after',
  ])
  expect(await subjects({ memberId: 'none' })).toEqual([])
  const { data } = await merchant<{ auditMembers: { id: string; name: string }[] }>(
    api,
    '{ auditMembers { id name } }',
    {},
    headers,
  )
  expect(data.auditMembers.map(({ id }) => id).sort()).toEqual([member.id, owner.id].sort())
})
