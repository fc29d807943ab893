import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../test/api.ts'
import { newBuyer } from '../../../test/buyer.ts'
import { headersOf, merchant } from '../../../test/member.ts'
import { fetchPicture, fourColours, uploadPicture } from '../../../test/picture.ts'
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

describe('a logo', () => {
  const LOGO =
    'mutation ($input: ChangeShopAppearanceInput!) { changeShopAppearance(input: $input) { appearance { logo { id url width } version } userErrors { code field } } }'
  const setLogo = async (input: { logoId?: string | null; version?: string }, headers = owner) =>
    (
      await merchant<{
        changeShopAppearance: {
          appearance: { logo: { id: string; url: string; width: number } | null; version: string } | null
          userErrors: { code: string; field: string[] }[]
        }
      }>(api, LOGO, { input: { name: 'Chez Ève', ...input } }, headers)
    ).data.changeShopAppearance
  const shown = async () =>
    (
      await newBuyer(api, shop).request<{
        shop: { theme: { logo: { url: string; altText: string } | null } }
      }>('{ shop { theme { logo { url altText width } } } }')
    ).data.shop.theme.logo

  test('is shown to buyers, described by the name of the shop, stays with other changes, and can be removed', async () => {
    const { id } = await uploadPicture(api, owner, await fourColours(400, 100).png().toBuffer())
    const { appearance, userErrors } = await setLogo({ logoId: id })
    expect(userErrors).toEqual([])
    expect(appearance?.logo).toMatchObject({ id, width: 400 })
    await expect.poll(shown).toMatchObject({ altText: 'Chez Ève', width: 400 })
    expect((await fetchPicture(api, (await shown())?.url ?? '')).status).toBe(200)
    expect((await setLogo({})).appearance?.logo?.id).toBe(id)
    expect((await setLogo({ logoId: null })).appearance?.logo).toBeNull()
    await expect.poll(shown).toBeNull()
    const outdated = await setLogo({ logoId: id, version: appearance?.version ?? '' })
    expect(outdated.userErrors).toEqual([{ code: 'SETTINGS_CHANGED_MEANWHILE', field: ['version'] }])
  })

  test.each([['of another shop'], ['that is none']])('%s is refused', async (which) => {
    const other = await headersOf(api, await createShop(api), 'OWNER')
    const { id } = await uploadPicture(api, other, await fourColours(300, 100).png().toBuffer())
    const logoId = which === 'that is none' ? 'none' : id
    expect(await setLogo({ logoId })).toEqual({
      appearance: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['logoId'] }],
    })
    expect(await shown()).toBeNull()
  })
})
