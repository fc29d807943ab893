import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { address, buyerWithCart, orderInput, placeOrder } from '../../test/checkout.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { createShop, type ShopOptions, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const FIELDS = `territory territories isSmallBusiness isInUnion ossSince priceMode hasKnownRates rates { category basisPoints isUnsure } unsureElsewhere { category territories }
  ownRates { category basisPoints } distanceSales { thisYear { amount } lastYear { amount } threshold { amount } } version`

interface Settings {
  rates: { category: string; basisPoints: number; isUnsure: boolean }[]
  unsureElsewhere: { category: string; territories: string[] }[]
  version: string
}
interface Payload {
  settings: Settings | null
  userErrors: { code: string; field: string[] | null }[]
}

async function ownerOf(options: ShopOptions = {}) {
  const shop = await createShop(api, options)
  const headers = await headersOf(api, shop, 'OWNER')
  const send = async <T>(document: string, variables: Record<string, unknown> = {}): Promise<T> => {
    const { data, errors } = await merchant<T>(api, document, variables, headers)
    expect(errors).toBeUndefined()
    return data
  }
  return {
    shop,
    read: async () => (await send<{ taxSettings: Settings }>(`{ taxSettings { ${FIELDS} } }`)).taxSettings,
    vatChecks: async () =>
      (
        await send<{ vatChecks: { nodes: { id: string }[] } }>(
          '{ vatChecks { nodes { id number checkedOn reference } } }',
        )
      ).vatChecks,
    change: async (input: Record<string, unknown>) =>
      (
        await send<{ changeTaxSettings: Payload }>(
          `mutation ($input: ChangeTaxSettingsInput!) { changeTaxSettings(input: $input) { settings { ${FIELDS} } userErrors { code field } } }`,
          {
            input: {
              territory: 'FR',
              isSmallBusiness: false,
              priceMode: 'SAME_GROSS',
              ownRates: [],
              ...input,
            },
          },
        )
      ).changeTaxSettings,
    record: async (input: Record<string, unknown>) =>
      (
        await send<{ recordVatCheck: { vatCheck: object | null; userErrors: object[] } }>(
          `mutation ($input: RecordVatCheckInput!) { recordVatCheck(input: $input) { vatCheck { number checkedOn reference } userErrors { code field } } }`,
          { input: { vatNumber: 'DE123456789', checkedOn: '2026-11-20', reference: 'WAPIAAAAY1', ...input } },
        )
      ).recordVatCheck,
    remove: async (id: string) =>
      (
        await send<{ removeVatCheck: object }>(
          'mutation ($id: ID!) { removeVatCheck(id: $id) { removedId userErrors { code } } }',
          { id },
        )
      ).removeVatCheck,
  }
}

const auditOf = (shop: TestShop) =>
  queryInShop<{ action: string; subject: string }>(
    api,
    shop,
    "select action, subject from audit_entry where action <> 'signIn' order by at, id",
  )

test('a new French shop charges French rates at the same gross price everywhere', async () => {
  expect(await (await ownerOf()).read()).toMatchObject({
    territory: 'FR',
    territories: expect.arrayContaining(['FR', 'FR-20R', 'GP', 'MQ', 'GF', 'RE', 'YT']) as string[],
    isSmallBusiness: false,
    isInUnion: true,
    ossSince: null,
    priceMode: 'SAME_GROSS',
    hasKnownRates: true,
    rates: expect.arrayContaining([
      { category: 'STANDARD', basisPoints: 2000, isUnsure: false },
      { category: 'FOOD', basisPoints: 550, isUnsure: false },
      { category: 'PRESS', basisPoints: 210, isUnsure: false },
    ]) as object[],
    distanceSales: { thisYear: { amount: 0 }, lastYear: { amount: 0 }, threshold: { amount: 1_000_000 } },
  })
})

test('a change is stored, audited, and followed by the next order', async () => {
  const { shop, change, read } = await ownerOf()
  const { settings, userErrors } = await change({
    ossSince: '2026-01-01',
    priceMode: 'SAME_NET',
    ownRates: [{ category: 'OTHER', basisPoints: 130 }],
  })
  expect(userErrors).toEqual([])
  expect(settings).toMatchObject({ ossSince: '2026-01-01', priceMode: 'SAME_NET' })
  expect(await read()).toEqual(settings)
  expect(await auditOf(shop)).toEqual([
    {
      action: 'changeTaxSettings',
      subject: 'ossSince: – → 2026-01-01; priceMode: SAME_GROSS → SAME_NET; OTHER: – → 130',
    },
  ])
  await expect.poll(async () => (await api.app.shops.find('id', shop.id))?.tax.ossSince).toBe('2026-01-01')
  const buyer = await buyerWithCart(api, shop, [1])
  const german = { ...address, countryCode: 'DE', postalCode: '10115' }
  const { order } = await placeOrder(buyer, orderInput(shop, { billingAddress: german }))
  expect(order?.total.amount).toBe(992 + 486)
})

test('all problems are reported at once, and nothing is stored', async () => {
  const { change, read } = await ownerOf()
  const before = await read()
  expect(
    await change({
      territory: 'ES-CN',
      ossSince: '2026-01-01',
      ownRates: [
        { category: 'OTHER', basisPoints: 10_001 },
        { category: 'FOOD', basisPoints: 100 },
      ],
    }),
  ).toEqual({
    settings: null,
    userErrors: [
      { code: 'TAX_TERRITORY_NOT_OF_COUNTRY', field: ['territory'] },
      { code: 'OSS_NOT_AVAILABLE', field: ['ossSince'] },
      { code: 'TAX_RATE_INVALID', field: ['ownRates', '0', 'basisPoints'] },
    ],
  })
  expect(await change({ isSmallBusiness: true, ossSince: '2026-01-01' })).toMatchObject({
    userErrors: [{ code: 'OSS_NOT_AVAILABLE', field: ['ossSince'] }],
  })
  expect(await change({ ownRates: [{ category: 'FOOD', basisPoints: 100 }] })).toMatchObject({
    userErrors: [{ code: 'TAX_RATE_INVALID', field: ['ownRates', '0', 'basisPoints'] }],
  })
  expect(await read()).toEqual(before)
})

test('rates that need an accountant are marked, at home and in the countries that the one-stop shop charges', async () => {
  const { read, change } = await ownerOf({ variants: [{ taxCategory: 'PLANTS' }] })
  const unsure = async () =>
    (await read()).rates.filter(({ isUnsure }) => isUnsure).map(({ category }) => category)
  expect(await unsure()).toEqual([])
  expect((await read()).unsureElsewhere).toEqual([])
  await change({ ossSince: '2026-01-01' })
  expect((await read()).unsureElsewhere).toEqual([
    { category: 'PLANTS', territories: ['CY', 'CZ', 'HR', 'RO', 'AT-JM'] },
  ])
  await change({ territory: 'GP' })
  expect(await unsure()).toEqual(['PREPARED_FOOD', 'MEDICINES', 'PLANTS', 'ART'])
  await change({ territory: 'FR', isSmallBusiness: true })
  expect(await unsure()).toEqual([])
})

test('of two members who edit at once, the second is refused', async () => {
  const { change, read } = await ownerOf()
  const { version } = await read()
  expect((await change({ version, isSmallBusiness: true })).userErrors).toEqual([])
  expect(await change({ version, priceMode: 'SAME_NET' })).toEqual({
    settings: null,
    userErrors: [{ code: 'SETTINGS_CHANGED_MEANWHILE', field: ['version'] }],
  })
})

test('paid sales to consumers in other member states are summed without VAT, by calendar year', async () => {
  const { shop, read } = await ownerOf()
  const german = { ...address, countryCode: 'DE', postalCode: '10115' }
  for (const [paid, placedAt] of [
    [true, 'now()'],
    [true, `date_trunc('year', now()) - interval '1 month'`],
    [true, `date_trunc('year', now()) - interval '14 months'`],
    [false, 'now()'],
  ] as const) {
    const buyer = await buyerWithCart(api, shop, [1])
    const { order } = await placeOrder(buyer, orderInput(shop, { billingAddress: german }))
    await executeInShop(
      api,
      shop,
      `update "order" set placed_at = ${placedAt} ${paid ? ", status = 'PAID', paid_at = now()" : ''} where id = $1`,
      order?.id,
    )
  }
  const home = await placeOrder(await buyerWithCart(api, shop, [1]), orderInput(shop))
  await executeInShop(
    api,
    shop,
    `update "order" set status = 'PAID', paid_at = now() where id = $1`,
    home.order?.id,
  )
  expect(await read()).toMatchObject({
    distanceSales: { thisYear: { amount: 1242 }, lastYear: { amount: 1242 } },
  })
})

test('a check of a VAT number is recorded without its separators, audited, renewed and removed', async () => {
  const { shop, record, vatChecks, remove } = await ownerOf()
  expect(await record({ vatNumber: 'de 123 456 789' })).toEqual({
    vatCheck: { number: 'DE123456789', checkedOn: '2026-11-20', reference: 'WAPIAAAAY1' },
    userErrors: [],
  })
  const first = (await vatChecks()).nodes[0]?.id ?? ''
  expect((await record({ checkedOn: '2026-11-21' })).userErrors).toEqual([])
  const { nodes } = await vatChecks()
  expect(nodes).toMatchObject([{ number: 'DE123456789', checkedOn: '2026-11-21' }])
  // Another member renewed the check meanwhile: what this one saw is not there any more.
  expect(await remove(first)).toEqual({ removedId: null, userErrors: [{ code: 'NOT_FOUND' }] })
  const id = nodes[0]?.id ?? ''
  expect(await remove(id)).toEqual({ removedId: id, userErrors: [] })
  expect(await remove(id)).toEqual({ removedId: null, userErrors: [{ code: 'NOT_FOUND' }] })
  expect((await auditOf(shop)).map(({ action }) => action)).toEqual([
    'recordVatCheck',
    'recordVatCheck',
    'removeVatCheck',
  ])
})

test('a check that cannot be one is refused with every problem', async () => {
  const { record } = await ownerOf()
  expect(await record({ vatNumber: 'DE1', checkedOn: '2999-01-01', reference: ' ' })).toEqual({
    vatCheck: null,
    userErrors: [
      { code: 'VAT_NUMBER_NOT_EUROPEAN', field: ['vatNumber'] },
      { code: 'DATE_IN_FUTURE', field: ['checkedOn'] },
      { code: 'REQUIRED', field: ['reference'] },
    ],
  })
})

test('a day of the year 0, which PostgreSQL does not know, becomes the first one that it knows', async () => {
  const { change, record } = await ownerOf()
  expect((await change({ ossSince: '0000-06-01' })).settings).toMatchObject({ ossSince: '0001-01-01' })
  expect(await record({ checkedOn: '0000-06-01' })).toMatchObject({ vatCheck: { checkedOn: '0001-01-01' } })
})
