import { afterAll, beforeAll, expect, test } from 'vitest'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { buyerWithCart, orderInput, placeOrder } from '../../test/checkout.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { createShop } from '../../test/shop.ts'

const MERCHANT_CONNECTIONS = 8
const READS = 100

// Stores of its own, because a locked table makes every request wait that reads it.
let isolated: IsolatedApi
beforeAll(async () => {
  isolated = await startIsolatedApi()
})
afterAll(() => isolated?.stop())

test('many slow reads of merchants leave checkouts their connections', async () => {
  const { api } = isolated
  const shop = await createShop(api)
  // Each shop has a share of the connections: it takes two to use all of them.
  const members = [
    await headersOf(api, shop, 'VIEWER'),
    await headersOf(api, await createShop(api), 'VIEWER'),
  ]
  const buyer = await buyerWithCart(api, shop, [1])
  const countWaiting = async () => {
    const { rows } = await api.owner.query<{ count: number }>(
      `select count(*)::int as count from pg_locks where not granted and relation = 'unmatched_payment'::regclass`,
    )
    return rows[0]?.count
  }

  await api.owner.query('begin; lock table unmatched_payment in access exclusive mode')
  const reads = members.flatMap((headers) =>
    Array.from({ length: READS / members.length }, () =>
      merchant(api, '{ openUnmatchedPaymentCount }', {}, headers),
    ),
  )
  await expect.poll(countWaiting).toBe(MERCHANT_CONNECTIONS)
  const { order } = await placeOrder(buyer, orderInput(shop))
  expect(order?.status).toBe('PENDING_PAYMENT')
  expect(await countWaiting()).toBeLessThanOrEqual(MERCHANT_CONNECTIONS)

  const answers = await Promise.all(reads)
  await api.owner.query('rollback')
  for (const { status, headers: answered, errors } of answers) {
    expect(errors?.[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE')
    expect(status).toBe(503)
    expect(answered.get('retry-after')).toBe('2')
  }
})
