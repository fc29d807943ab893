import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { insertTestApiKey } from '../../test/api-key.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { createShop } from '../../test/shop.ts'
import { executeInShop } from '../../test/sql.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

test('whoever manages keys is told of those that end within 14 days, unless they are revoked', async () => {
  const shop = await createShop(api)
  const ending = async (days: number, isRevoked = false) => {
    const { id } = await insertTestApiKey(api, shop)
    const change = `update merchant_api_key set expires_at = now() + make_interval(days => $2),
      revoked_at = case when $3 then now() end where id = $1`
    await executeInShop(api, shop, change, id, days, isRevoked)
  }
  await ending(13)
  await ending(15)
  await ending(-1)
  await ending(13, true)
  await insertTestApiKey(api, shop)
  const tasksOf = async (role: 'OWNER' | 'MANAGER') => {
    const { data } = await merchant<{ shopOverviews: { openTasks: { kind: string; count: number }[] }[] }>(
      api,
      '{ shopOverviews { openTasks { kind count } } }',
      {},
      await headersOf(api, shop, role),
    )
    return data.shopOverviews[0]?.openTasks.filter(({ kind }) => kind === 'REPLACE_API_KEYS')
  }
  expect(await tasksOf('OWNER')).toEqual([{ kind: 'REPLACE_API_KEYS', count: 1 }])
  expect(await tasksOf('MANAGER')).toEqual([])
})
