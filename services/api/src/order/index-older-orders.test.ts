import 'reflect-metadata'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { connectAsWorker } from '../../test/events.ts'
import { useIsolatedStores } from '../../test/isolated-stores.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { insertTestOrder } from '../../test/order.ts'
import { createShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'
import type { WorkerApp } from '../app/context.ts'
import { indexOlderOrders } from './index-older-orders.ts'

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let api: TestApi
let app: WorkerApp
beforeAll(async () => {
  stores = await useIsolatedStores()
  api = await startTestApi()
  app = (await connectAsWorker(api)) as WorkerApp
}, 60_000)
afterAll(async () => {
  await api?.stop()
  await stores?.drop()
}, 60_000)

const WORDS = 'select order_id, token, of_buyer from order_search order by order_id, token, of_buyer'

test('orders placed before there was a search are indexed with the same words as new ones', async () => {
  const [shop, other] = [await createShop(api), await createShop(api)]
  const order = await insertTestOrder(api, shop, { lastName: 'Vandenberghe', card: 'APPROVED' })
  for (let i = 0; i < 3; i++) await insertTestOrder(api, shop)
  await insertTestOrder(api, other)
  const member = await createMemberId()
  await executeInShop(
    api,
    shop,
    `insert into certification (id, shop_id, payment_id, outcome, amount, currency, authorization_number, bank_reference, certified_by, certified_by_name)
     values (gen_random_uuid(), $1, $2, 'APPROVED', 1000, 'EUR', 'A1B2C3', 'Ticket 77', $3, 'Camille')`,
    shop.id,
    order.cardPaymentId,
    member,
  )
  await executeInShop(
    api,
    shop,
    `insert into unmatched_payment (id, shop_id, order_id, reason, reference, bank_transaction_id)
     values (gen_random_uuid(), $1, $2, 'ALREADY_PAID', 'Jean Dupont', 'TX-99')`,
    shop.id,
    order.id,
  )
  const written = await queryInShop(api, shop, WORDS)
  const writtenByOther = await queryInShop(api, other, WORDS)
  expect(written.length).toBeGreaterThan(20)

  await executeInShop(api, shop, 'delete from order_search')
  await executeInShop(api, shop, 'insert into order_search_backlog (shop_id) values ($1)', shop.id)
  expect(await indexOlderOrders(app)).toEqual({ processed: 1, failed: 0 })

  expect(await queryInShop(api, shop, WORDS)).toEqual(written)
  expect(await queryInShop(api, other, WORDS)).toEqual(writtenByOther)
  expect(await queryInShop(api, shop, 'select from order_search_backlog')).toEqual([])
  expect(await indexOlderOrders(app)).toEqual({ processed: 0, failed: 0 })
  const { data } = await merchant<{ orders: { nodes: unknown[] } }>(
    api,
    '{ orders(filter: { search: "vandenberghe" }) { nodes { code } } }',
    {},
    await headersOf(api, shop, 'CERTIFIER'),
  )
  expect(data.orders.nodes).toEqual([{ code: order.code }])
})

test('a shop with more orders than one batch is indexed completely', async () => {
  const shop = await createShop(api)
  await executeInShop(
    api,
    shop,
    `insert into "order" (id, shop_id, code, status, visitor, idempotency_key, input_hash, cart_version, language, email,
       billing_address, shipping_address, currency, subtotal, shipping_total, tax_total, total)
     select gen_random_uuid(), $1, 'C' || n, 'PAID', 'visitor', gen_random_uuid(), '\\x00', n::text, 'fr', 'camille@buyers.test',
       '{}', '{}', 'EUR', 0, 0, 0, 0 from generate_series(1, 1201) n`,
    shop.id,
  )
  await executeInShop(api, shop, 'delete from order_search')
  await executeInShop(api, shop, 'insert into order_search_backlog (shop_id) values ($1)', shop.id)
  await indexOlderOrders(app)
  const [found] = await queryInShop<{ count: number }>(
    api,
    shop,
    `select count(distinct order_id)::int as count from order_search where token like 'c%' and not of_buyer`,
  )
  expect(found?.count).toBe(1201)
})

async function createMemberId(): Promise<string> {
  const { rows } = await api.owner.query<{ id: string }>('select id from member limit 1')
  if (rows[0]) return rows[0].id
  await headersOf(api, await createShop(api), 'CERTIFIER')
  return createMemberId()
}
