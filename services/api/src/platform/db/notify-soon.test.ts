import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../test/api.ts'
import { buyerWithCart, orderInput, placeOrder } from '../../../test/checkout.ts'
import { useIsolatedStores } from '../../../test/isolated-stores.ts'
import { createShop } from '../../../test/shop.ts'
import { withConnection } from '../../../test/sql.ts'
import { inShop } from './orm.ts'
import { notifyAfterCommit } from './notify-soon.ts'

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let api: TestApi
beforeAll(async () => {
  stores = await useIsolatedStores()
  api = await startTestApi()
}, 60_000)
afterAll(async () => {
  await api.stop()
  await stores.drop()
}, 60_000)

/** The notifications of `channel` while `work` runs. */
const notificationsDuring = (channel: string, work: () => Promise<unknown>): Promise<string[]> =>
  withConnection(process.env.TEST_DATABASE_OWNER_URL ?? '', async (listener) => {
    const received: string[] = []
    listener.on('notification', (notification) => received.push(notification.channel))
    await listener.query(`listen ${channel}`)
    await work()
    await expect.poll(() => received.length).toBeGreaterThan(0)
    await new Promise((resolve) => setTimeout(resolve, 200))
    return received
  })

test('200 transactions that commit together send two notifications at most', async () => {
  const shop = await createShop(api, { variants: [] })
  const received = await notificationsDuring('many_commits', () =>
    inShop(api.app.orm, shop.id, (em) => {
      for (let commit = 0; commit < 200; commit++) notifyAfterCommit(em, api.app, 'many_commits')
      return Promise.resolve()
    }),
  )
  expect(received.length).toBeLessThanOrEqual(2)
})

test('nothing is notified by a transaction that is rolled back', async () => {
  const shop = await createShop(api, { variants: [] })
  const received = await notificationsDuring('rolled_back', async () => {
    const failed = inShop(api.app.orm, shop.id, (em) => {
      notifyAfterCommit(em, api.app, 'rolled_back')
      return Promise.reject(new Error('Rolled back'))
    })
    await expect(failed).rejects.toThrow('Rolled back')
    await api.owner.query('notify rolled_back')
  })
  expect(received).toHaveLength(1)
})

test('an order notifies the followers of catalog changes', async () => {
  const shop = await createShop(api, { variants: [{ stock: 5 }] })
  const buyer = await buyerWithCart(api, shop, [1])
  const received = await notificationsDuring('shop_changed', async () => {
    expect((await placeOrder(buyer, orderInput(shop))).order).not.toBeNull()
  })
  expect(received).toHaveLength(1)
})
