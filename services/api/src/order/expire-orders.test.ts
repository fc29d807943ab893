import 'reflect-metadata'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { WorkerApp } from '../app/context.ts'
import { entities } from '../app/entities.ts'
import { connectOrm, type Orm } from '../platform/db/orm.ts'
import { useIsolatedStores } from '../../test/isolated-stores.ts'
import { roleUrl, startTestApi, type TestApi } from '../../test/api.ts'
import { executeAllInShop, queryInShop } from '../../test/sql.ts'
import { buyerWithCart, orderInput, placeOrder, stockOf } from '../../test/checkout.ts'
import { captureLog } from '../../test/capture-log.ts'
import { countStatements } from '../../test/count-statements.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { expireOrders } from './expire-orders.ts'

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let api: TestApi
let orm: Orm
let shop: TestShop
beforeAll(async () => {
  stores = await useIsolatedStores()
  api = await startTestApi()
  orm = await connectOrm(roleUrl('worker'), entities, 'triclic_worker', 2)
  shop = await createShop(api, { variants: [{ stock: 10 }] })
}, 60_000)
afterAll(async () => {
  await orm.close()
  await api.stop()
  await stores.drop()
}, 60_000)

const expire = () => expireOrders({ ...api.app, orm } as unknown as WorkerApp)
const placeNewOrder = async (quantity: number): Promise<string> =>
  (await placeOrder(await buyerWithCart(api, shop, [quantity]), orderInput(shop))).order?.id ?? ''
const makeOverdue = (id: string, status = 'PENDING_PAYMENT') =>
  executeAllInShop(api, shop, [
    [`update "order" set status_since = now() - interval '8 days', status = $2 where id = $1`, id, status],
  ])
/** Number of the orders of both shops that have expired. */
const countExpired = async (backlog: TestShop, other: TestShop) => {
  const countOf = async (of: TestShop) =>
    (
      await queryInShop<{ count: number }>(
        api,
        of,
        `select count(*)::int as count from "order" where shop_id = $1 and status = 'EXPIRED'`,
        of.id,
      )
    )[0]?.count ?? 0
  return [{ backlog: await countOf(backlog), other: await countOf(other) }]
}
/** When the shop's orders expired, in milliseconds. */
const expiriesOf = async (of: TestShop): Promise<number[]> => {
  const sql = `select at from domain_event where shop_id = $1 and type = 'order.expired'`
  return (await queryInShop<{ at: Date }>(api, of, sql, of.id)).map(({ at }) => at.getTime())
}
const statusOf = async (id: string): Promise<unknown> =>
  (await queryInShop<{ status: string }>(api, shop, 'select status from "order" where id = $1', id))[0]
    ?.status

test('expires an overdue order and releases its stock once', async () => {
  const [overdue, recent] = [await placeNewOrder(3), await placeNewOrder(2)]
  await makeOverdue(overdue)
  await Promise.all([expire(), expire()])
  await expire()
  expect([await statusOf(overdue), await statusOf(recent)]).toEqual(['EXPIRED', 'PENDING_PAYMENT'])
  expect(await stockOf(api, shop, 0)).toBe(8)
  const events = await queryInShop(
    api,
    shop,
    'select type, actor from domain_event where stream_id = $1 order by sequence',
    overdue,
  )
  expect(events).toEqual([
    { type: 'order.placed', actor: 'buyer' },
    { type: 'order.expired', actor: 'system' },
  ])
})

test('does not expire an order that awaits certification', async () => {
  const waiting = await placeNewOrder(1)
  await makeOverdue(waiting, 'AWAITING_CERTIFICATION')
  await expire()
  expect(await statusOf(waiting)).toBe('AWAITING_CERTIFICATION')
})

test.each(['OPEN', 'PENDING'])('does not expire an order while a payment attempt is %s', async (status) => {
  const order = await placeNewOrder(1)
  await makeOverdue(order)
  const stock = await stockOf(api, shop, 0)
  await executeAllInShop(api, shop, [
    [
      `insert into gateway_account (id, shop_id, protocol, name, environment, payment_url, identity, sealed_credentials)
       values ($1, $2, 'lyra', 'Banque', 'TEST', 'https://bank.test/', '12345678', '\\x00') on conflict do nothing`,
      crypto.randomUUID(),
      shop.id,
    ],
    [
      `insert into payment_attempt (id, shop_id, order_id, gateway_account_id, protocol, bank_name, reference, status, amount, currency,
         environment, redirect, return_url)
       select $1, $2, $3, b.id, 'lyra', 'Banque', gen_random_uuid()::text, $4, 1000, 'EUR', 'TEST', '{}', '' from gateway_account b where b.shop_id = $2`,
      crypto.randomUUID(),
      shop.id,
      order,
      status,
    ],
  ])
  await expire()
  expect(await statusOf(order)).toBe('PENDING_PAYMENT')
  expect(await stockOf(api, shop, 0)).toBe(stock)
  await executeAllInShop(api, shop, [
    ["update payment_attempt set status = 'EXPIRED' where order_id = $1", order],
  ])
  await expire()
  expect(await statusOf(order)).toBe('EXPIRED')
  expect(await stockOf(api, shop, 0)).toBe((stock ?? 0) + 1)
})

