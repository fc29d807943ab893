import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { processPendingEvents } from '../../../test/events.ts'
import { graphql, type TestApi } from '../../../test/api.ts'
import { createTestContract, startBankPayment } from '../../../test/bank/bank-payment.ts'
import { startApiAndBank, type PlacedOrder, type TestBank } from '../../../test/bank/bank.ts'
import {
  codesOf,
  createUnmatchedPaymentManager,
  UNMATCHED_PAYMENT,
  type UnmatchedPayment,
} from '../../../test/bank/unmatched-payment-manager.ts'
import { executeInShop, queryInShop } from '../../../test/sql.ts'
import { headersOf, merchant } from '../../../test/member.ts'

let api: TestApi
let bank: TestBank
let stop: (() => Promise<void>) | undefined
let manager: Awaited<ReturnType<typeof createUnmatchedPaymentManager>>

beforeAll(async () => {
  ;({ api, bank, stop } = await startApiAndBank([1]))
  manager = await createUnmatchedPaymentManager(api, bank)
})
afterAll(() => stop?.())

test('a recorded refund has the bank’s reference, closes the unmatched payment and can be undone', async () => {
  const { order, unmatchedPayment } = await manager.createUnmatchedPayment('none', (placed) =>
    manager.setOrderStatus(placed, 'CANCELLED'),
  )
  for (const amount of [0, -1, order.total + 1])
    expect(codesOf(await manager.recordRefund(unmatchedPayment.id, amount))).toEqual([
      'REFUND_AMOUNT_INVALID',
    ])
  expect(codesOf(await manager.recordRefund(unmatchedPayment.id, order.total, ' '))).toEqual(['REQUIRED'])
  expect(codesOf(await manager.recordBuyerContact(unmatchedPayment.id, 'left a message'))).toEqual([])
  expect((await manager.unmatchedPaymentOf(order)).closedAt).toBeNull()
  const both = await Promise.all([
    manager.recordRefund(unmatchedPayment.id, order.total),
    manager.recordRefund(unmatchedPayment.id, order.total),
  ])
  expect(both.map(codesOf).sort()).toEqual([[], ['UNMATCHED_PAYMENT_CLOSED']])
  expect(codesOf(await manager.recordBuyerContact(unmatchedPayment.id))).toEqual(['UNMATCHED_PAYMENT_CLOSED'])
  expect(codesOf(await manager.reopen(unmatchedPayment.id, 'wrong line'))).toEqual([])
  expect(codesOf(await manager.reopen(unmatchedPayment.id))).toEqual(['UNMATCHED_PAYMENT_NOT_REOPENABLE'])
  const { closedAt, steps } = await manager.unmatchedPaymentOf(order)
  expect(closedAt).toBeNull()
  expect(steps.map(({ kind, note, bankReference }) => [kind, note, bankReference])).toEqual([
    ['CONTACTED', 'left a message', null],
    ['REFUNDED', null, 'RB-1'],
    ['REOPENED', 'wrong line', null],
  ])
  const messages = (await manager.timelineOf(order)).slice(-4).map(({ kind, message }) => [kind, message])
  expect(messages).toEqual([
    ['BANK_PAYMENT_UNMATCHED', 'Paiement à rapprocher, reçu de Banque lyra'],
    [
      'UNMATCHED_PAYMENT_CONTACTED',
      'Acheteur contacté au sujet du paiement à rapprocher\u00a0: left a message',
    ],
    [
      'UNMATCHED_PAYMENT_REFUNDED',
      expect.stringMatching(/^Remboursement à la banque enregistré\u00a0: 29,70\s€, RB-1$/),
    ],
    [
      'UNMATCHED_PAYMENT_REOPENED',
      'Enregistrement du remboursement annulé, paiement de nouveau à rapprocher\u00a0: wrong line',
    ],
  ])
  const card = await merchant(
    api,
    'mutation ($unmatchedPaymentId: ID!) { recordBuyerContact(unmatchedPaymentId: $unmatchedPaymentId, note: "4242 4242 4242 4242") { unmatchedPayment { id } } }',
    { unmatchedPaymentId: unmatchedPayment.id },
    manager.headers,
  )
  expect(card.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
})

test('buyer and merchant see an unmatched payment as RESCUE while it is open, CANCELLED after a refund and PAID after acceptance', async () => {
  const shownTo = async ({ code, token, headers }: PlacedOrder) => {
    const query =
      'query ($code: String!, $token: String!) { order(code: $code, token: $token) { bankAttempt { status bankName } } }'
    const { data } = await graphql<{ order: { bankAttempt: unknown } }>(
      `${api.url}/graphql`,
      query,
      { code, token },
      headers,
    )
    const merchantView = await manager.request<{ order: { bankPayments: unknown[] } }>(
      'query ($code: String!) { order(code: $code) { bankPayments { status bank } } }',
      { code },
    )
    return [data?.order.bankAttempt, ...merchantView.order.bankPayments]
  }
  const bank = 'Banque lyra'
  const both = (status: string) => [
    { status, bankName: bank },
    { status, bank },
  ]
  const { order, unmatchedPayment } = await manager.createUnmatchedPayment('amount')
  expect(await shownTo(order)).toEqual(both('RESCUE'))
  await manager.recordRefund(unmatchedPayment.id, 29)
  expect(await shownTo(order)).toEqual(both('CANCELLED'))
  await manager.reopen(unmatchedPayment.id)
  expect(await shownTo(order)).toEqual(both('RESCUE'))
  await manager.accept(unmatchedPayment.id, 29)
  expect(await shownTo(order)).toEqual(both('PAID'))
})

test('an acceptance cannot be undone', async () => {
  const { unmatchedPayment } = await manager.createUnmatchedPayment('amount')
  await manager.accept(unmatchedPayment.id, 29)
  expect(codesOf(await manager.reopen(unmatchedPayment.id))).toEqual(['UNMATCHED_PAYMENT_NOT_REOPENABLE'])
})

test('a payment without an order is listed with its bank and reference, and the merchant gets a mail', async () => {
  const otherContract = await createTestContract(api, bank, 'lyra')
  const { order, id } = await startBankPayment(api, bank, otherContract)
  await executeInShop(api, otherContract.shop, 'update payment_attempt set reference = $1', 'gone')
  await bank.call('POST', `/api/payments/${id}/decide`, { outcome: 'paid' })
  const headers = await headersOf(api, otherContract.shop, 'CERTIFIER')
  const { unmatchedPayments, openUnmatchedPaymentCount } = await manager.request<{
    unmatchedPayments: { nodes: UnmatchedPayment[] }
    openUnmatchedPaymentCount: number
  }>(
    `{ unmatchedPayments(open: true) { nodes { ${UNMATCHED_PAYMENT} } } openUnmatchedPaymentCount }`,
    {},
    headers,
  )
  expect(openUnmatchedPaymentCount).toBe(1)
  expect(unmatchedPayments.nodes).toMatchObject([
    {
      reason: 'UNKNOWN_REFERENCE',
      bank: 'Banque lyra',
      reference: expect.stringMatching(/^[a-p]{30}$/),
      amount: { amount: order.total, currency: 'EUR' },
      order: null,
      notAcceptable: 'UNMATCHED_PAYMENT_WITHOUT_ORDER',
    },
  ])
  await processPendingEvents(api, otherContract.shop)
  const mails = await queryInShop(
    api,
    otherContract.shop,
    `select recipient, details->>'outcome' as outcome from mail where order_id is null and shop_id = $1`,
    otherContract.shop.id,
  )
  expect(mails).toEqual([{ recipient: `merchant@${otherContract.shop.slug}.test`, outcome: 'RESCUE' }])
})

describe('a refused notification', () => {
  test('is listed with its reason, but without its signature or card data', async () => {
    const { order, id } = await startBankPayment(api, bank, manager.contract)
    await bank.call('POST', `/api/payments/${id}/decide`, {
      outcome: 'paid',
      misbehaviour: { tamper: 'forged' },
    })
    const { refusedNotifications } = await manager.request<{
      refusedNotifications: {
        totalCount: number
        nodes: { reason: string; fields: { name: string; value: string }[] }[]
      }
    }>(
      '{ refusedNotifications(first: 1) { totalCount nodes { bank reason receivedAt fields { name value } } } }',
    )
    expect(refusedNotifications.totalCount).toBeGreaterThan(0)
    const [newest] = refusedNotifications.nodes
    expect(newest).toMatchObject({ bank: 'Banque lyra', reason: 'SIGNATURE' })
    const names = newest?.fields.map(({ name }) => name) ?? []
    expect(names).toContain('vads_order_id')
    expect(newest?.fields).toContainEqual({ name: 'vads_amount', value: String(order.total) })
    expect(names.filter((name) => /signature|card|expiry|cust/i.test(name))).toEqual([])
  })
})
