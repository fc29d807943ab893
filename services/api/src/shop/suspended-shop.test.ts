import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { graphql } from '../../test/api.ts'
import { startApiAndBank, type ApiAndBank } from '../../test/bank/bank.ts'
import { bankStateOf, createTestContract, startBankPayment } from '../../test/bank/bank-payment.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { queryInShop } from '../../test/sql.ts'
import { foreignStorefrontCases } from '../../test/tenancy/storefront-cases.ts'
import { rowsOfShop, twoShops, type FullShop } from '../../test/tenancy/two-shops.ts'
import { changeShopStatus } from './change-shop-status.ts'

let bench: ApiAndBank
let suspended: FullShop
let closed: FullShop
beforeAll(async () => {
  bench = await startApiAndBank()
  ;({ ours: suspended, theirs: closed } = await twoShops(bench.api))
  await changeShopStatus(bench.api.app.orm, suspended.shop.slug, 'SUSPENDED')
  await changeShopStatus(bench.api.app.orm, closed.shop.slug, 'CLOSED')
  await vi.waitFor(async () => {
    const cached = await Promise.all(
      [suspended, closed].map(({ shop }) => bench.api.app.shops.find('id', shop.id)),
    )
    expect(cached.map((shop) => shop?.status)).toEqual(['SUSPENDED', 'CLOSED'])
  })
}, 60_000)
afterAll(() => bench.stop())

const codeOf = ({ errors }: { errors?: { extensions: { code: string } }[] }) => errors?.[0]?.extensions.code

describe.each([
  ['suspended', () => suspended],
  ['closed', () => closed],
])('a %s shop', (_status, shopOf) => {
  test.each(Object.entries(foreignStorefrontCases))(
    'refuses %s and changes nothing',
    async (_name, { document, variables }) => {
      const { api } = bench
      const full = shopOf()
      const before = await rowsOfShop(api, full.shop.id)
      const answer = await graphql(`${api.url}/graphql`, document, variables?.(full, full) ?? {}, {
        'x-shop-key': full.shop.key,
        'x-visitor-id': full.visitorId,
        origin: full.shop.origin,
      })
      expect(answer.status).toBe(403)
      expect(codeOf(answer)).toBe('SHOP_CLOSED')
      // The browser may read why.
      expect(answer.headers.get('access-control-allow-origin')).toBe(full.shop.origin)
      expect(await rowsOfShop(api, full.shop.id)).toEqual(before)
    },
  )
})

const CANCEL = `mutation ($code: String!) { cancelOrder(orderCode: $code) { userErrors { code } } }`

test('members of a suspended shop work on', async () => {
  const { api } = bench
  const headers = await headersOf(api, suspended.shop, 'OWNER')
  const answer = await merchant(api, CANCEL, { code: suspended.pending.code }, headers)
  expect(answer.errors).toBeUndefined()
  expect(answer.data).toEqual({ cancelOrder: { userErrors: [] } })
})

test('members of a closed shop can read and change their account, and nothing else', async () => {
  const { api } = bench
  const headers = await headersOf(api, closed.shop, 'OWNER')
  expect(codeOf(await merchant(api, CANCEL, { code: closed.pending.code }, headers))).toBe('SHOP_CLOSED')
  expect((await merchant(api, '{ orderCount }', {}, headers)).data).toEqual({ orderCount: 3 })
  expect(
    (await merchant(api, 'mutation { endOtherSessions { sessions { id } } }', {}, headers)).errors,
  ).toBeUndefined()
})

test('a payment that a buyer began before the shop was suspended is recorded', async () => {
  const { api, bank } = bench
  const contract = await createTestContract(api, bank, 'lyra')
  const { order, id } = await startBankPayment(api, bank, contract)
  await changeShopStatus(api.app.orm, contract.shop.slug, 'SUSPENDED')
  await expect.poll(() => api.app.shops.find('id', contract.shop.id)).toMatchObject({ status: 'SUSPENDED' })
  await bank.call('POST', `/api/payments/${id}/notify`, { outcome: 'paid' })
  await expect.poll(() => bankStateOf(api, contract.shop, order)).toMatchObject({ status: 'PAID' })
  expect(await queryInShop(api, contract.shop, 'select verdict from bank_notification')).toHaveLength(1)
})
