import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { countStatements } from '../../test/count-statements.ts'
import { createMember, headersOf, merchant, membershipHeaders } from '../../test/member.ts'
import { insertTestOrder } from '../../test/order.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeAllInShop, executeInShop } from '../../test/sql.ts'
import { inShop } from '../platform/db/orm.ts'
import { insertTestWithdrawal } from '../../test/withdrawal.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

interface Overview {
  shop: { slug: string }
  openTasks: { kind: string; count: number }[]
  nextSetupStep: string | null
  sales: { day: string; orderCount: number; total: { amount: number; currency: string } }[] | null
}

const SHOP_OVERVIEWS = `query ($days: Int) {
  shopOverviews(days: $days) {
    shop { slug } openTasks { kind count } nextSetupStep sales { day orderCount total { amount currency } }
  }
}`
const ask = (headers: Record<string, string>, days = 3) =>
  merchant<{ shopOverviews: Overview[] } | null>(api, SHOP_OVERVIEWS, { days }, headers)

async function overviewsOf(headers: Record<string, string>, days?: number): Promise<Overview[]> {
  const { data, errors } = await ask(headers, days)
  expect(errors).toBeUndefined()
  return data?.shopOverviews ?? []
}
const tasksOf = async (headers: Record<string, string>) =>
  (await overviewsOf(headers)).flatMap(({ openTasks }) =>
    openTasks.map(({ kind, count }) => `${kind} ${count}`),
  )

const addPayment = (shop: TestShop, orderId: string, status: string, laterNews: string | null = null) =>
  executeAllInShop(api, shop, [
    [
      `insert into gateway_account (id, shop_id, protocol, name, environment, payment_url, identity, sealed_credentials)
       values (gen_random_uuid(), $1, 'lyra', 'Banque', 'TEST', 'https://bank.test/', '1', '\\x00') on conflict do nothing`,
      shop.id,
    ],
    [
      `insert into payment_attempt (id, shop_id, order_id, gateway_account_id, protocol, bank_name, reference, status, amount, currency,
         environment, redirect, return_url, later_news)
       select gen_random_uuid(), $1, $2, a.id, 'lyra', 'Banque', gen_random_uuid()::text, $3, 1000, 'EUR', 'TEST', '{}', '', $4
       from gateway_account a where a.shop_id = $1`,
      shop.id,
      orderId,
      status,
      laterNews,
    ],
  ])

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)

/** Leaves one task of each kind in the shop, beside orders of which nobody has to do anything. */
async function leaveTasks(shop: TestShop): Promise<void> {
  await insertTestOrder(api, shop, { status: 'AWAITING_CERTIFICATION', card: 'OPEN' })
  await insertTestOrder(api, shop, { status: 'PENDING_PAYMENT' })
  const paid = await insertTestOrder(api, shop, { status: 'PAID' })
  await addPayment(shop, paid.id, 'PAID', 'CAPTURE_FAILED')
  await insertTestWithdrawal(api, shop, paid)
  await insertTestWithdrawal(api, shop, await insertTestOrder(api, shop, { status: 'CANCELLED' }))
  const mails = [{ kind: 'PAYMENT_CONFIRMATION', status: 'FAILED' }]
  await insertTestOrder(api, shop, { status: 'CANCELLED', mails })
  await insertTestOrder(api, shop, { status: 'CANCELLED', mails, placedAt: daysAgo(31) })
  const unanswered = await insertTestOrder(api, shop, { status: 'EXPIRED' })
  await addPayment(shop, unanswered.id, 'EXPIRED')
  await executeInShop(
    api,
    shop,
    `insert into unmatched_payment (id, shop_id, reason, amount, currency, protocol, reference)
     values (gen_random_uuid(), $1, 'UNKNOWN_REFERENCE', 900, 'EUR', 'lyra', 'r1')`,
    shop.id,
  )
  await executeInShop(
    api,
    shop,
    'update variant set low_stock_threshold = 1000000 where id = $1',
    shop.variants[0]?.id,
  )
}

describe('what waits in a shop', () => {
  test('is told to whoever can do it, the most urgent first', async () => {
    const shop = await createShop(api)
    await leaveTasks(shop)
    expect(await tasksOf(await headersOf(api, shop, 'OWNER'))).toEqual([
      'CERTIFY_PAYMENTS 1',
      'CHECK_LATER_NEWS 1',
      'RESOLVE_UNMATCHED_PAYMENTS 1',
      'SETTLE_WITHDRAWALS 1',
      'RESEND_FAILED_MAILS 1',
      'LOOK_UP_BANK_PAYMENTS 1',
      'SHIP_ORDERS 1',
      'REFILL_STOCK 1',
    ])
    expect(await tasksOf(await headersOf(api, shop, 'CERTIFIER'))).toEqual([
      'CERTIFY_PAYMENTS 1',
      'RESEND_FAILED_MAILS 1',
    ])
    expect(await tasksOf(await headersOf(api, shop, 'FULFILLMENT'))).toEqual([
      'CHECK_LATER_NEWS 1',
      'SHIP_ORDERS 1',
    ])
    expect(await tasksOf(await headersOf(api, shop, 'VIEWER'))).toEqual([])
  })

  test('is nothing in a new shop, nor in a closed one', async () => {
    const shop = await createShop(api)
    const headers = await headersOf(api, shop, 'OWNER')
    expect(await tasksOf(headers)).toEqual([])
    await leaveTasks(shop)
    await api.owner.query("update shop set status = 'CLOSED' where id = $1", [shop.id])
    await api.app.shops.reload([shop.id])
    expect(await tasksOf(headers)).toEqual([])
  })

  test.each(['hasLaterNews', 'hasFailedMail', 'unansweredByBank'])(
    'is found by the filter %s of the order list',
    async (filter) => {
      const shop = await createShop(api)
      await leaveTasks(shop)
      const { data } = await merchant<{ orderCount: number }>(
        api,
        `{ orderCount(filter: { ${filter}: true, placedFrom: "${daysAgo(30).toISOString()}" }) }`,
        {},
        await headersOf(api, shop, 'OWNER'),
      )
      expect(data.orderCount).toBe(1)
    },
  )
})

