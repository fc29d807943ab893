import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { queryInShop } from '../../test/sql.ts'
import { merchant, headersOf } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

let api: TestApi
let shop: TestShop
let owner: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  owner = await headersOf(api, shop, 'OWNER')
})
afterAll(() => api.stop())

const FIELDS =
  'orderDelaySeconds bankDelaySeconds keptRetentionSeconds cardPageUrl orderPageUrl contactEmail origins version'
const defaults = { orderDelaySeconds: 604_800, bankDelaySeconds: 7200, keptRetentionSeconds: 604_800 }

interface Payload {
  settings: Record<string, unknown> | null
  userErrors: { code: string; field: string[] | null }[]
}
async function change(input: Record<string, unknown>): Promise<Payload> {
  const { data, errors } = await merchant<{ changeShopSettings: Payload }>(
    api,
    `mutation ($input: ChangeShopSettingsInput!) {
      changeShopSettings(input: $input) { settings { ${FIELDS} } userErrors { code field } } }`,
    { input: { ...defaults, ...input } },
    owner,
  )
  expect(errors).toBeUndefined()
  return data.changeShopSettings
}
const read = async () =>
  (await merchant<{ shopSettings: unknown }>(api, `{ shopSettings { ${FIELDS} } }`, {}, owner)).data
    .shopSettings

test('a change is stored, cached at once and audited', async () => {
  const settingsToSet = {
    orderDelaySeconds: 86_400,
    bankDelaySeconds: 3600,
    keptRetentionSeconds: 2_592_000,
    cardPageUrl: `${shop.origin}/fr/carte?from=mail`,
    orderPageUrl: `${shop.origin}/fr/commande`,
    contactEmail: 'bonjour@shop.test',
  }
  const { settings, userErrors } = await change(settingsToSet)
  expect(userErrors).toEqual([])
  expect(settings).toEqual({
    ...settingsToSet,
    origins: [shop.origin],
    version: expect.any(String) as string,
  })
  expect(await read()).toEqual(settings)
  await expect.poll(() => api.app.shops.find('slug', shop.slug)).toMatchObject(settingsToSet)
  await change(settingsToSet)
  const audits = await queryInShop<{ action: string; subject: string }>(
    api,
    shop,
    'select action, subject from audit_entry where action = $1',
    'changeShopSettings',
  )
  expect(audits).toHaveLength(1)
  expect(audits[0]?.subject).toContain('orderDelaySeconds: 604800 → 86400')
  expect(audits[0]?.subject).toContain('contactEmail: – → bonjour@shop.test')
  expect((await change({ cardPageUrl: ' ', orderPageUrl: null })).settings).toMatchObject({
    cardPageUrl: null,
    orderPageUrl: null,
    contactEmail: 'bonjour@shop.test',
  })
  expect((await change({ contactEmail: ' ' })).settings).toMatchObject({ contactEmail: null })
})

test.each([
  ['orderDelaySeconds', 3599],
  ['orderDelaySeconds', 60 * 86_400 + 1],
  ['bankDelaySeconds', 0],
  ['bankDelaySeconds', 3 * 86_400 + 1],
  ['keptRetentionSeconds', 3599],
  ['keptRetentionSeconds', 2_592_001],
])('refuses %s of %d seconds', async (field, value) => {
  const before = await read()
  expect(await change({ [field]: value })).toEqual({
    settings: null,
    userErrors: [{ code: 'DELAY_OUT_OF_BOUNDS', field: [field] }],
  })
  expect(await read()).toEqual(before)
})

test('reports all errors at once', async () => {
  const invalid = {
    bankDelaySeconds: 0,
    cardPageUrl: 'https://elsewhere.test',
    orderPageUrl: 'order',
    contactEmail: 'nobody',
  }
  expect((await change(invalid)).userErrors).toEqual([
    { code: 'DELAY_OUT_OF_BOUNDS', field: ['bankDelaySeconds'] },
    { code: 'INVALID_EMAIL', field: ['contactEmail'] },
    { code: 'PAGE_NOT_OF_SHOP', field: ['cardPageUrl'] },
    { code: 'PAGE_NOT_OF_SHOP', field: ['orderPageUrl'] },
  ])
})

