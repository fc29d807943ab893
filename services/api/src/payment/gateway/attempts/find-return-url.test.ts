import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestApi } from '../../../../test/api.ts'
import { startBankPayment, createTestContract, sendForm } from '../../../../test/bank/bank-payment.ts'
import { startApiAndBank, type TestBank } from '../../../../test/bank/bank.ts'
import { rowsOfShop } from '../../../../test/tenancy/two-shops.ts'
import type { BankRedirect } from '../bank-protocol.ts'
import { protocolNames } from '../protocols/protocols.ts'

let api: TestApi
let bank: TestBank
let stop: (() => Promise<void>) | undefined
beforeAll(async () => {
  ;({ api, bank, stop } = await startApiAndBank())
})
afterAll(() => stop?.())

describe.each(protocolNames)('the browser’s return from %s', (protocol) => {
  test('writes nothing, though it says paid, and carries no token', async () => {
    const contract = await createTestContract(api, bank, protocol)
    const { order, id } = await startBankPayment(api, bank, contract)
    // Decided, and the bank's own message never comes: the browser is first.
    await bank.call('POST', `/api/payments/${id}/decide`, {
      outcome: 'paid',
      misbehaviour: { timing: 'never' },
    })
    const before = await rowsOfShop(api, contract.shop.id)
    const back = await bank.call<BankRedirect>('POST', `/api/payments/${id}/return`)
    const answers = [await sendForm(back), await sendForm(back)]
    for (const answer of answers) {
      expect(answer.status).toBe(303)
      const location = answer.headers.get('location') ?? ''
      expect(location).toBe(`${contract.shop.origin}/return?order=${order.code}`)
      expect(location).not.toContain(order.token)
      expect(answer.headers.get('set-cookie')).toBeNull()
    }
    expect(await rowsOfShop(api, contract.shop.id)).toEqual(before)
  })
})

test.each(['nothing', 'no%00thing', ''])('a return that names %j leads to the shop itself', async (name) => {
  const { shop } = await createTestContract(api, bank, 'lyra')
  const answer = await fetch(`${api.url}/bank/lyra/return/${shop.slug}?vads_order_id=${name}`, {
    redirect: 'manual',
  })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, shop.origin])
})
