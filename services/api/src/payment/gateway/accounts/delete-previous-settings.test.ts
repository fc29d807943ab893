import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApart, type Apart } from '../../../../test/isolated-api.ts'
import type { TestApi } from '../../../../test/api.ts'
import { openBankContract, startTestBank, type TestBank } from '../../../../test/bank/bank.ts'
import { changeIn, rowsIn } from '../../../../test/card.ts'
import { merchant, seatIn } from '../../../../test/member.ts'
import { createShop } from '../../../../test/shop.ts'
import type { TestWorker } from '../../../../test/worker.ts'
import { forgetEarlierBankSettings } from './delete-previous-settings.ts'

let apart: Apart
let api: TestApi
let bank: TestBank
let worker: TestWorker

beforeAll(async () => {
  apart = await startApart()
  api = apart.api
  worker = await apart.startWorker()
  bank = await startTestBank()
})
afterAll(async () => {
  await bank?.stop()
  await apart?.stop()
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
