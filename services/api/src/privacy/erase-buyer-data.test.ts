import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { eraseBuyer, insertFinishedOrder } from '../../test/buyer-data.ts'
import { processPendingEvents, timelineOf } from '../../test/events.ts'
import { giveIdentity, invoicesOf, issueDueInvoices } from '../../test/invoice.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { insertTestOrder, type OrderOptions } from '../../test/order.ts'
import { createRefundScenario } from '../../test/refund.ts'
import { createShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'

let api: TestApi
let scenario: Awaited<ReturnType<typeof createRefundScenario>>
beforeAll(async () => {
  api = await startTestApi()
  scenario = await createRefundScenario(api, { variants: [{ price: 1000, stock: 1000 }] })
  await giveIdentity(api, scenario.shop)
}, 60_000)
afterAll(() => api?.stop())

const erase = (code: string) => eraseBuyer(api, code, scenario.headers)
const codesOf = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors.map(({ code }) => code)
const insert = (options: OrderOptions) => insertTestOrder(api, scenario.shop, options)
const ordersOf = (code: string) =>
  queryInShop<{ email: string; total: number; status: string; erased: boolean }>(
    api,
    scenario.shop,
    'select email, total, status, erased_at is not null as erased from "order" where code = $1',
    code,
  )
const ship = ({ code }: { code: string }) =>
  merchant(
    api,
    'mutation ($code: String!) { markShipped(orderCode: $code) { userErrors { code } } }',
    { code },
    scenario.headers,
  )

test('the books stay: amounts, payments, invoice and a ledger that verifies; the answer says what is kept, until when and why', async () => {
  const order = await scenario.placePaidOrder(2)
  await ship(order)
  await issueDueInvoices(api, scenario.shop)
  await processPendingEvents(api, scenario.shop)
  const payload = await erase(order.code)
  expect(payload).toMatchObject({ order: { code: order.code, email: '' }, erasedOrders: 1, userErrors: [] })
  expect(payload.order?.erasedAt).not.toBeNull()
  const until = `${new Date().getUTCFullYear() + 10}-12-31`
  expect(payload.kept?.map(({ kind, count, until: day }) => [kind, count, day])).toEqual([
    ['ORDERS', 1, until],
    ['INVOICES', 1, until],
    ['LEDGER', 1, until],
    ['PAYMENT_REFERENCES', 1, until],
  ])
  expect(payload.kept?.[1]?.why).toContain('L123-22')
  expect(await ordersOf(order.code)).toEqual([{ email: '', total: 2490, status: 'PAID', erased: true }])
  const [invoice] = await invoicesOf(api, scenario.shop)
  expect(invoice?.data.buyer.email).toMatch(/@/)

  const { data } = await merchant<{ ledgerVerification: { problem: string | null } }>(
    api,
    '{ ledgerVerification { problem } }',
    {},
    scenario.headers,
  )
  expect(data.ledgerVerification.problem).toBeNull()
  expect((await timelineOf(api, scenario.shop, order.code)).at(-1)).toMatchObject({
    kind: 'BUYER_ERASED',
    message: 'Données du client effacées',
  })
})

test('the credit note of a refund after the erasure names the buyer of the invoice, and mails nobody', async () => {
  const order = await scenario.placePaidOrder()
  await ship(order)
  await issueDueInvoices(api, scenario.shop)
  await erase(order.code)
  await scenario.recordRefund(order.code, { otherAmount: 100, notifyBuyer: true })
  await processPendingEvents(api, scenario.shop)
  await issueDueInvoices(api, scenario.shop)
  const documents = (await invoicesOf(api, scenario.shop)).filter(
    ({ data }) => data.order.code === order.code,
  )
  expect(documents.map(({ kind }) => kind)).toEqual(['INVOICE', 'CREDIT_NOTE'])
  expect(documents[1]?.data.buyer).toEqual(documents[0]?.data.buyer)
  const mails = await queryInShop<{ kind: string }>(
    api,
    scenario.shop,
    `select m.kind from mail m join "order" o on o.id = m.order_id where o.code = $1 and (m.kind = 'REFUND' or m.recipient like '%buyers%')`,
    order.code,
  )
  expect(mails).toEqual([])
})

test('all orders with the address are erased, however it is written, but no other, and none of another shop', async () => {
  const other = await createShop(api)
  const theirs = await insertFinishedOrder(api, other, { email: 'several@buyers.test' })
  const first = await insert({ email: 'several@buyers.test', status: 'CANCELLED' })
  const second = await insert({ email: 'Several@Buyers.test', status: 'EXPIRED' })
  const stranger = await insert({ email: 'several2@buyers.test', status: 'CANCELLED' })
  expect(await erase(first.code)).toMatchObject({ erasedOrders: 2 })
  expect((await ordersOf(second.code))[0]?.erased).toBe(true)
  expect((await ordersOf(stranger.code))[0]).toMatchObject({ email: 'several2@buyers.test', erased: false })
  const [row] = await queryInShop<{ email: string }>(
    api,
    other,
    'select email from "order" where code = $1',
    theirs.code,
  )
  expect(row?.email).toBe('several@buyers.test')
  const others = await headersOf(api, other, 'MANAGER')
  expect(codesOf(await eraseBuyer(api, stranger.code, others))).toEqual(['NOT_FOUND'])
})

test('erasing again, or twice at the same time, changes nothing', async () => {
  const order = await insert({ email: 'again@buyers.test', status: 'CANCELLED' })
  const answers = await Promise.all([erase(order.code), erase(order.code)])
  expect(answers.map(({ erasedOrders }) => erasedOrders).sort()).toEqual([0, 1])
  const [before] = await ordersOf(order.code)
  expect(await erase(order.code)).toMatchObject({ erasedOrders: 0, userErrors: [], order: { email: '' } })
  expect((await ordersOf(order.code))[0]).toEqual(before)
  const audited = await queryInShop(
    api,
    scenario.shop,
    `select 1 from audit_entry where action = 'eraseBuyerData' and subject = $1`,
    `${order.code} (1)`,
  )
  expect(audited).toHaveLength(1)
})

describe('a buyer with an order that is not finished', () => {
  const openOrders = async (code: string) => {
    const { data } = await merchant<{ order: { buyerData: { orderCount: number; openOrders: object[] } } }>(
      api,
      'query ($code: String!) { order(code: $code) { buyerData { orderCount openOrders { code obstacle } } } }',
      { code },
      scenario.headers,
    )
    return data.order.buyerData
  }

  test.each<[obstacle: string, options: OrderOptions, sql?: string]>([
    ['TO_PAY', { status: 'PENDING_PAYMENT' }],
    ['TO_PAY', { status: 'PAYMENT_REFUSED' }],
    ['TO_CERTIFY', { status: 'AWAITING_CERTIFICATION', card: 'OPEN' }],
    ['TO_SHIP', { status: 'PAID' }],
    [
      'WITHDRAWAL',
      { status: 'PAID' },
      `insert into withdrawal (shop_id, id, order_id, idempotency_key, withdrawn_at, refund_due_at, name, email)
       values ($1, $2, $2, 'once', now(), now(), 'Buyer', 'buyer@buyers.test')`,
    ],
    [
      'UNMATCHED_PAYMENT',
      { status: 'CANCELLED' },
      `insert into unmatched_payment (shop_id, id, order_id, reason, amount, currency) values ($1, $2, $2, 'WRONG_AMOUNT', 1, 'EUR')`,
    ],
    [
      'INVOICE_TO_ISSUE',
      { status: 'CANCELLED' },
      `insert into invoice_due (shop_id, id, order_id) values ($1, $2, $2)`,
    ],
  ])('(%s) is refused, and nothing is erased', async (obstacle, options, sql) => {
    const email = `${obstacle}-${options.status}@buyers.test`.toLowerCase()
    const finished = await insert({ email, status: 'CANCELLED' })
    const open = await insert({ email, ...options })
    if (sql) await executeInShop(api, scenario.shop, sql, scenario.shop.id, open.id)
    expect(await openOrders(finished.code)).toEqual({
      orderCount: 2,
      openOrders: [{ code: open.code, obstacle }],
    })
    expect(codesOf(await erase(finished.code))).toEqual(['BUYER_HAS_OPEN_ORDERS'])
    expect((await ordersOf(finished.code))[0]).toMatchObject({ email, erased: false })
  })

  test('is erased when an order was cancelled by its withdrawal, which leaves nothing to refund', async () => {
    const order = await insert({ email: 'withdrawn@buyers.test', status: 'CANCELLED' })
    await executeInShop(
      api,
      scenario.shop,
      `insert into withdrawal (shop_id, id, order_id, idempotency_key, withdrawn_at, refund_due_at, name, email)
       values ($1, $2, $2, 'once', now(), now(), 'Buyer', 'withdrawn@buyers.test')`,
      scenario.shop.id,
      order.id,
    )
    expect(codesOf(await erase(order.code))).toEqual([])
  })

  test('is erased once a paid order that was not shipped is refunded', async () => {
    const order = await scenario.placePaidOrder()
    expect(codesOf(await erase(order.code))).toEqual(['BUYER_HAS_OPEN_ORDERS'])
    await scenario.recordRefund(order.code, { otherAmount: order.total })
    await executeInShop(
      api,
      scenario.shop,
      'delete from invoice_due where order_id = (select id from "order" where code = $1)',
      order.code,
    )
    expect(codesOf(await erase(order.code))).toEqual([])
  })
})