test('expires an order whose payment was refused once the delay since the refusal has passed', async () => {
  const refused = await placeNewOrder(1)
  await makeOverdue(refused, 'PAYMENT_REFUSED')
  await expire()
  expect(await statusOf(refused)).toBe('EXPIRED')
})

/** `npm run bench` expires 20,000. */
const ORDERS = 2_000

/** Inserts unpaid orders that are overdue, with one line of each of the shop's first two variants, and reserves their stock. */
async function addBacklog(to: TestShop, count: number): Promise<void> {
  await executeAllInShop(api, to, [
    [
      `insert into "order" (id, shop_id, code, status, status_since, visitor, idempotency_key, input_hash, cart_version, language, email,
         billing_address, shipping_address, currency, subtotal, shipping_total, tax_total, total)
       select gen_random_uuid(), $1, 'C' || n, 'PENDING_PAYMENT', now() - interval '8 days', 'visitor', gen_random_uuid(), '\\x00',
         n::text, 'fr', 'camille@buyers.test', '{}', '{}', 'EUR', 0, 0, 0, 0 from generate_series(1, $2::int) n`,
      to.id,
      count,
    ],
    [
      `insert into order_line (id, shop_id, order_id, position, variant_id, product_name, variant_name, sku, quantity, unit_price,
         tax_basis_points, total)
       select gen_random_uuid(), o.shop_id, o.id, v.position, v.id, 'Bol', 'Standard', 'BOL', v.position + 1, 0, 0, 0
       from "order" o, unnest($2::uuid[]) with ordinality v (id, position) where o.shop_id = $1 and o.code like 'C%'`,
      to.id,
      to.variants.slice(0, 2).map(({ id }) => id),
    ],
    [
      `update stock s set on_hand = s.on_hand + held.quantity, reserved = held.quantity
       from (select variant_id, sum(quantity)::integer as quantity from order_line group by variant_id) held
       where s.variant_id = held.variant_id`,
    ],
  ])
}

test(`one failing order keeps none of the ${ORDERS - 1} others from expiring and releasing their stock, and another shop does not wait`, async () => {
  const [backlog, other] = [
    await createShop(api, { variants: [{ stock: 5 }, { stock: 7 }, { stock: 9 }] }),
    await createShop(api),
  ]
  await addBacklog(backlog, ORDERS)
  await addBacklog(other, 1)
  await api.owner.query(`create function refuse_to_expire() returns trigger language plpgsql as
    $$ begin raise exception 'this order can’t expire'; end $$`)
  await api.owner.query(`create trigger refuse_to_expire before update on "order" for each row
    when (old.shop_id = '${backlog.id}' and old.code = 'C77') execute function refuse_to_expire()`)

  const { statements, transactions } = await countStatements(async () => {
    const { lines } = await captureLog(async () => {
      expect(await expire()).toEqual({ processed: ORDERS, failed: 1 })
    })
    expect(lines.filter(({ msg }) => msg === 'Could not expire an order; will retry')).toHaveLength(1)
  })
  expect(await countExpired(backlog, other)).toEqual([{ backlog: ORDERS - 1, other: 1 }])
  const [otherExpiredAt = 0] = await expiriesOf(other)
  expect((await expiriesOf(backlog)).filter((at) => at < otherExpiredAt).length).toBeLessThanOrEqual(500)
  expect(statements.length / ORDERS).toBeLessThan(0.1)
  expect(transactions / ORDERS).toBeLessThan(0.05)
  expect(await Promise.all([0, 1, 2].map((index) => stockOf(api, backlog, index)))).toEqual([
    5 + 2 * (ORDERS - 1),
    7 + 3 * (ORDERS - 1),
    9,
  ])
  const [events] = await queryInShop<{ count: number }>(
    api,
    backlog,
    `select count(distinct stream_id)::int as count from domain_event where shop_id = $1 and type = 'order.expired' and sequence = 1`,
    backlog.id,
  )
  expect(events?.count).toBe(ORDERS - 1)
}, 60_000)
