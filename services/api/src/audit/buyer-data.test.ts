import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { merchant } from '../../test/member.ts'
import { insertTestOrder } from '../../test/order.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'
import { merchantCases } from '../../test/tenancy/merchant-cases.ts'
import { twoShops, type FullShop } from '../../test/tenancy/two-shops.ts'

let api: TestApi
let ours: FullShop
beforeAll(async () => {
  api = await startTestApi()
  ours = (await twoShops(api)).ours
})
afterAll(() => api.stop())

/** Orders of a buyer in every state, and a payment whose reference at the bank is the buyer's name. */
async function addBuyer(): Promise<FullShop> {
  const { shop } = ours
  const buyer = { firstName: 'Philomène', lastName: 'Vandenberghe', email: 'philomene@buyers.test' }
  const pending = await insertTestOrder(api, shop, buyer)
  const mails = [{ kind: 'ORDER_CONFIRMATION', status: 'FAILED' }]
  const paid = await insertTestOrder(api, shop, { ...buyer, status: 'PAID', mails })
  const awaiting = await insertTestOrder(api, shop, {
    ...buyer,
    status: 'AWAITING_CERTIFICATION',
    card: 'OPEN',
    kept: true,
  })
  const [unmatchedPaymentId, attemptId] = [v7(), v7()]
  await executeInShop(
    api,
    shop,
    `insert into payment_attempt (id, shop_id, order_id, gateway_account_id, protocol, bank_name, reference, status, amount, currency,
       environment, redirect, return_url)
     select $1, $2, $3, id, protocol, name, $5, 'RESCUE', 900, 'EUR', environment, '{}', 'https://shop.test'
     from gateway_account where id = $4`,
    attemptId,
    shop.id,
    pending.id,
    ours.bankId,
    `Philomène ${attemptId}`,
  )
  await executeInShop(
    api,
    shop,
    `insert into unmatched_payment (id, shop_id, order_id, attempt_id, reason, amount, currency, protocol, reference)
     values ($1, $2, $3, $4, 'WRONG_AMOUNT', 900, 'EUR', 'lyra', 'Philomène Vandenberghe')`,
    unmatchedPaymentId,
    shop.id,
    pending.id,
    attemptId,
  )
  return {
    ...ours,
    pending: { ...pending, token: '' },
    paid,
    awaiting,
    failedMailId: paid.mailIds[0] ?? '',
    unmatchedPaymentId,
  }
}

test('no mutation writes data of a buyer to the audit log', async () => {
  for (const [field, { document, variables }] of Object.entries(merchantCases)) {
    if (!field.startsWith('Mutation.') || field === 'Mutation.signOut') continue
    await merchant(api, document, variables?.(await addBuyer()) ?? {}, ours.headers)
  }
  const entries = await queryInShop<{ action: string; entry: string }>(
    api,
    ours.shop,
    'select action, e::text as entry from audit_entry e where shop_id = $1',
    ours.shop.id,
  )
  expect(entries.map(({ action }) => action)).toEqual(
    expect.arrayContaining([
      'cancelOrder',
      'certifyPayment APPROVED',
      'markShipped',
      'requestCard',
      'resendMail',
      'revealCard failed',
      'unmatchedPayment ACCEPTED',
      'unmatchedPayment CONTACTED',
      'unmatchedPayment REFUNDED',
    ]),
  )
  const aboutBuyers = /philom|vandenberghe|buyers\.test|paix|paris|75002|424242/i
  expect(entries.filter(({ entry }) => aboutBuyers.test(entry))).toEqual([])
})
