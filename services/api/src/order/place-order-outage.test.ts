import 'reflect-metadata'
import { Client } from 'pg'
import { v4 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useIsolatedStores } from '../../test/isolated-stores.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { buyerWithCart, orderInput, placeOrder, PLACE_ORDER } from '../../test/checkout.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { createShop } from '../../test/shop.ts'

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let api: TestApi

beforeAll(async () => {
  stores = await useIsolatedStores()
  api = await startTestApi()
}, 60_000)
afterAll(async () => {
  await api?.stop()
  await stores?.drop()
}, 60_000)

/** Opens a connection with a transaction in the shop; closing the connection rolls it back. */
async function begin(shopId: string): Promise<Client> {
  const client = new Client({ connectionString: process.env.TEST_DATABASE_OWNER_URL })
  await client.connect()
  await client.query('begin')
  await client.query("select set_config('app.shop_id', $1, true)", [shopId])
  return client
}

/** Whether the connection blocks another one, or is blocked itself. */
async function lockState(client: Client): Promise<{ blocksOthers: boolean; isBlocked: boolean } | undefined> {
  const { processID } = client as Client & { processID: number }
  const { rows } = await api.owner.query<{ blocksOthers: boolean; isBlocked: boolean }>(
    `select exists (select from pg_locks where not granted and $1 = any (pg_blocking_pids(pid))) as "blocksOthers",
       cardinality(pg_blocking_pids($1)) > 0 as "isBlocked"`,
    [processID],
  )
  return rows[0]
}

test('reports SERVICE_UNAVAILABLE while a concurrent duplicate can’t be looked up, and returns its order on the next attempt', async () => {
  const shop = await createShop(api)
  const buyer = await buyerWithCart(api, shop, [1])
  const { order: earlier } = await placeOrder(buyer, orderInput(shop))
  const [variant] = shop.variants
  await buyer.request('mutation ($id: ID!) { addToCart(variantId: $id) { userErrors { code } } }', {
    id: variant?.id,
  })

  const idempotencyKey = v4()
  const duplicate = await begin(shop.id)
  await duplicate.query('update "order" set idempotency_key = $1 where code = $2', [
    idempotencyKey,
    earlier?.code,
  ])
  const response = buyer.request(PLACE_ORDER, { input: orderInput(shop, { idempotencyKey }) })
  await expect.poll(() => lockState(duplicate), { timeout: 10_000 }).toMatchObject({ blocksOthers: true })
  const outage = await begin(shop.id)
  const locked = outage.query('lock table "order" in access exclusive mode')
  await expect.poll(() => lockState(outage), { timeout: 10_000 }).toMatchObject({ isBlocked: true })
  await duplicate.query('commit')
  await locked
  const { errors } = await response
  expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['SERVICE_UNAVAILABLE'])

  await outage.end()
  await duplicate.end()
  expect((await placeOrder(buyer, orderInput(shop, { idempotencyKey }))).order?.code).toBe(earlier?.code)
}, 30_000)

test('when one field of a merchant’s query meets an outage, all fields of the shared transaction report it', async () => {
  const shop = await createShop(api)
  const headers = await headersOf(api, shop, 'VIEWER')
  const locker = new Client({ connectionString: process.env.TEST_DATABASE_OWNER_URL })
  await locker.connect()
  await locker.query('begin; lock table "order"')
  const { errors } = await merchant(
    api,
    '{ a: order(code: "A") { id } b: order(code: "B") { id } }',
    {},
    headers,
  )
  await locker.end()
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual([
    'SERVICE_UNAVAILABLE',
    'SERVICE_UNAVAILABLE',
  ])
})