test.each(['https://elsewhere.test/order', 'javascript:alert(1)', 'order', '#', 'OWN/order#x', 'USER'])(
  'refuses %s as a page of the shop',
  async (text) => {
    const url = text.replace('OWN', shop.origin).replace('USER', shop.origin.replace('//', '//user@'))
    for (const field of ['cardPageUrl', 'orderPageUrl'])
      expect((await change({ [field]: url })).userErrors).toEqual([
        { code: 'PAGE_NOT_OF_SHOP', field: [field] },
      ])
  },
)

describe('a change that is based on outdated settings', () => {
  const readVersion = async () => ((await read()) as { version: string }).version

  test('is refused and changes nothing', async () => {
    const outdated = await readVersion()
    const { settings } = await change({ orderDelaySeconds: 7200, version: outdated })
    const stored = await read()
    expect(settings).toEqual(stored)
    expect(await change({ orderDelaySeconds: 604_800, bankDelaySeconds: 3600, version: outdated })).toEqual({
      settings: null,
      userErrors: [{ code: 'SETTINGS_CHANGED_MEANWHILE', field: ['version'] }],
    })
    expect(await read()).toEqual(stored)
  })

  test('is refused when only the contact address was changed meanwhile', async () => {
    await change({})
    const outdated = await readVersion()
    await change({ contactEmail: 'new@shop.test' })
    expect((await change({ contactEmail: 'old@shop.test', version: outdated })).userErrors).toEqual([
      { code: 'SETTINGS_CHANGED_MEANWHILE', field: ['version'] },
    ])
    expect(await read()).toMatchObject({ contactEmail: 'new@shop.test' })
  })

  test('is accepted with the current version, without one, or if it changes nothing', async () => {
    const outdated = await readVersion()
    const change1 = { orderDelaySeconds: 10_800 }
    expect((await change({ ...change1, version: outdated })).userErrors).toEqual([])
    expect((await change({ ...change1, version: outdated })).userErrors).toEqual([])
    expect((await change({ orderDelaySeconds: 14_400, version: await readVersion() })).userErrors).toEqual([])
    expect((await change({ orderDelaySeconds: 18_000 })).userErrors).toEqual([])
  })

  test('is refused for all but one of several simultaneous changes', async () => {
    const version = await readVersion()
    const payloads = await Promise.all(
      [1, 2, 3, 4].map((hours) => change({ bankDelaySeconds: hours * 3600 + 60, version })),
    )
    expect(payloads.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1)
  })
})

test('a shop stops taking cards, and takes them again', async () => {
  const modes = async () => (await api.app.shops.find('slug', shop.slug))?.paymentModes
  const answer = async (cardsAccepted: boolean) => {
    const { data } = await merchant<{ changed: { settings: { cardsAccepted: boolean } } }>(
      api,
      `mutation ($input: ChangeShopSettingsInput!) {
        changed: changeShopSettings(input: $input) { settings { cardsAccepted } userErrors { code } } }`,
      { input: { ...defaults, cardsAccepted } },
      owner,
    )
    return data.changed
  }
  expect(await answer(false)).toEqual({ settings: { cardsAccepted: false }, userErrors: [] })
  await expect.poll(modes).toEqual(['BANK'])
  expect(await answer(true)).toEqual({ settings: { cardsAccepted: true }, userErrors: [] })
  await expect.poll(modes).toEqual(['BANK', 'CARD'])
  // What is omitted stays.
  await change({ orderDelaySeconds: 90_000 })
  expect((await answer(true)).settings.cardsAccepted).toBe(true)
  expect(await modes()).toEqual(['BANK', 'CARD'])
})
