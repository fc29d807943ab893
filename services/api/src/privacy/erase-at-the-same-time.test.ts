import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { blockedBy } from '../../test/blocked-by.ts'
import { eraseBuyer } from '../../test/buyer-data.ts'
import { processPendingEvents } from '../../test/events.ts'
import { headersOf } from '../../test/member.ts'
import { insertTestOrder } from '../../test/order.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeAllInShop, queryInShop } from '../../test/sql.ts'

let api: TestApi
let shop: TestShop
let headers: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  headers = await headersOf(api, shop, 'MANAGER')
}, 60_000)
afterAll(() => api?.stop())

const mailsOf = ({ id }: { id: string }) =>
  queryInShop<{ recipient: string; status: string }>(
    api,
    shop,
    'select recipient, status from mail where order_id = $1',
    id,
  )

test('a mail that is written while the buyer is erased waits for the erasure, and is not written', async () => {
  const order = await insertTestOrder(api, shop, { status: 'CANCELLED', email: 'waiting@buyers.test' })
  await executeAllInShop(api, shop, [
    [
      `insert into domain_event (shop_id, id, stream_id, order_id, sequence, type, actor) values ($1, $2, $3, $3, 1, 'order.placed', 'buyer')`,
      shop.id,
      v7(),
      order.id,
    ],
    [`update "order" set event_count = 1 where id = $1`, order.id],
  ])
  await blockedBy(
    shop,
    {
      first: ['select from "order" where id = $1 for update', order.id],
      second: [`update "order" set email = '', erased_at = now() where id = $1`, order.id],
    },
    () => processPendingEvents(api, shop),
  )
  expect(await mailsOf(order)).toEqual([])
})

test('an erasure waits for a mail that is being written, and erases it', async () => {
  const order = await insertTestOrder(api, shop, { status: 'CANCELLED', email: 'written@buyers.test' })
  const erased = await blockedBy(
    shop,
    {
      first: [
        `insert into mail (shop_id, id, order_id, kind, recipient) values ($1, $2, $3, 'ORDER_CONFIRMATION', 'written@buyers.test')`,
        shop.id,
        v7(),
        order.id,
      ],
    },
    () => eraseBuyer(api, order.code, headers),
  )
  expect(erased).toMatchObject({ erasedOrders: 1, userErrors: [] })
  expect(await mailsOf(order)).toEqual([{ recipient: '', status: 'SKIPPED' }])
})
