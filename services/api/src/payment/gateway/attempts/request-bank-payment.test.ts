import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createGatewayAccount,
  placeTestOrder,
  startApiAndBank,
  type ApiAndBank,
} from '../../../../test/bank/bank.ts'
import { payByTestCard } from '../../../../test/card.ts'
import { createCertificationScenario, type CertificationScenario } from '../../../../test/certification.ts'
import { timelineOf } from '../../../../test/events.ts'
import { headersOf, merchant } from '../../../../test/member.ts'
import { executeInShop, queryInShop } from '../../../../test/sql.ts'
import { cardRequestToken } from '../../card/certify/request-card.ts'

let running: ApiAndBank
let scenario: CertificationScenario
let accountId: string
beforeAll(async () => {
  running = await startApiAndBank()
  scenario = await createCertificationScenario(running.api, { locale: 'en' })
  accountId = await createGatewayAccount(running.api, running.bank, scenario.shop)
}, 60_000)
afterAll(() => running?.stop())

const statusOf = async ({ code }: { code: string }) =>
  (
    await queryInShop<{ status: string }>(
      running.api,
      scenario.shop,
      'select status from "order" where code = $1',
      code,
    )
  )[0]?.status

const mayRequest = async ({ code }: { code: string }) =>
  (
    await merchant<{ order: { canRequestBankPayment: boolean } }>(
      running.api,
      'query ($code: String!) { order(code: $code) { canRequestBankPayment } }',
      { code },
      await headersOf(running.api, scenario.shop, 'VIEWER'),
    )
  ).data.order.canRequestBankPayment

describe('requestBankPayment', () => {
  test('closes a card payment, erases its digits, and mails the link once', async () => {
    const order = await scenario.placeOrderWithCard()
    expect(await mayRequest(order)).toBe(true)
    expect(await scenario.requestBankPayment(order)).toEqual({
      order: { status: 'PENDING_PAYMENT' },
      userErrors: [],
    })
    expect(await scenario.stateOf(order)).toMatchObject({
      status: 'CLOSED',
      kept: 0,
      mails: ['BANK_PAYMENT_REQUEST'],
      audit: ['requestBankPayment'],
      events: ['order.placed', 'card.received', 'bank_payment.requested'],
    })
    const timeline = await timelineOf(running.api, scenario.shop, order.code)
    expect(JSON.stringify(timeline)).toContain('BANK_REQUESTED')
  })

  test('follows a decline, and the order can be paid again', async () => {
    const order = await scenario.placeOrderWithCard()
    await scenario.certify(order, {
      outcome: 'REFUSED',
      declineReason: 'STRONG_AUTHENTICATION_REQUIRED',
    })
    expect(await statusOf(order)).toBe('PAYMENT_REFUSED')
    expect((await scenario.requestBankPayment(order)).order?.status).toBe('PENDING_PAYMENT')
  })

  test('is possible for an order that never had a card, as often as needed', async () => {
    const order = await placeTestOrder(running.api, scenario.shop)
    for (let call = 0; call < 2; call++)
      expect((await scenario.requestBankPayment(order)).userErrors).toEqual([])
    expect(await statusOf(order)).toBe('PENDING_PAYMENT')
  })

  test('ends the link by which a card could still be entered', async () => {
    const order = await scenario.placeOrderWithCard()
    await scenario.requestCard(order)
    const [request] = await queryInShop<{ id: string; order_id: string }>(
      running.api,
      scenario.shop,
      'select r.id, r.order_id from card_request r join "order" o on o.id = r.order_id where o.code = $1',
      order.code,
    )
    await scenario.requestBankPayment(order)
    const token = cardRequestToken(
      running.api.app.env.orderTokenKeys,
      { shopId: scenario.shop.id, id: request?.order_id ?? '' },
      request?.id ?? '',
    )
    expect((await payByTestCard(running.api, { ...order, token })).userErrors).toMatchObject([
      { code: 'ORDER_NOT_FOUND' },
    ])
  })

  test('two members at once close the card payment once', async () => {
    const order = await scenario.placeOrderWithCard()
    const answers = await Promise.all([
      scenario.requestBankPayment(order),
      scenario.requestBankPayment(order),
    ])
    expect(answers.map(({ userErrors }) => userErrors)).toEqual([[], []])
    const rows = await queryInShop<{ had_card: boolean }>(
      running.api,
      scenario.shop,
      `select (e.data->>'hadCard')::boolean as had_card from domain_event e join "order" o on o.id = e.order_id
       where o.code = $1 and e.type = 'bank_payment.requested' order by e.sequence`,
      order.code,
    )
    expect(rows.map((row) => row.had_card)).toEqual([true, false])
  })

  test('is refused for an order that is paid, and for one that does not exist', async () => {
    const paid = await scenario.placeOrderWithCard()
    await scenario.certify(paid, { authorizationNumber: '1' })
    expect(await mayRequest(paid)).toBe(false)
    expect((await scenario.requestBankPayment(paid)).userErrors).toEqual([
      { code: 'BANK_PAYMENT_NOT_REQUESTABLE', field: ['orderCode'] },
    ])
    expect((await scenario.requestBankPayment({ ...paid, code: 'UNKNOWN' })).userErrors).toMatchObject([
      { code: 'NOT_FOUND' },
    ])
  })

  test('is refused in a shop without an enabled bank, and nothing changes', async () => {
    const order = await scenario.placeOrderWithCard()
    const enable = (enabled: boolean) =>
      executeInShop(
        running.api,
        scenario.shop,
        'update gateway_account set enabled = $1 where id = $2',
        enabled,
        accountId,
      )
    await enable(false)
    expect(await mayRequest(order)).toBe(false)
    expect((await scenario.requestBankPayment(order)).userErrors).toEqual([
      { code: 'NO_BANK_ENABLED', field: ['orderCode'] },
    ])
    expect(await scenario.stateOf(order)).toMatchObject({ status: 'OPEN', kept: 1, mails: [] })
    await enable(true)
  })
})
