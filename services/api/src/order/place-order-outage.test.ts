import 'reflect-metadata'
import { Client } from 'pg'
import { v4 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useIsolatedStores } from '../../test/isolated-stores.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { buyerWith, orderInput, placeOrder, PLACE_ORDER } from '../../test/checkout.ts'
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

/** A connection in a transaction of its own, which ends with it. */
async function begin(shopId: string): Promise<Client> {
  const client = new Client({ connectionString: process.env.TEST_DATABASE_OWNER_URL })
  await client.connect()
  await client.query('begin')
  await client.query("select set_config('app.shop_id', $1, true)", [shopId])
  return client
}

/** Whether the connection holds somebody up, or is held up itself. */
async function blocking(client: Client): Promise<{ holdsUp: boolean; isHeldUp: boolean } | undefined> {
  const { processID } = client as Client & { processID: number }
  const { rows } = await api.owner.query<{ holdsUp: boolean; isHeldUp: boolean }>(
    `select exists (select from pg_locks where not granted and $1 = any (pg_blocking_pids(pid))) as "holdsUp",
       cardinality(pg_blocking_pids($1)) > 0 as "isHeldUp"`,
    [processID],
  )
  return rows[0]
}

test('a twin that can’t be looked for while the database is away is SERVICE_UNAVAILABLE, and told afterwards', async () => {
  const shop = await createShop(api)
  const buyer = await buyerWith(api, shop, [1])
  const { order: earlier } = await placeOrder(buyer, orderInput(shop))
  const [variant] = shop.variants
  await buyer.ask('mutation ($id: ID!) { addToCart(variantId: $id) { userErrors { code } } }', {
    id: variant?.id,
  })

  const idempotencyKey = v4()
  const twin = await begin(shop.id)
  await twin.query('update "order" set idempotency_key = $1 where code = $2', [idempotencyKey, earlier?.code])
  const asked = buyer.ask(PLACE_ORDER, { input: orderInput(shop, { idempotencyKey }) })
  await expect.poll(() => blocking(twin), { timeout: 10_000 }).toMatchObject({ holdsUp: true })
  const wall = await begin(shop.id)
  const locked = wall.query('lock table "order" in access exclusive mode')
  await expect.poll(() => blocking(wall), { timeout: 10_000 }).toMatchObject({ isHeldUp: true })
  await twin.query('commit')
  await locked
  const { errors } = await asked
  expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['SERVICE_UNAVAILABLE'])

  await wall.end()
  await twin.end()
  expect((await placeOrder(buyer, orderInput(shop, { idempotencyKey }))).order?.code).toBe(earlier?.code)
}, 30_000)
