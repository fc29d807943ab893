import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { saveDiscount, usesOf } from '../../test/discount.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { queryInShop } from '../../test/sql.ts'

let api: TestApi
let shop: TestShop
let manager: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
})
beforeEach(async () => {
  shop = await createShop(api)
  manager = await headersOf(api, shop, 'MANAGER')
})
afterAll(() => api.stop())

test('every error of a discount is reported at once, at its field', async () => {
  const codesOf = async (input: Record<string, unknown>) =>
    (await saveDiscount(api, manager, input)).userErrors.map(
      ({ code, field }) => `${code} ${field?.join('.')}`,
    )
  expect(
    await codesOf({
      code: 'A B',
      basisPoints: 10_001,
      minimumAmount: 0,
      maxUses: 0,
      maxUsesPerEmail: -1,
      endsAt: '2025-12-31T00:00:00Z',
    }),
  ).toEqual([
    'DISCOUNT_CODE_INVALID code',
    'PERCENTAGE_INVALID basisPoints',
    'AMOUNT_INVALID minimumAmount',
    'LIMIT_INVALID maxUses',
    'LIMIT_INVALID maxUsesPerEmail',
    'PERIOD_INVALID endsAt',
  ])
  expect(await codesOf({ code: null, kind: 'AMOUNT' })).toEqual(['REQUIRED name', 'AMOUNT_INVALID amount'])
  expect(await codesOf({ collectionId: shop.id })).toEqual(['NOT_FOUND collectionId'])
  expect(await codesOf({ code: 'été-2026' })).toEqual([])
  expect(await codesOf({ code: 'AVANT', startsAt: '0000-06-01T00:00:00Z' })).toEqual([])
})

test('a code belongs to one discount of the shop, whatever its case', async () => {
  const { discount } = await saveDiscount(api, manager, { code: 'Noel' })
  expect(discount?.code).toBe('NOEL')
  expect((await saveDiscount(api, manager, { code: 'nOEL' })).userErrors).toEqual([
    { code: 'DISCOUNT_CODE_TAKEN', field: ['code'] },
  ])
  const other = await createShop(api)
  expect((await saveDiscount(api, await headersOf(api, other, 'MANAGER'))).discount?.code).toBe('NOEL')
})

test.each([
  [{}, 'ACTIVE'],
  [{ enabled: false }, 'DISABLED'],
  [{ startsAt: '2099-01-01T00:00:00Z' }, 'SCHEDULED'],
  [{ endsAt: '2026-01-02T00:00:00Z' }, 'ENDED'],
])('a discount with %o is %s', async (input, status) => {
  expect((await saveDiscount(api, manager, input)).discount?.status).toBe(status)
})

test('a change that is based on an outdated version is refused, and each change is audited', async () => {
  const { discount } = await saveDiscount(api, manager)
  const change = { id: discount?.id, version: 1, basisPoints: 2000 }
  expect((await saveDiscount(api, manager, change)).discount?.version).toBe(2)
  expect((await saveDiscount(api, manager, { ...change, basisPoints: 3000 })).userErrors).toEqual([
    { code: 'SETTINGS_CHANGED_MEANWHILE', field: ['version'] },
  ])
  const remove = async (version: number) =>
    (
      await merchant<{ removeDiscount: { userErrors: { code: string }[] } }>(
        api,
        'mutation ($id: ID!, $version: Int) { removeDiscount(id: $id, version: $version) { userErrors { code } } }',
        { id: discount?.id, version },
        manager,
      )
    ).data.removeDiscount.userErrors
  expect(await remove(1)).toEqual([{ code: 'SETTINGS_CHANGED_MEANWHILE' }])
  expect(await remove(2)).toEqual([])
  expect(await remove(2)).toEqual([{ code: 'NOT_FOUND' }])
  expect(await usesOf(api, manager, discount?.id)).toBeNull()
  const audits = await queryInShop<{ action: string; subject: string }>(
    api,
    shop,
    "select action, subject from audit_entry where shop_id = $1 and action like '%Discount' order by id",
    shop.id,
  )
  expect(audits.map(({ action, subject }) => `${action} ${subject}`)).toEqual([
    expect.stringMatching(
      /^saveDiscount NOEL: name: – → NOEL; code: – → NOEL; kind: – → PERCENTAGE; basisPoints: – → 1000/,
    ),
    'saveDiscount NOEL: basisPoints: 1000 → 2000',
    'removeDiscount NOEL',
  ])
})

test('a viewer sees the discounts and cannot change them', async () => {
  await saveDiscount(api, manager)
  const viewer = await headersOf(api, shop, 'VIEWER')
  const { data } = await merchant<{ discounts: unknown }>(api, '{ discounts { code } }', {}, viewer)
  expect(data.discounts).toEqual([{ code: 'NOEL' }])
})
