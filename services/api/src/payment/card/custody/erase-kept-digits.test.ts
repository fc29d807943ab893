import { afterAll, beforeAll, expect, test } from 'vitest'
import { startIsolatedApi, type IsolatedApi } from '../../../../test/isolated-api.ts'
import type { TestApi } from '../../../../test/api.ts'
import { placeTestOrder } from '../../../../test/bank/bank.ts'
import { payByTestCard } from '../../../../test/card.ts'
import { executeInShop, queryInShop } from '../../../../test/sql.ts'
import { createShop, type TestShop } from '../../../../test/shop.ts'
import type { TestWorker } from '../../../../test/worker.ts'
import { eraseKeptDigits } from './erase-kept-digits.ts'

let isolated: IsolatedApi
let api: TestApi
let worker: TestWorker
let shop: TestShop

beforeAll(async () => {
  isolated = await startIsolatedApi()
  api = isolated.api
  worker = await isolated.startWorker()
  shop = await createShop(api)
})
afterAll(() => isolated?.stop())

const loadCards = () =>
  queryInShop<{ code: string; status: string; expiry_month: number | null; kept: number; events: string[] }>(
    api,
    shop,
    `select o.code, p.status, p.expiry_month, (select count(*)::int from card_kept where payment_id = p.id) as kept,
       array(select type from domain_event e where e.stream_id = o.id order by e.sequence) as events
     from card_payment p join "order" o on o.id = p.order_id where p.shop_id = $1`,
    shop.id,
  )

test('erases kept digits and expiry when the shop’s retention is over, not earlier', async () => {
  const [due, recent] = [await placeTestOrder(api, shop), await placeTestOrder(api, shop)]
  for (const order of [due, recent]) await payByTestCard(api, order)
  await executeInShop(
    api,
    shop,
    `update card_kept set erase_at = now() where payment_id =
       (select p.id from card_payment p join "order" o on o.id = p.order_id where o.code = $1)`,
    due.code,
  )
  expect(await eraseKeptDigits(worker.app)).toEqual({ erased: 1, failed: 0 })
  expect(await eraseKeptDigits(worker.app)).toEqual({ erased: 0, failed: 0 })
  const found = new Map((await loadCards()).map((card) => [card.code, card]))
  expect(found.get(due.code)).toMatchObject({ status: 'OPEN', expiry_month: null, kept: 0 })
  expect(found.get(due.code)?.events.filter((type) => type === 'card.kept_digits_erased')).toHaveLength(1)
  expect(found.get(recent.code)).toMatchObject({ status: 'OPEN', expiry_month: 12, kept: 1 })
})

test('the worker’s database role can neither read kept digits nor delete them by key', async () => {
  const em = worker.app.orm.em.fork()
  await expect(em.execute('select sealed from card_kept')).rejects.toThrow(/permission denied/)
  await expect(em.execute('select key_id from card_kept')).rejects.toThrow(/permission denied/)
  await expect(em.execute("delete from card_kept where key_id = 'x'")).rejects.toThrow(/permission denied/)
  await expect(em.execute('delete from card_kept returning sealed')).rejects.toThrow(/permission denied/)
})
