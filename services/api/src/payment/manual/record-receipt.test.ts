import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../test/api.ts'
import { placeTestOrder } from '../../../test/bank/bank.ts'
import { payByTestCard } from '../../../test/card.ts'
import { timelineOf } from '../../../test/events.ts'
import {
  createManualPaymentScenario,
  type Errors,
  type ManualPaymentScenario,
} from '../../../test/manual-payment.ts'
import { merchant } from '../../../test/member.ts'
import { queryInShop } from '../../../test/sql.ts'

let api: TestApi
let scenario: ManualPaymentScenario
beforeAll(async () => {
  api = await startTestApi()
  scenario = await createManualPaymentScenario(api)
}, 60_000)
afterAll(() => api?.stop())

describe('a recorded receipt', () => {
  test('of the whole amount makes the order PAID and tells the buyer', async () => {
    const order = await placeTestOrder(api, scenario.shop)
    await scenario.choose(order, 'Transfer')
    const { order: paid } = await scenario.record(order, await scenario.totalOf(order))
    expect(paid).toMatchObject({ status: 'PAID', receipts: [{ paidOrder: true, undoneAt: null }] })
    expect(await scenario.unmatchedOf(order)).toEqual([])
    expect(await scenario.mailsOf(order)).toEqual(['TRANSFER_INSTRUCTIONS', 'PAYMENT_CONFIRMATION'])
    const kinds = (await timelineOf(api, scenario.shop, order.code)).map(({ kind }) => kind)
    expect(kinds).toEqual(['PLACED', 'MANUAL_PAYMENT_CHOSEN', 'RECEIPT_RECORDED'])
  })

  test('of a part waits for the rest, and the excess of the rest waits for a decision', async () => {
    const order = await placeTestOrder(api, scenario.shop)
    const total = await scenario.totalOf(order)
    expect((await scenario.record(order, 100)).order?.status).toBe('PENDING_PAYMENT')
    expect(await scenario.unmatchedOf(order)).toMatchObject([
      { reason: 'PARTIAL_AMOUNT', amount: 100, outcome: null },
    ])
    expect((await scenario.record(order, total, { method: 'CHEQUE' })).order?.status).toBe('PAID')
    expect(await scenario.unmatchedOf(order)).toMatchObject([
      { reason: 'PARTIAL_AMOUNT', amount: 100, outcome: 'ACCEPTED' },
      { reason: 'EXCESS_AMOUNT', amount: 100, outcome: null },
    ])
  })

  test('can be accepted as it is by a member who confirms the amount', async () => {
    const order = await placeTestOrder(api, scenario.shop)
    await scenario.record(order, 100)
    const [waiting] = await scenario.unmatchedOf(order)
    const { data } = await merchant<{ payload: { userErrors: Errors; unmatchedPayment: object } }>(
      api,
      `mutation ($input: AcceptUnmatchedPaymentInput!) { payload: acceptUnmatchedPayment(input: $input) {
        unmatchedPayment { manualMethod } userErrors { code } } }`,
      { input: { unmatchedPaymentId: waiting?.id, acceptedAmount: 100 } },
      scenario.owner,
    )
    expect(data.payload).toEqual({ unmatchedPayment: { manualMethod: 'TRANSFER' }, userErrors: [] })
    expect((await scenario.readOrder(order)).status).toBe('PAID')
    const [receipt] = await scenario.receiptsOf(order)
    expect((await scenario.undo(receipt ?? '')).userErrors).toMatchObject([{ code: 'RECEIPT_NOT_UNDOABLE' }])
  })

  test('for an order that is paid or cancelled waits for a decision', async () => {
    const order = await placeTestOrder(api, scenario.shop)
    const total = await scenario.totalOf(order)
    await scenario.record(order, total)
    await scenario.record(order, 50)
    expect(await scenario.unmatchedOf(order)).toMatchObject([
      { reason: 'ALREADY_PAID', amount: 50, outcome: null },
    ])
    const cancelled = await placeTestOrder(api, scenario.shop)
    await merchant(
      api,
      'mutation ($c: String!) { cancelOrder(orderCode: $c) { userErrors { code } } }',
      { c: cancelled.code },
      scenario.owner,
    )
    expect((await scenario.record(cancelled, total)).order?.status).toBe('CANCELLED')
    expect(await scenario.unmatchedOf(cancelled)).toMatchObject([
      { reason: 'ORDER_CANCELLED', amount: total, outcome: null },
    ])
  })

  test('closes a card that waits to be certified, and erases its digits', async () => {
    const order = await placeTestOrder(api, scenario.shop)
    await payByTestCard(api, order)
    expect((await scenario.record(order, await scenario.totalOf(order))).order?.status).toBe('PAID')
    const [card] = await queryInShop<{ status: string; kept: number }>(
      api,
      scenario.shop,
      `select p.status, (select count(*)::int from card_kept k where k.payment_id = p.id) as kept
       from card_payment p join "order" o on o.id = p.order_id where o.code = $1`,
      order.code,
    )
    expect(card).toEqual({ status: 'CLOSED', kept: 0 })
  })

  test('is recorded once by two members at the same time', async () => {
    const order = await placeTestOrder(api, scenario.shop)
    const total = await scenario.totalOf(order)
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => scenario.record(order, total, { knownReceipts: [] })),
    )
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(
      Array.from({ length: 4 }, () => 'RECEIPT_RECORDED_MEANWHILE'),
    )
    expect(await scenario.receiptsOf(order)).toHaveLength(1)
  })

  test.each([
    [{ amount: 0 }, 'RECEIPT_AMOUNT_INVALID'],
    [{ amount: -5 }, 'RECEIPT_AMOUNT_INVALID'],
    [{ receivedOn: '2099-01-01' }, 'RECEIPT_DAY_INVALID'],
    [{ receivedOn: '1999-12-31' }, 'RECEIPT_DAY_INVALID'],
    [{ orderCode: 'UNKNOWN' }, 'NOT_FOUND'],
  ])('with %j is refused: %s', async (input, code) => {
    const order = await placeTestOrder(api, scenario.shop)
    expect((await scenario.record(order, 10, input)).userErrors).toMatchObject([{ code }])
    expect(await scenario.receiptsOf(order)).toEqual([])
  })
})
