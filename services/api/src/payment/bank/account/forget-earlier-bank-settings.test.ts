import { afterAll, beforeAll, expect, test } from 'vitest'
import { ownStores } from '../../../testing/own-stores.ts'
import { startTestApi, type TestApi } from '../../../testing/test-api.ts'
import { openBankContract, startTestBank, type TestBank } from '../../../testing/test-bank.ts'
import { changeIn, rowsIn } from '../../../testing/test-card.ts'
import { merchant, seatIn } from '../../../testing/test-member.ts'
import { createShop } from '../../../testing/test-shop.ts'
import { startTestSmtp, type TestSmtp } from '../../../testing/test-smtp.ts'
import { startTestWorker, type TestWorker } from '../../../testing/test-worker.ts'
import { forgetEarlierBankSettings } from './forget-earlier-bank-settings.ts'

let stores: Awaited<ReturnType<typeof ownStores>>
let api: TestApi
let bank: TestBank
let smtp: TestSmtp
let worker: TestWorker

beforeAll(async () => {
  stores = await ownStores()
  api = await startTestApi()
  bank = await startTestBank()
  smtp = await startTestSmtp()
  worker = await startTestWorker(api, smtp.url)
})
afterAll(async () => {
  await worker?.stop()
  await smtp?.stop()
  await bank?.stop()
  await api?.stop()
  await stores?.drop()
})

test('a replaced key is deleted once nothing is believed by it any more, and no earlier', async () => {
  const shop = await createShop(api)
  const id = await openBankContract(api, bank, shop, 'TEST', 'monetico')
  const headers = await seatIn(api, shop, 'OWNER')
  for (const digit of ['1', '2']) {
    const { data } = await merchant<{ changeBankAccount: { userErrors: unknown[] } }>(
      api,
      `mutation ($input: ChangeBankAccountInput!) { changeBankAccount(input: $input) { userErrors { code } } }`,
      { input: { id, fields: [{ name: 'key', value: digit.repeat(40) }] } },
      headers,
    )
    expect(data.changeBankAccount.userErrors).toEqual([])
  }
  const kept = () =>
    rowsIn<{ id: string }>(
      api,
      shop,
      'select id from bank_account_earlier where shop_id = $1 order by replaced_at',
      shop.id,
    )
  const [old, young] = await kept()
  await changeIn(
    api,
    shop,
    `update bank_account_earlier set replaced_at = replaced_at - interval '25 hours' where shop_id = $1 and id = $2`,
    shop.id,
    old?.id,
  )
  await forgetEarlierBankSettings(worker.app)
  expect(await kept()).toEqual([young])
})
