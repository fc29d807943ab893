import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createGatewayAccount,
  newContract,
  placeTestOrder,
  startApiAndBank,
  type ApiAndBank,
} from '../../../../test/bank/bank.ts'
import {
  arriveAtBank,
  bankStateOf,
  payAtBank,
  startBankPayment,
  type TestContract,
} from '../../../../test/bank/bank-payment.ts'
import { processPendingEvents, timelineOf } from '../../../../test/events.ts'
import { queryInShop } from '../../../../test/sql.ts'
import { createShop } from '../../../../test/shop.ts'
import type { BankPaymentRequest, DecryptedGatewayAccount } from '../bank-protocol.ts'
import { sips } from './sips.ts'

let started: ApiAndBank
beforeAll(async () => {
  started = await startApiAndBank()
})
afterAll(() => started?.stop())

/** A shop whose contract at the bank and whose settings here may differ in how transactions are identified. */
async function createContract(atBank: string, here: string | null): Promise<TestContract> {
  const { api, bank } = started
  const shop = await createShop(api)
  const contract = await newContract.sips(bank, shop, 'PRODUCTION')
  const credentials = { ...contract.credentials, ...(here && { transactionIds: here }) }
  const bankId = await createGatewayAccount(api, bank, shop, 'PRODUCTION', 'sips', {
    ...contract,
    credentials,
  })
  await bank.call('POST', '/api/accounts', {
    shop: shop.slug,
    protocol: 'sips',
    credentials: { ...contract.credentials, mode: 'PRODUCTION', transactionIds: atBank },
  })
  return { shop, bankId, protocol: 'sips' }
}

test('a shop migrated from Sips 1.0 is paid with s10TransactionId', async () => {
  const { api, bank } = started
  const contract = await createContract('s10TransactionId', 's10TransactionId')
  for (const _ of [1, 2]) {
    const { order, id } = await startBankPayment(api, bank, contract)
    const back = `${contract.shop.origin}/return?order=${order.code}`
    await bank.call('POST', `/api/payments/${id}/decide`, { outcome: 'paid' })
    expect(await bankStateOf(api, contract.shop, order)).toMatchObject({ status: 'PAID', attempts: ['PAID'] })
    const { url, fields } = await bank.call<{ url: string; fields: { name: string; value: string }[] }>(
      'POST',
      `/api/payments/${id}/return`,
    )
    const body = new URLSearchParams(fields.map(({ name, value }): [string, string] => [name, value]))
    const response = await fetch(url, { method: 'POST', body, redirect: 'manual' })
    expect(response.headers.get('location')).toBe(back)
  }
})

test.each([
  ['s10TransactionId', null],
  ['transactionReference', 's10TransactionId'],
])('the bank answers code 12 to a shop that it expects to send %s', async (atBank, here) => {
  const { api, bank } = started
  const contract = await createContract(atBank, here)
  const { redirect } = await payAtBank(api, contract, await placeTestOrder(api, contract.shop))
  await expect(arriveAtBank(bank, redirect)).rejects.toThrow('"code":"12"')
})

test('response code 12 is explained in the timeline and in the mail to the merchant', async () => {
  const { api, bank } = started
  const contract = await createContract('transactionReference', null)
  const { order, id } = await startBankPayment(api, bank, contract)
  await bank.call('POST', `/api/payments/${id}/notify`, { outcome: 'refused', status: '12' })
  const timeline = await timelineOf(api, contract.shop, order.code)
  expect(timeline.filter(({ kind }) => kind === 'BANK_REFUSED')).toMatchObject([
    { message: expect.stringContaining('s10TransactionId') },
  ])
  await processPendingEvents(api, contract.shop)
  const mails = await queryInShop<{ details: object }>(
    api,
    contract.shop,
    `select m.details from mail m join "order" o on o.id = m.order_id
     where o.code = $1 and m.kind = 'PAYMENT_NOTICE'`,
    order.code,
  )
  expect(mails).toMatchObject([{ details: { outcome: 'REFUSED', protocol: 'sips', bankStatus: '12' } }])
})

test('numbers of one shop differ on neighbouring UTC days, of which one bank day has parts', () => {
  const account: DecryptedGatewayAccount = {
    protocol: 'sips',
    environment: 'PRODUCTION',
    paymentUrl: 'https://bank.test/',
    identity: '011223344550000',
    credentials: {
      merchantId: '011223344550000',
      secretKey: 'secret',
      keyVersion: '1',
      transactionIds: 's10TransactionId',
    },
  }
  const numberOf = (day: string, dailyNumber: number) => {
    const request = {
      reference: 'r1',
      amount: 100,
      currency: 'EUR',
      order: { email: 'camille@buyers.test', language: 'fr' },
      notifyUrl: 'https://api.test/notify',
      returnUrl: 'https://api.test/return',
      at: new Date(day),
      dailyNumber,
    } as BankPaymentRequest
    const { fields } = sips.buildRedirect(account, request)
    return /s10TransactionId=(\d+)/.exec(fields[0]?.value ?? '')?.[1]
  }
  const days = ['2026-11-28T23:30:00Z', '2026-11-29T12:00:00Z']
  const numbers = days.flatMap((day) => [0, 1, 1_000_002, 499_999].map((number) => numberOf(day, number)))
  expect(numbers.every((number) => number?.length === 6)).toBe(true)
  expect(new Set(numbers).size).toBe(8)
})
