import { afterAll, beforeAll, expect, test } from 'vitest'
import { startIsolatedApi, type IsolatedApi } from '../../../../test/isolated-api.ts'
import type { TestApi } from '../../../../test/api.ts'
import { placeTestOrder } from '../../../../test/bank/bank.ts'
import { changeIn, payByTestCard, rowsIn } from '../../../../test/card.ts'
import { createShop, type TestShop } from '../../../../test/shop.ts'
import type { TestWorker } from '../../../../test/worker.ts'
import { eraseKeptDigits } from './erase-kept-digits.ts'

let apart: IsolatedApi
let api: TestApi
let worker: TestWorker
let shop: TestShop

beforeAll(async () => {
  apart = await startIsolatedApi()
  api = apart.api
  worker = await apart.startWorker()
  shop = await createShop(api)
})
afterAll(() => apart?.stop())

const cards = () =>
  rowsIn<{ code: string; status: string; expiry_month: number | null; kept: number; events: string[] }>(
    api,
    shop,
    `select o.code, p.status, p.expiry_month, (select count(*)::int from card_kept where payment_id = p.id) as kept,
       array(select kind from order_event where order_id = o.id) as events
     from card_payment p join "order" o on o.id = p.order_id where p.shop_id = $1`,
    shop.id,
  )

test('kept digits and expiry go when the shop’s retention is over, and no earlier', async () => {
  const [old, fresh] = [await placeTestOrder(api, shop), await placeTestOrder(api, shop)]
  for (const order of [old, fresh]) await payByTestCard(api, order)
  await changeIn(
    api,
    shop,
    `update card_kept set erase_at = now() where payment_id =
       (select p.id from card_payment p join "order" o on o.id = p.order_id where o.code = $1)`,
    old.code,
  )
  expect(await eraseKeptDigits(worker.app)).toBe(1)
  expect(await eraseKeptDigits(worker.app)).toBe(0)
  const found = new Map((await cards()).map((card) => [card.code, card]))
  expect(found.get(old.code)).toMatchObject({ status: 'OPEN', expiry_month: null, kept: 0 })
  expect(found.get(old.code)?.events.filter((kind) => kind === 'KEPT_ERASED')).toHaveLength(1)
  expect(found.get(fresh.code)).toMatchObject({ status: 'OPEN', expiry_month: 12, kept: 1 })
})

test('the worker’s role can’t read what is sealed, nor delete what is not due by any other sign', async () => {
  const em = worker.app.orm.em.fork()
  await expect(em.execute('select sealed from card_kept')).rejects.toThrow(/permission denied/)
  await expect(em.execute('select key_id from card_kept')).rejects.toThrow(/permission denied/)
  await expect(em.execute("delete from card_kept where key_id = 'x'")).rejects.toThrow(/permission denied/)
  await expect(em.execute('delete from card_kept returning sealed')).rejects.toThrow(/permission denied/)
})