describe('the sales', () => {
  test('are the paid orders by day of the shop’s time zone, today included, days without any too', async () => {
    const shop = await createShop(api)
    await executeInShop(api, shop, "update shop set time_zone = 'Pacific/Auckland' where id = $1", shop.id)
    await api.app.shops.reload([shop.id])
    const dayIn = (at: Date) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Auckland' }).format(at)
    await insertTestOrder(api, shop, { status: 'PAID', lines: 2 })
    await insertTestOrder(api, shop, { status: 'PAID' })
    await insertTestOrder(api, shop, { status: 'PENDING_PAYMENT' })
    await insertTestOrder(api, shop, { status: 'PAID', placedAt: daysAgo(2) })
    await insertTestOrder(api, shop, { status: 'PAID', placedAt: daysAgo(4) })
    const [overview] = await overviewsOf(await headersOf(api, shop, 'VIEWER'))
    const zero = { orderCount: 0, total: { amount: 0, currency: 'EUR' } }
    expect(overview?.sales).toEqual([
      { day: dayIn(daysAgo(2)), orderCount: 1, total: { amount: 1000, currency: 'EUR' } },
      { day: dayIn(daysAgo(1)), ...zero },
      { day: dayIn(new Date()), orderCount: 2, total: { amount: 3000, currency: 'EUR' } },
    ])
  })

  test('leave out what was paid in a test environment, and lose a refund on the day on which it was made', async () => {
    const shop = await createShop(api)
    const old = await insertTestOrder(api, shop, { status: 'PAID', placedAt: daysAgo(40) })
    const sold = await insertTestOrder(api, shop, { status: 'PAID', lines: 3 })
    const tried = await insertTestOrder(api, shop, { status: 'PAID' })
    const movement = (order: { id: string }, amount: number, kind: string, isTest = false) => ({
      kind,
      amount,
      currency: 'EUR',
      order_id: order.id,
      subject_id: order.id,
      is_test: isTest,
    })
    const movements = [
      movement(old, 1000, 'TRANSFER'),
      movement(sold, 3000, 'TRANSFER'),
      movement(tried, 1000, 'BANK_PAYMENT', true),
      movement(old, -200, 'REFUND'),
      movement(sold, -50, 'CHARGEBACK'),
      movement(tried, -400, 'BANK_REFUND', true),
    ]
    await inShop(api.app.orm, shop.id, (em) =>
      em.execute('select append_ledger(?::jsonb)', [JSON.stringify(movements)]),
    )
    const [overview] = await overviewsOf(await headersOf(api, shop, 'VIEWER'), 1)
    expect(overview?.sales).toMatchObject([{ orderCount: 1, total: { amount: 2750, currency: 'EUR' } }])
  })

  test.each([0, -1, 93])('of %d days are refused', async (days) => {
    const { errors } = await ask(await headersOf(api, await createShop(api), 'OWNER'), days)
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
  })
})

test('a person sees each shop in which he or she works with that shop’s rights, and no other shop', async () => {
  const [first, second, other] = [await createShop(api), await createShop(api), await createShop(api)]
  for (const shop of [first, second, other]) await leaveTasks(shop)
  const member = await createMember(api, [
    { shop: first, role: 'CERTIFIER' },
    { shop: second, role: 'FULFILLMENT' },
  ])
  const headers = await membershipHeaders(api, member)
  const kinds = async (asked: Record<string, string>) =>
    new Map(
      (await overviewsOf(asked)).map(({ shop, openTasks }) => [shop.slug, openTasks.map(({ kind }) => kind)]),
    )
  const ofFirst: [string, string[]] = [first.slug, ['CERTIFY_PAYMENTS', 'RESEND_FAILED_MAILS']]
  const ofSecond: [string, string[]] = [second.slug, ['CHECK_LATER_NEWS', 'SHIP_ORDERS']]
  expect(await kinds(headers)).toEqual(new Map([ofFirst, ofSecond]))
  expect(await kinds({ ...headers, 'x-shop': second.slug })).toEqual(new Map([ofSecond]))
  expect(await kinds({ ...headers, 'x-shop': other.slug })).toEqual(new Map())
})

test('takes three statements in one transaction per shop', async () => {
  const shop = await createShop(api)
  const headers = await headersOf(api, shop, 'OWNER')
  const { authorization = '' } = headers
  const { statements, transactions } = await countStatements(() => overviewsOf({ authorization }))
  const ofShop = statements.filter((text) => !/find_session|from member m/.test(text))
  expect([ofShop.length, transactions]).toEqual([3, 1])
})
