import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertOrders } from '../../seed/insert-orders.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { countStatements } from '../../test/count-statements.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { insertTestOrder } from '../../test/order.ts'
import { createShop } from '../../test/shop.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const changes = async (headers: Record<string, string>, variables: object) => {
  const query = `query ($since: DateTime!, $filter: OrderFilter) {
    orderChanges(since: $since, filter: $filter) { newOrders newOrdersAreCapped } }`
  return (await merchant<{ orderChanges: unknown }>(api, query, { ...variables }, headers)).data.orderChanges
}

test('orderChanges counts the orders since an instant that match the filter, and none of another shop', async () => {
  const [shop, other] = [await createShop(api), await createShop(api)]
  const headers = await headersOf(api, shop, 'VIEWER')
  const at = (second: string) => ({ placedAt: `2026-03-01T10:00:${second}Z` })
  await insertTestOrder(api, shop, at('00.000'))
  await insertTestOrder(api, shop, { ...at('01.000'), status: 'PAID' })
  await insertTestOrder(api, shop, at('02.000'))
  await insertTestOrder(api, other, at('02.000'))
  const since = '2026-03-01T10:00:01Z'
  const counted = (newOrders: number) => ({ newOrders, newOrdersAreCapped: false })
  expect(await changes(headers, { since })).toEqual(counted(2))
  expect(await changes(headers, { since, filter: { status: ['PAID'] } })).toEqual(counted(1))
  expect(await changes(headers, { since, filter: { placedSince: '2026-03-02' } })).toEqual(counted(0))
  expect(await changes(headers, { since, filter: { placedFrom: '2026-03-01T10:00:02Z' } })).toEqual(
    counted(1),
  )
  expect(await changes(headers, { since: '2026-03-01T10:00:03Z' })).toEqual(counted(0))
})

test('orderChanges counts to 99, in one statement about orders', async () => {
  const shop = await createShop(api)
  await insertOrders(api.owner, shop.id, { count: 300 })
  const headers = await headersOf(api, shop, 'VIEWER')
  const { result, statements } = await countStatements(() =>
    changes(headers, { since: '2020-01-01T00:00:00Z', filter: { countries: ['FR'] } }),
  )
  expect(result).toEqual({ newOrders: 99, newOrdersAreCapped: true })
  expect(statements.filter((text) => text.includes('from "order"'))).toHaveLength(1)
})
