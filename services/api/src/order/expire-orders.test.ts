import 'reflect-metadata'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { WorkerApp } from '../app/context.ts'
import { entities } from '../app/entities.ts'
import { connectOrm, type Orm } from '../platform/db/orm.ts'
import { useIsolatedStores } from '../../test/isolated-stores.ts'
import { roleUrl, startTestApi, type TestApi } from '../../test/api.ts'
import { executeAllInShop, queryInShop } from '../../test/sql.ts'
import { buyerWithCart, orderInput, placeOrder, stockOf } from '../../test/checkout.ts'
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
