import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { graphql } from '../../test/api.ts'
import { startApiAndBank, type ApiAndBank } from '../../test/bank/bank.ts'
import { bankStateOf, createTestContract, startBankPayment } from '../../test/bank/bank-payment.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { queryInShop } from '../../test/sql.ts'
import { connectOperator } from '../../test/operator.ts'
import { merchantCases } from '../../test/tenancy/merchant-cases.ts'
import { foreignStorefrontCases } from '../../test/tenancy/storefront-cases.ts'
import { rowsOfShop } from '../../test/tenancy/rows-of-shop.ts'
import { twoShops, type FullShop } from '../../test/tenancy/two-shops.ts'
import { declarationOf } from '../kernel/entry-point.ts'
import { merchantSchema } from '../app/schema.ts'
import type { Orm } from '../platform/db/orm.ts'
import { routesOf } from '../http/guard-routes.ts'
import { changeShopStatus } from './change-shop-status.ts'

let bench: ApiAndBank
let operator: Orm
let suspended: FullShop
let closed: FullShop
beforeAll(async () => {
  bench = await startApiAndBank()
  operator = await connectOperator()
  ;({ ours: suspended, theirs: closed } = await twoShops(bench.api))
  await changeShopStatus(operator, suspended.shop.slug, 'SUSPENDED')
  await changeShopStatus(operator, closed.shop.slug, 'CLOSED')
  await vi.waitFor(async () => {
    const cached = await Promise.all(
      [suspended, closed].map(({ shop }) => bench.api.app.shops.find('id', shop.id)),
    )
    expect(cached.map((shop) => shop?.status)).toEqual(['SUSPENDED', 'CLOSED'])
  })
}, 60_000)
afterAll(async () => {
  await operator.close()
  await bench.stop()
})

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

describe('members of a closed shop', () => {
  const fields = { ...merchantSchema().getMutationType()?.getFields() }
  const ofAccounts = ['anyone', 'member']
  const isInShop = (name: string) => !ofAccounts.includes(declarationOf(fields[name]!)?.access ?? '')
  const mutationsInShop = Object.keys(fields).filter(isInShop)

  test.each(mutationsInShop)('cannot call %s', async (name) => {
    const { api } = bench
    const { document, variables } = merchantCases[`Mutation.${name}`]!
    const before = await rowsOfShop(api, closed.shop.id)
    expect(codeOf(await merchant(api, document, variables?.(closed) ?? {}, closed.headers))).toBe(
      'SHOP_CLOSED',
    )
    expect(await rowsOfShop(api, closed.shop.id)).toEqual(before)
  })

  test('can read, and change their account', async () => {
    const { api } = bench
    const headers = await headersOf(api, closed.shop, 'OWNER')
    expect((await merchant(api, '{ orderCount }', {}, headers)).data).toEqual({ orderCount: 3 })
    expect(
      (await merchant(api, 'mutation { endOtherSessions { sessions { id } } }', {}, headers)).errors,
    ).toBeUndefined()
  })

  test('cannot be joined by others: invitations end when the shop is closed', async () => {
    const invited = ({ shop }: FullShop) => queryInShop(bench.api, shop, 'select role from invitation')
    expect(await invited(suspended)).toEqual([{ role: 'VIEWER' }])
    expect(await invited(closed)).toEqual([])
  })

  /** Every HTTP route besides GraphQL: what it answers to a member of a closed shop, or why it does not depend on that. */
  const ROUTES: Record<string, number | string> = {
    'POST /merchant/media': 403,
    'POST /merchant/imports': 403,
    'POST /merchant/imports/:id/archive': 403,
    'GET /merchant/exports/products': 200,
    'GET /merchant/exports/orders': 200,
    'GET /merchant/exports/invoices': 'reads what was issued, in a period that must be given',
    'GET /merchant/exports/tax-totals': 'reads what was issued, in a period that must be given',
    'GET /merchant/invoices/:id': 'reads what was issued',
    'GET /invoices/:shop/:invoice/:file': 'gives buyers the invoices that they have a signed link to',
    'POST /graphql': 'refuses buyers of a closed shop, above',
    'GET /graphql': 'refuses buyers of a closed shop: answer-cached-query.test.ts',
    'POST /graphql/documents': 'belongs to frontends, and is refused: documents.test.ts',
    'POST /merchant/graphql': 'guards each mutation, above',
    'OPTIONS /graphql': 'tells browsers what they may send',
    'GET /health/live': 'belongs to no shop',
    'GET /health/ready': 'belongs to no shop',
    'GET /media/:shop/:picture/:file': 'shows pictures that are public',
    'GET /media/*': 'shows pictures of demo shops',
    ...Object.fromEntries(
      ['GET', 'POST'].flatMap((method) =>
        ['', '/'].flatMap((end) => [
          [`${method} /bank/:protocol/notify/:shop${end}`, 'records what banks report'],
          [`${method} /bank/:protocol/return/:shop${end}`, 'leads buyers back from the bank'],
        ]),
      ),
    ),
  }
  test('are covered on every HTTP route', () => {
    expect(routesOf(bench.api.http).sort()).toEqual(Object.keys(ROUTES).sort())
  })

  const checked = Object.entries(ROUTES).filter(([, answer]) => typeof answer === 'number')
  test.each(checked)('are answered by %s with %d', async (route, status) => {
    const { api } = bench
    const [method = '', path = ''] = route.split(' ')
    const before = await rowsOfShop(api, closed.shop.id)
    const response = await fetch(`${api.url}${path}?format=PLAIN`, {
      method,
      headers: { ...closed.headers, 'content-type': 'application/octet-stream' },
      ...(method === 'POST' && { body: 'x' }),
    })
    const text = await response.text()
    expect({ text, status: response.status }).toMatchObject({ status })
    if (status === 403) expect(text).toContain('SHOP_CLOSED')
    expect(await rowsOfShop(api, closed.shop.id)).toEqual(before)
  })
})

test('a payment that a buyer began before the shop was suspended is recorded', async () => {
  const { api, bank } = bench
  const contract = await createTestContract(api, bank, 'lyra')
  const { order, id } = await startBankPayment(api, bank, contract)
  await changeShopStatus(operator, contract.shop.slug, 'SUSPENDED')
  await expect.poll(() => api.app.shops.find('id', contract.shop.id)).toMatchObject({ status: 'SUSPENDED' })
  await bank.call('POST', `/api/payments/${id}/notify`, { outcome: 'paid' })
  await expect.poll(() => bankStateOf(api, contract.shop, order)).toMatchObject({ status: 'PAID' })
  expect(await queryInShop(api, contract.shop, 'select verdict from bank_notification')).toHaveLength(1)
})
