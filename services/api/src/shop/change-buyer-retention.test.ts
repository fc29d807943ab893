import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { createMember, membershipHeaders, merchant, type TestMember } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { queryInShop } from '../../test/sql.ts'

let api: TestApi
let shop: TestShop
let owner: TestMember
let headers: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  owner = await createMember(api, [{ shop, role: 'OWNER' }])
  headers = await membershipHeaders(api, owner, shop)
}, 60_000)
afterAll(() => api?.stop())

interface Payload {
  settings: { buyerDataRetentionMonths: number | null } | null
  userErrors: { code: string; field: string[] | null }[]
}
async function change(input: { buyerDataRetentionMonths?: number | null }): Promise<Payload> {
  const { data } = await merchant<{ changeShopSettings: Payload }>(
    api,
    `mutation ($input: ChangeShopSettingsInput!) {
      changeShopSettings(input: $input) { settings { buyerDataRetentionMonths } userErrors { code field } } }`,
    {
      input: { orderDelaySeconds: 604_800, bankDelaySeconds: 7200, keptRetentionSeconds: 604_800, ...input },
    },
    headers,
  )
  return data.changeShopSettings
}
const monthsOf = async (input: { buyerDataRetentionMonths?: number | null }) =>
  (await change(input)).settings?.buyerDataRetentionMonths

test('the period is 12 to 120 months or without end, stays when it is left out, and its change is audited', async () => {
  expect(await monthsOf({})).toBe(36)
  expect(await monthsOf({ buyerDataRetentionMonths: 120 })).toBe(120)
  expect(await monthsOf({ buyerDataRetentionMonths: null })).toBeNull()
  expect(await monthsOf({ buyerDataRetentionMonths: 12 })).toBe(12)
  expect(await monthsOf({})).toBe(12)
  for (const months of [11, 121, 0, -12])
    expect((await change({ buyerDataRetentionMonths: months })).userErrors).toEqual([
      { code: 'DELAY_OUT_OF_BOUNDS', field: ['buyerDataRetentionMonths'] },
    ])
  const audited = await queryInShop<{ subject: string }>(
    api,
    shop,
    `select subject from audit_entry where action = 'changeShopSettings' order by at`,
  )
  expect(audited.map(({ subject }) => subject)).toEqual([
    'buyerDataRetentionMonths: 36 → 120',
    'buyerDataRetentionMonths: 120 → –',
    'buyerDataRetentionMonths: – → 12',
  ])
})

test('a shorter period, which erases at once, needs a recent authentication; a longer one does not', async () => {
  await change({ buyerDataRetentionMonths: 24 })
  await api.owner.query(
    `update session set authenticated_at = authenticated_at - interval '11 minutes' where member_id = $1`,
    [owner.id],
  )
  expect((await change({ buyerDataRetentionMonths: 23 })).userErrors).toEqual([
    { code: 'REAUTHENTICATION_REQUIRED', field: null },
  ])
  expect(await monthsOf({ buyerDataRetentionMonths: 36 })).toBe(36)
  expect(await monthsOf({ buyerDataRetentionMonths: null })).toBeNull()
  expect((await change({ buyerDataRetentionMonths: 120 })).userErrors).toEqual([
    { code: 'REAUTHENTICATION_REQUIRED', field: null },
  ])
})
