import { afterAll, beforeAll, expect, test } from 'vitest'
import { startIsolatedApi, type IsolatedApi } from '../../../../test/isolated-api.ts'
import type { TestApi } from '../../../../test/api.ts'
import { createGatewayAccount, startTestBank, type TestBank } from '../../../../test/bank/bank.ts'
import { executeInShop, queryInShop } from '../../../../test/sql.ts'
import { merchant, headersOf } from '../../../../test/member.ts'
import { createShop } from '../../../../test/shop.ts'
import type { TestWorker } from '../../../../test/worker.ts'
import { deleteExpiredPreviousSettings } from './delete-previous-settings.ts'

let isolated: IsolatedApi
let api: TestApi
let bank: TestBank
let worker: TestWorker

beforeAll(async () => {
  isolated = await startIsolatedApi()
  api = isolated.api
  worker = await isolated.startWorker()
  bank = await startTestBank()
})
afterAll(async () => {
  await bank?.stop()
  await isolated?.stop()
})

test('deletes replaced settings after a day and keeps newer ones', async () => {
  const shop = await createShop(api)
  const id = await createGatewayAccount(api, bank, shop, 'TEST', 'monetico')
  const headers = await headersOf(api, shop, 'OWNER')
  for (const digit of ['1', '2']) {
    const { data } = await merchant<{ changeGatewayAccount: { userErrors: unknown[] } }>(
      api,
      `mutation ($input: ChangeGatewayAccountInput!) { changeGatewayAccount(input: $input) { userErrors { code } } }`,
      { input: { id, fields: [{ name: 'key', value: digit.repeat(40) }] } },
      headers,
    )
    expect(data.changeGatewayAccount.userErrors).toEqual([])
  }
  const storedSettings = () =>
    queryInShop<{ id: string }>(
      api,
      shop,
      'select id from previous_gateway_settings where shop_id = $1 order by replaced_at',
      shop.id,
    )
  const [old, recent] = await storedSettings()
  await executeInShop(
    api,
    shop,
    `update previous_gateway_settings set replaced_at = replaced_at - interval '25 hours' where shop_id = $1 and id = $2`,
    shop.id,
    old?.id,
  )
  await deleteExpiredPreviousSettings(worker.app)
  expect(await storedSettings()).toEqual([recent])
})
