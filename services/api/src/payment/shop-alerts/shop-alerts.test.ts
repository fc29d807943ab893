import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../test/api.ts'
import { headersOf, merchant } from '../../../test/member.ts'
import { makeTestKey } from '../../../test/open-pgp.ts'
import { createShop, type TestShop } from '../../../test/shop.ts'
import { executeInShop } from '../../../test/sql.ts'

interface ShopAlerts {
  openUnmatchedPaymentCount: number | null
  cardMailWarning: { reason: string; keyExpiresAt: string | null } | null
  secondFactorOff: boolean
}

let api: TestApi
let shop: TestShop
let owner: Record<string, string>

beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  shop = await createShop(api)
  owner = await headersOf(api, shop, 'OWNER')
})

async function queryShopAlerts(headers: Record<string, string>): Promise<ShopAlerts | null> {
  const { data, errors } = await merchant<{ shopAlerts: ShopAlerts | null }>(
    api,
    '{ shopAlerts { openUnmatchedPaymentCount secondFactorOff cardMailWarning { reason keyExpiresAt } } }',
    {},
    headers,
  )
  expect(errors).toBeUndefined()
  return data.shopAlerts
}

const addUnmatchedPayment = (closedAt: string | null) =>
  executeInShop(
    api,
    shop,
    `insert into unmatched_payment (id, shop_id, reason, amount, currency, protocol, reference, closed_at)
     values (gen_random_uuid(), $1, 'UNKNOWN_REFERENCE', 900, 'EUR', 'lyra', 'r1', $2)`,
    shop.id,
    closedAt,
  )

/** Stores a key as if it had been valid when the shop's owner gave it. */
async function storeKey(expiresInDays?: number): Promise<void> {
  const { armored, fingerprint } = await makeTestKey({}, expiresInDays)
  const sql = 'update shop set openpgp_key = $1, openpgp_fingerprint = $2 where id = $3'
  await api.owner.query(sql, [armored, fingerprint, shop.id])
  await api.app.shops.reload([shop.id])
}

async function requireKey(): Promise<void> {
  await api.owner.query('update shop set openpgp_required = true where id = $1', [shop.id])
  await api.app.shops.reload([shop.id])
}

test('names the next step of the set-up to whoever may take it; of a shop that can sell, what the law wants', async () => {
  const next = async (headers: Record<string, string>) =>
    (
      await merchant<{ shopAlerts: { nextSetupStep: string | null } }>(
        api,
        '{ shopAlerts { nextSetupStep } }',
        {},
        headers,
      )
    ).data.shopAlerts.nextSetupStep
  const skip = (steps: string) =>
    executeInShop(api, shop, 'update shop set skipped_setup_steps = $2 where id = $1', shop.id, steps)
  expect(await next(owner)).toBe('BUSINESS_IDENTITY')
  await skip('{BUSINESS_IDENTITY}')
  expect(await next(owner)).toBe('LEGAL_PAGES')
  // It takes cards without an OpenPGP key, which the law does not want.
  await skip('{BUSINESS_IDENTITY,LEGAL_PAGES}')
  expect(await next(owner)).toBeNull()
  await executeInShop(api, shop, "update product set status = 'DRAFT' where shop_id = $1", shop.id)
  expect(await next(owner)).toBe('PRODUCT')
  expect(await next(await headersOf(api, shop, 'MANAGER'))).toBeNull()
})

test('counts the unmatched payments that are open', async () => {
  await addUnmatchedPayment(null)
  await addUnmatchedPayment(new Date().toISOString())
  expect(await queryShopAlerts(owner)).toMatchObject({ openUnmatchedPaymentCount: 1, cardMailWarning: null })
})

describe('the card mail warning', () => {
  test.each([
    ['with a key that never expires', undefined, null],
    ['more than 30 days before the key expires', 31, null],
    ['within 30 days before the key expires', 29, 'KEY_EXPIRES_SOON'],
    ['once the key has expired', -3, 'OPENPGP_KEY_UNUSABLE'],
  ])('%s', async (_when, expiresInDays, reason) => {
    await storeKey(expiresInDays)
    const warning = (await queryShopAlerts(owner))?.cardMailWarning ?? null
    expect(warning?.reason ?? null).toBe(reason)
    const days = (Date.parse(warning?.keyExpiresAt ?? '') - Date.now()) / 86_400_000
    expect(Math.round(days)).toBe(reason === 'KEY_EXPIRES_SOON' ? expiresInDays : NaN)
  })

  test('while a required key is missing', async () => {
    await requireKey()
    expect((await queryShopAlerts(owner))?.cardMailWarning).toEqual({
      reason: 'OPENPGP_KEY_MISSING',
      keyExpiresAt: null,
    })
  })

  test('is null for a member who may not manage the card mail', async () => {
    await requireKey()
    expect(await queryShopAlerts(await headersOf(api, shop, 'MANAGER'))).toMatchObject({
      openUnmatchedPaymentCount: 0,
      cardMailWarning: null,
    })
  })
})

test('there are no alerts without a shop, nor in a shop of others', async () => {
  const { authorization = '' } = owner
  expect(await queryShopAlerts({ authorization })).toBeNull()
  expect(await queryShopAlerts({ authorization, 'x-shop': (await createShop(api)).slug })).toBeNull()
})

test('tells the owner alone that cards need no second factor, while that is so', async () => {
  expect((await queryShopAlerts(owner))?.secondFactorOff).toBe(true)
  expect((await queryShopAlerts(await headersOf(api, shop, 'MANAGER')))?.secondFactorOff).toBe(false)
  const strict = await createShop(api, { secondFactorRequired: true })
  expect((await queryShopAlerts(await headersOf(api, strict, 'OWNER')))?.secondFactorOff).toBe(false)
})
