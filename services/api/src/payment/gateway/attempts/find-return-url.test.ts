import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestApi } from '../../../../test/api.ts'
import { startBankPayment, createTestContract, sendForm } from '../../../../test/bank/bank-payment.ts'
import { startApiAndBank, type TestBank } from '../../../../test/bank/bank.ts'
import { rowsOfShop } from '../../../../test/tenancy/rows-of-shop.ts'
import type { BankRedirect } from '../bank-protocol.ts'
import { protocolNames } from '../protocols/protocols.ts'

let api: TestApi
let bank: TestBank
let stop: (() => Promise<void>) | undefined
beforeAll(async () => {
  ;({ api, bank, stop } = await startApiAndBank())
})
afterAll(() => stop?.())

describe.each(protocolNames)('the buyer’s return from %s', (protocol) => {
  test('redirects to the shop without changing the order and without a token in the URL', async () => {
    const contract = await createTestContract(api, bank, protocol)
    const { order, id } = await startBankPayment(api, bank, contract)
    // The buyer pays, but the bank sends no notification before the return.
    await bank.call('POST', `/api/payments/${id}/decide`, {
      outcome: 'paid',
      misbehaviour: { timing: 'never' },
    })
    const before = await rowsOfShop(api, contract.shop.id)
    const back = await bank.call<BankRedirect>('POST', `/api/payments/${id}/return`)
    const responses = [await sendForm(back), await sendForm(back)]
    for (const response of responses) {
      expect(response.status).toBe(303)
      const location = response.headers.get('location') ?? ''
      expect(location).toBe(`${contract.shop.origin}/return?order=${order.code}`)
      expect(location).not.toContain(order.token)
      expect(response.headers.get('set-cookie')).toBeNull()
    }
    expect(await rowsOfShop(api, contract.shop.id)).toEqual(before)
  })
})

test.each(['unknown', 'un%00known', ''])(
  'a return with reference %j redirects to the shop’s home page',
  async (reference) => {
    const { shop } = await createTestContract(api, bank, 'lyra')
    const response = await fetch(`${api.url}/bank/lyra/return/${shop.slug}?vads_order_id=${reference}`, {
      redirect: 'manual',
    })
    expect([response.status, response.headers.get('location')]).toEqual([303, shop.origin])
  },
)
