import { afterAll, beforeAll, expect, test } from 'vitest'
import { useIsolatedStores } from '../../../../test/isolated-stores.ts'
import { startTestApi, type TestApi } from '../../../../test/api.ts'
import { placeTestOrder } from '../../../../test/bank/bank.ts'
import { payByTestCard } from '../../../../test/card.ts'
import { executeInShop } from '../../../../test/sql.ts'
import { createShop, type TestShop } from '../../../../test/shop.ts'

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let api: TestApi
let shop: TestShop

beforeAll(async () => {
  stores = await useIsolatedStores()
  api = await startTestApi()
  shop = await createShop(api)
}, 60_000)
afterAll(async () => {
  await api?.stop()
  await stores.drop()
})

test('a card fragment waits for its payment, and its worker is woken by the commit', async () => {
  const { fragment } = api.app.queues
  await payByTestCard(api, await placeTestOrder(api, shop))
  await expect.poll(() => fragment.getWaitingCount()).toBe(1)

  const rejected = await placeTestOrder(api, shop)
  await executeInShop(
    api,
    shop,
    `create function refuse_payment() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$`,
  )
  await executeInShop(
    api,
    shop,
    'create trigger refuse_payment before insert on card_payment for each row execute function refuse_payment()',
  )
  await expect(payByTestCard(api, rejected)).rejects.toThrow('payByCard failed')
  expect(await fragment.getDelayedCount()).toBe(1)
})
