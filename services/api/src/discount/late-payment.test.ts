import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestApi } from '../../test/api.ts'
import { startApiAndBank, type TestBank } from '../../test/bank/bank.ts'
import { bankStateOf, createTestContract, startBankPayment } from '../../test/bank/bank-payment.ts'
import { buyerWithCart, orderInput, placeOrder } from '../../test/checkout.ts'
import { saveDiscount, usesOf } from '../../test/discount.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { executeInShop } from '../../test/sql.ts'

let api: TestApi
let bank: TestBank
let stop: (() => Promise<void>) | undefined
beforeAll(async () => {
  ;({ api, bank, stop } = await startApiAndBank([1]))
})
afterAll(() => stop?.())

test('a late payment is counted beyond the limit of a discount, and the limit stays what it was', async () => {
  const contract = await createTestContract(api, bank, 'lyra')
  const { shop } = contract
  const manager = await headersOf(api, shop, 'MANAGER')
  const { discount } = await saveDiscount(api, manager, { code: null, name: 'Ouverture', maxUses: 1 })
  const change = (sql: string, ...params: unknown[]) => executeInShop(api, shop, sql, ...params)

  const late = await startBankPayment(api, bank, contract)
  expect(await usesOf(api, manager, discount?.id)).toEqual({ uses: 1, status: 'USED_UP' })
  await change(`update "order" set status = 'EXPIRED' where code = $1`, late.order.code)
  await change('update discount_use set is_released = true where discount_id = $1', discount?.id)
  await change('update discount_use_count set uses = 0 where discount_id = $1', discount?.id)

  const { order } = await placeOrder(await buyerWithCart(api, shop, [1]), orderInput(shop))
  await bank.call('POST', `/api/payments/${late.id}/notify`, { outcome: 'paid' })
  expect(await bankStateOf(api, shop, late.order)).toMatchObject({ status: 'PAID' })
  expect(await usesOf(api, manager, discount?.id)).toEqual({ uses: 2, status: 'USED_UP' })

  const cancel = 'mutation ($code: String!) { cancelOrder(orderCode: $code) { userErrors { code } } }'
  await merchant(api, cancel, { code: order?.code }, manager)
  expect(await usesOf(api, manager, discount?.id)).toEqual({ uses: 1, status: 'USED_UP' })
})
