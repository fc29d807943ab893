import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../test/api.ts'
import { placeTestOrder } from '../../../test/bank/bank.ts'
import { payByTestCard } from '../../../test/card.ts'
import { connectAsWorker } from '../../../test/events.ts'
import {
  cheque,
  createManualPaymentScenario,
  transfer,
  type ManualPaymentScenario,
} from '../../../test/manual-payment.ts'
import { executeInShop } from '../../../test/sql.ts'
import type { WorkerApp } from '../../app/context.ts'
import { expireOrders } from '../../order/expire-orders.ts'
import { remindBuyers } from '../../order/remind-buyers.ts'

let api: TestApi
let scenario: ManualPaymentScenario
beforeAll(async () => {
  api = await startTestApi()
  scenario = await createManualPaymentScenario(api)
}, 60_000)
afterAll(() => api?.stop())

describe('a buyer who chooses a transfer or a cheque', () => {
  test('sees where to send the money, gets it by mail, and the order waits for as long as the method says', async () => {
    const order = await placeTestOrder(api, scenario.shop)
    expect((await scenario.readOrder(order)).paymentMethods).toEqual(['CARD', 'TRANSFER', 'CHEQUE'])
    const chosen = await scenario.choose(order, 'Transfer')
    expect(chosen.order).toMatchObject({
      status: 'PENDING_PAYMENT',
      manualPayment: {
        method: 'TRANSFER',
        reference: order.code,
        amount: { amount: await scenario.totalOf(order) },
        accountHolder: 'Atelier SARL',
        iban: 'FR14 2004 1010 0505 0001 3M02 606',
        bic: 'PSSTFRPPPAR',
        payee: null,
        postalAddress: null,
        note: 'Thank you',
      },
    })
    const days = (Date.parse(String(chosen.order?.manualPayment?.dueAt)) - Date.now()) / 86_400_000
    expect(days).toBeCloseTo(10, 1)
    expect((await scenario.readOrder(order)).manualPayment).toEqual(chosen.order?.manualPayment)
    await scenario.choose(order, 'Transfer')
    expect(await scenario.mailsOf(order)).toEqual(['TRANSFER_INSTRUCTIONS'])
    const other = await scenario.choose(order, 'Cheque')
    expect(other.order?.manualPayment).toMatchObject({
      method: 'CHEQUE',
      payee: 'Atelier SARL',
      postalAddress: '1 rue A\n75002 Paris',
      iban: null,
    })
    expect(await scenario.mailsOf(order)).toEqual(['TRANSFER_INSTRUCTIONS', 'CHEQUE_INSTRUCTIONS'])
  })

  test('can still pay by card, and then no longer sees the instructions', async () => {
    const order = await placeTestOrder(api, scenario.shop)
    await scenario.choose(order, 'Transfer')
    expect((await payByTestCard(api, order)).userErrors).toEqual([])
    expect(await scenario.readOrder(order)).toEqual({
      status: 'AWAITING_CERTIFICATION',
      paymentMethods: [],
      manualPayment: null,
    })
    expect((await scenario.choose(order, 'Transfer')).userErrors).toMatchObject([
      { code: 'PAYMENT_IN_PROGRESS' },
    ])
  })

  test('is refused with a wrong token, and for a method that is not offered', async () => {
    const order = await placeTestOrder(api, scenario.shop)
    expect((await scenario.choose({ ...order, token: 'x' }, 'Transfer')).userErrors).toEqual([
      { code: 'ORDER_NOT_FOUND', field: ['orderCode'] },
    ])
    await scenario.change({ cheque: { ...cheque, isOffered: false } })
    await expect
      .poll(async () => (await scenario.readOrder(order)).paymentMethods)
      .toEqual(['CARD', 'TRANSFER'])
    expect((await scenario.choose(order, 'Cheque')).userErrors).toMatchObject([
      { code: 'PAYMENT_MODE_NOT_AVAILABLE' },
    ])
    await scenario.change({ cheque })
    await expect.poll(async () => (await scenario.readOrder(order)).paymentMethods).toContain('CHEQUE')
  })

  test('gets what was offered then, also when the account changes', async () => {
    const order = await placeTestOrder(api, scenario.shop)
    await scenario.choose(order, 'Transfer')
    await scenario.change({ transfer: { ...transfer, iban: 'DE89370400440532013000' } })
    await expect.poll(scenario.cachedIban).toBe('DE89370400440532013000')
    expect((await scenario.readOrder(order)).manualPayment).toMatchObject({
      iban: 'FR14 2004 1010 0505 0001 3M02 606',
    })
    await scenario.change({ transfer })
  })
})

describe('an order that waits for a transfer', () => {
  test('does not expire with the shop’s delay, but when its own time is over', async () => {
    const worker = (await connectAsWorker(api)) as WorkerApp
    const order = await placeTestOrder(api, scenario.shop)
    await scenario.choose(order, 'Transfer')
    await executeInShop(
      api,
      scenario.shop,
      `update "order" set status_since = now() - interval '400 days' where code = $1`,
      order.code,
    )
    await expireOrders(worker)
    expect((await scenario.readOrder(order)).status).toBe('PENDING_PAYMENT')
    await scenario.waitUntil(order, '-1 second')
    await expireOrders(worker)
    expect((await scenario.readOrder(order)).status).toBe('EXPIRED')
  })

  test('does not expire while a part of its money waits, and is reminded once a day before', async () => {
    const worker = (await connectAsWorker(api)) as WorkerApp
    const order = await placeTestOrder(api, scenario.shop)
    await scenario.choose(order, 'Transfer')
    await scenario.waitUntil(order, '23 hours')
    await remindBuyers(worker)
    await remindBuyers(worker)
    expect(await scenario.mailsOf(order)).toEqual(['TRANSFER_INSTRUCTIONS', 'PAYMENT_REMINDER'])
    await scenario.record(order, 1)
    await scenario.waitUntil(order, '-1 second')
    await expireOrders(worker)
    expect((await scenario.readOrder(order)).status).toBe('PENDING_PAYMENT')
  })
})
