import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../test/api.ts'
import { newBuyer } from '../../../test/buyer.ts'
import { headersOf, merchant } from '../../../test/member.ts'
import { createShop, type TestShop } from '../../../test/shop.ts'
import { queryInShop } from '../../../test/sql.ts'

let api: TestApi
let shop: TestShop
let owner: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  owner = await headersOf(api, shop, 'OWNER')
})
afterAll(() => api.stop())

interface Payload {
  appearance: { name: string; accentColor: string | null; version: string } | null
  userErrors: { code: string; field: string[] }[]
}
async function change(input: object): Promise<Payload> {
  const { data } = await merchant<{ changeShopAppearance: Payload }>(
    api,
    `mutation ($input: ChangeShopAppearanceInput!) { changeShopAppearance(input: $input) {
      appearance { name accentColor version } userErrors { code field } } }`,
    { input },
    owner,
  )
  return data.changeShopAppearance
}

test('name and colour are stored, audited and shown to buyers', async () => {
  expect((await change({ name: ' Chez Ève ', accentColor: '0F766E' })).appearance).toMatchObject({
    name: 'Chez Ève',
    accentColor: '#0f766e',
  })
  const buyer = newBuyer(api, shop)
  await expect
    .poll(async () => (await buyer.request('{ shop { name theme { accentColor } } }')).data)
    .toEqual({ shop: { name: 'Chez Ève', theme: { accentColor: '#0f766e' } } })
  expect((await change({ name: 'Chez Ève', accentColor: '' })).appearance?.accentColor).toBeNull()
  const audits = await queryInShop<{ subject: string }>(
    api,
    shop,
    "select subject from audit_entry where action = 'changeShopAppearance' order by at",
  )
  expect(audits.map(({ subject }) => subject)).toEqual([
    `name: Shop ${shop.slug} → Chez Ève; accentColor: – → #0f766e`,
    'accentColor: #0f766e → –',
  ])
})

test('everything that is wrong is named at once', async () => {
  const codes = async (input: object) => (await change(input)).userErrors.map(({ code }) => code)
  expect(await codes({ name: ' ', accentColor: '#ffee00' })).toEqual(['REQUIRED', 'ACCENT_COLOR_TOO_LIGHT'])
  expect(await codes({ name: 'x'.repeat(101), accentColor: 'red' })).toEqual([
    'TEXT_TOO_LONG',
    'ACCENT_COLOR_INVALID',
  ])
})

test('a change that is based on an outdated version is refused', async () => {
  const version = (await change({ name: 'First' })).appearance?.version
  await change({ name: 'Second' })
  expect((await change({ name: 'Third', version })).userErrors[0]?.code).toBe('SETTINGS_CHANGED_MEANWHILE')
})
