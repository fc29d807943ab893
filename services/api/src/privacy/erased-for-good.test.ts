import { afterAll, beforeAll, expect, test } from 'vitest'
import { BankTestBench } from '../../test/bank/bank-test-bench.ts'
import { eraseBuyer, insertFinishedOrder } from '../../test/buyer-data.ts'
import { processPendingEvents } from '../../test/events.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { insertTestOrder } from '../../test/order.ts'
import { createShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'

let bench: BankTestBench
beforeAll(async () => {
  bench = await BankTestBench.start()
}, 60_000)
afterAll(() => bench?.stop())

test('money that arrives for an erased order is unmatched, and nothing about the buyer is stored again', async () => {
  const payment = await bench.startPayment('lyra')
  const { shop } = payment.contract
  const where = [shop.id, payment.order.code]
  await executeInShop(
    bench.api,
    shop,
    `update "order" set status = 'EXPIRED' where shop_id = $1 and code = $2`,
    ...where,
  )
  await executeInShop(
    bench.api,
    shop,
    `update payment_attempt a set status = 'EXPIRED' from "order" o where o.shop_id = $1 and o.code = $2 and a.order_id = o.id`,
    ...where,
  )
  const headers = await headersOf(bench.api, shop, 'OWNER')
  expect(await eraseBuyer(bench.api, payment.order.code, headers)).toMatchObject({ erasedOrders: 1 })
  await bench.notify(payment)
  await processPendingEvents(bench.api, shop)
  expect(await bench.stateOf(payment)).toMatchObject({ status: 'EXPIRED', isPaid: false })
  const [row] = await queryInShop<Record<string, unknown>>(
    bench.api,
    shop,
    `select o.email, (select json_agg(n.fields) from bank_notification n join payment_attempt a on a.id = n.attempt_id where a.order_id = o.id) as fields,
       (select reason from unmatched_payment u where u.order_id = o.id) as reason,
       (select array_agg(m.kind || m.recipient) from mail m where m.order_id = o.id and m.recipient <> '' and m.kind <> 'PAYMENT_NOTICE') as mails
     from "order" o where o.shop_id = $1 and o.code = $2`,
    ...where,
  )
  expect(row).toEqual({ email: '', fields: [{}], reason: 'ORDER_CANCELLED', mails: null })
})

test('mails that follow from events that are processed during the erasure have no recipient, or none is written', async () => {
  const { api } = bench
  const shop = await createShop(api)
  const headers = await headersOf(api, shop, 'OWNER')
  const orders = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      insertTestOrder(api, shop, { status: 'CANCELLED', email: `at-once-${index}@buyers.test` }),
    ),
  )
  for (const { id } of orders)
    await executeInShop(
      api,
      shop,
      `insert into domain_event (shop_id, id, stream_id, order_id, sequence, type, actor) values ($1, gen_random_uuid(), $2, $2, 1, 'order.placed', 'buyer')`,
      shop.id,
      id,
    )
  await executeInShop(api, shop, `update "order" set event_count = 1 where shop_id = $1`, shop.id)
  await Promise.all([
    processPendingEvents(api, shop),
    ...orders.map(({ code }) => eraseBuyer(api, code, headers)),
  ])
  await processPendingEvents(api, shop)
  const left = await queryInShop<object>(
    api,
    shop,
    `select recipient, status from mail where shop_id = $1 and (recipient <> '' or status = 'QUEUED')`,
    shop.id,
  )
  expect(left).toEqual([])
})

test('nothing is mailed, exported or changed of the parcels of an erased order', async () => {
  const { api } = bench
  const shop = await createShop(api)
  const headers = await headersOf(api, shop, 'OWNER')
  const order = await insertFinishedOrder(api, shop, { mails: [{ kind: 'ORDER_CONFIRMATION' }] })
  await executeInShop(
    api,
    shop,
    'insert into parcel (shop_id, id, order_id) values ($1, $2, $2)',
    shop.id,
    order.id,
  )
  await eraseBuyer(api, order.code, headers)
  const { data } = await merchant<Record<string, { userErrors: { code: string }[] }>>(
    api,
    `mutation ($code: String!, $mail: ID!, $parcel: ID!) {
      mail: resendMail(mailId: $mail) { userErrors { code } }
      export: exportBuyerData(orderCode: $code) { userErrors { code } }
      parcel: undoParcel(parcelId: $parcel) { userErrors { code } } }`,
    { code: order.code, mail: order.mailIds[0], parcel: order.id },
    headers,
  )
  expect(Object.values(data).map(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual([
    ['BUYER_ERASED'],
    ['BUYER_ERASED'],
    ['BUYER_ERASED'],
  ])
})
