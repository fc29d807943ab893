import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertOrders } from '../../seed/insert-orders.ts'
import { varyOrders } from '../../seed/vary-orders.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop } from '../../test/sql.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const choicesOf = async (shop: TestShop) => {
  const query = '{ orderFilterChoices { banks { name } countries } }'
  const { data } = await merchant<{ orderFilterChoices: unknown }>(
    api,
    query,
    {},
    await headersOf(api, shop, 'VIEWER'),
  )
  return data.orderFilterChoices
}

test('orderFilterChoices names the banks of the shop and the countries of its orders, and nothing of another shop', async () => {
  const [shop, other] = [await createShop(api), await createShop(api)]
  await insertOrders(api.owner, shop.id, { count: 200 })
  await varyOrders(api.owner, shop.id)
  expect(await choicesOf(shop)).toEqual({
    banks: [{ name: 'lyra' }, { name: 'paybox' }],
    countries: ['BE', 'FR'],
  })
  expect(await choicesOf(other)).toEqual({ banks: [], countries: [] })
})

test('a removed bank is named while it has payments', async () => {
  const shop = await createShop(api)
  await insertOrders(api.owner, shop.id, { count: 10 })
  await varyOrders(api.owner, shop.id)
  await executeInShop(api, shop, 'update gateway_account set enabled = false, archived_at = now()')
  expect(await choicesOf(shop)).toMatchObject({ banks: [{ name: 'lyra' }] })
})
