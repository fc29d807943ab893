import 'reflect-metadata'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { WorkerApp } from '../context.ts'
import { entities } from '../entities.ts'
import { openOrm, type Orm } from '../platform/orm.ts'
import { ownStores } from '../testing/own-stores.ts'
import { roleUrl, startTestApi, type TestApi } from '../testing/test-api.ts'
import { buyerWith, orderInput, placeOrder, rowsOf, stockOf } from '../testing/test-checkout.ts'
import { inShopAsOwner } from '../testing/test-order.ts'
import { createShop, type TestShop } from '../testing/test-shop.ts'
import { expireOrders } from './expire-orders.ts'

let stores: Awaited<ReturnType<typeof ownStores>>
let api: TestApi
let orm: Orm
let shop: TestShop
beforeAll(async () => {
  stores = await ownStores()
  api = await startTestApi()
  orm = await openOrm(roleUrl('worker'), entities, 'triclic_worker', 2)
  shop = await createShop(api, { variants: [{ stock: 10 }] })
}, 60_000)
afterAll(async () => {
  await orm.close()
  await api.stop()
  await stores.drop()
}, 60_000)

const expire = () => expireOrders({ orm, log: api.app.log } as WorkerApp)
const placed = async (quantity: number): Promise<string> =>
  (await placeOrder(await buyerWith(api, shop, [quantity]), orderInput(shop))).order?.id ?? ''
const age = (id: string, status = 'PENDING_PAYMENT') =>
  inShopAsOwner(api, shop.id, [
    [`update "order" set status_since = now() - interval '8 days', status = $2 where id = $1`, id, status],
  ])
const statusOf = async (id: string): Promise<unknown> =>
  (await rowsOf(api, shop, 'select status from "order" where id = $1', [id]))[0]?.status

test('an order that nobody paid in time ends, and gives its stock back once', async () => {
  const [old, young] = [await placed(3), await placed(2)]
  await age(old)
  await Promise.all([expire(), expire()])
  await expire()
  expect([await statusOf(old), await statusOf(young)]).toEqual(['EXPIRED', 'PENDING_PAYMENT'])
  expect(await stockOf(api, shop, 0)).toBe(8)
  const events = await rowsOf(api, shop, 'select kind, by from order_event where order_id = $1 order by at', [
    old,
  ])
  expect(events).toEqual([
    { kind: 'PLACED', by: 'buyer' },
    { kind: 'EXPIRED', by: 'system' },
  ])
})

test('one that waits for certification does not end by itself', async () => {
  const waiting = await placed(1)
  await age(waiting, 'AWAITING_CERTIFICATION')
  await expire()
  expect(await statusOf(waiting)).toBe('AWAITING_CERTIFICATION')
})
