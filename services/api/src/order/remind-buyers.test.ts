import type { ParsedMail } from 'mailparser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { processPendingEvents } from '../../test/events.ts'
import type { TestApi } from '../../test/api.ts'
import { placeTestOrder, type PlacedOrder } from '../../test/bank/bank.ts'
import { payByTestCard } from '../../test/card.ts'
import { executeAllInShop, executeInShop, queryInShop } from '../../test/sql.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { headerOf, type TestSmtp } from '../../test/smtp.ts'
import type { TestWorker } from '../../test/worker.ts'
import { requeueMails } from '../mail/requeue-mails.ts'
import { remindBuyers } from './remind-buyers.ts'

let isolated: IsolatedApi
let api: TestApi
let smtp: TestSmtp
let worker: TestWorker
let shop: TestShop

beforeAll(async () => {
  isolated = await startIsolatedApi()
  api = isolated.api
  smtp = isolated.smtp
  worker = await isolated.startWorker()
  shop = await createShop(api)
}, 60_000)
afterAll(() => isolated?.stop(), 60_000)

/** Simulates that hours have passed, by moving the times of the order, its events and its mails into the past. */
const passHours = (order: PlacedOrder, hours: number) =>
  executeAllInShop(api, shop, [
    [
      `update "order" set status_since = status_since - make_interval(hours => $2) where code = $1`,
      order.code,
      hours,
    ],
    [
      `update domain_event e set at = e.at - make_interval(hours => $2) from "order" o
       where o.code = $1 and e.order_id = o.id`,
      order.code,
      hours,
    ],
    [
      `update mail m set created_at = m.created_at - make_interval(hours => $2) from "order" o
       where o.code = $1 and m.order_id = o.id`,
      order.code,
      hours,
    ],
  ])
const updateOrder = (order: PlacedOrder, set: string) =>
  executeInShop(api, shop, `update "order" set ${set} where code = $1`, order.code)
const remind = async () => {
  await Promise.all([remindBuyers(worker.app), remindBuyers(worker.app)])
  await remindBuyers(worker.app)
  await processPendingEvents(api, shop)
}
const remindersOf = async (order: PlacedOrder): Promise<string[]> =>
  (
    await queryInShop<{ id: string }>(
      api,
      shop,
      `select m.id from mail m join "order" o on o.id = m.order_id where o.code = $1 and m.kind = 'PAYMENT_REMINDER'`,
      order.code,
    )
  ).map(({ id }) => id)
const reminderFor = (order: PlacedOrder) => (mails: ParsedMail[]) =>
  mails.find(
    (mail) =>
      headerOf(mail, 'x-triclic-mail') === 'payment-reminder' &&
      headerOf(mail, 'x-triclic-order') === order.code,
  )

test('sends one reminder a day before the order expires, with a link to the order', async () => {
  const order = await placeTestOrder(api, shop)
  await passHours(order, 6 * 24 - 1)
  await remind()
  expect(await remindersOf(order)).toEqual([])
  await passHours(order, 2)
  await remind()
  const [id, ...more] = await remindersOf(order)
  expect(more).toEqual([])
  const mail = await smtp.wait(reminderFor(order))
  expect(mail.messageId).toBe(`<${id}@triclic.test>`)
  expect(mail.to).toMatchObject({ value: [{ address: 'camille@buyers.test' }] })
  const link = `${shop.origin}/order#${order.code}.${order.token}`
  expect(mail.text).toContain(`Voir ou payer votre commande\n${link}`)
  expect(String(mail.html)).toContain(`href="${link}"`)
  const events = await queryInShop<{ type: string }>(
    api,
    shop,
    'select e.type from domain_event e join "order" o on o.id = e.order_id where o.code = $1 order by e.sequence',
    order.code,
  )
  expect(events.map(({ type }) => type)).toEqual(['order.placed', 'order.payment_reminder_due'])
})

test('sends another reminder after the status has changed', async () => {
  const order = await placeTestOrder(api, shop)
  await passHours(order, 6.5 * 24)
  await remind()
  expect(await remindersOf(order)).toHaveLength(1)
  await passHours(order, 1)
  await updateOrder(order, `status = 'PAYMENT_REFUSED', status_since = now()`)
  await remind()
  expect(await remindersOf(order)).toHaveLength(1)
  await passHours(order, 6.5 * 24)
  await remind()
  expect(await remindersOf(order)).toHaveLength(2)
})

test('sends the reminder halfway through a delay of less than two days, and never after the delay', async () => {
  await executeInShop(api, shop, 'update shop set order_delay_seconds = 7200 where id = $1', shop.id)
  const [early, due, late] = [
    await placeTestOrder(api, shop),
    await placeTestOrder(api, shop),
    await placeTestOrder(api, shop),
  ]
  await updateOrder(early, `status_since = now() - interval '50 minutes'`)
  await updateOrder(due, `status_since = now() - interval '70 minutes'`)
  await updateOrder(late, `status_since = now() - interval '130 minutes'`)
  await remind()
  const counts: number[] = []
  for (const order of [early, due, late]) counts.push((await remindersOf(order)).length)
  expect(counts).toEqual([0, 1, 0])
  await executeInShop(api, shop, 'update shop set order_delay_seconds = 604800 where id = $1', shop.id)
})

describe('sends no reminder', () => {
  const BANK = `insert into gateway_account (id, shop_id, protocol, name, environment, payment_url, identity, sealed_credentials)
    values ($1, $2, 'lyra', 'Banque', 'TEST', 'https://bank.test/', '12345678', '\\x00') on conflict do nothing`
  const ATTEMPT = `insert into payment_attempt (id, shop_id, order_id, gateway_account_id, protocol, bank_name, reference, status, amount, currency,
      environment, redirect, return_url)
    select gen_random_uuid(), o.shop_id, o.id, b.id, 'lyra', 'Banque', gen_random_uuid()::text, $2, o.total, o.currency, 'TEST', '{}', ''
    from "order" o join gateway_account b on b.shop_id = o.shop_id where o.code = $1`
  const UNMATCHED_PAYMENT = `insert into unmatched_payment (id, shop_id, order_id, reason) select gen_random_uuid(), o.shop_id, o.id, 'WRONG_AMOUNT'
    from "order" o where o.code = $1`

  test.each(['OPEN', 'PENDING'])('while a payment attempt is %s', async (status) => {
    const order = await placeTestOrder(api, shop)
    await executeAllInShop(api, shop, [
      [BANK, crypto.randomUUID(), shop.id],
      [ATTEMPT, order.code, status],
    ])
    await passHours(order, 6.5 * 24)
    await remind()
    expect(await remindersOf(order)).toEqual([])
    await executeInShop(api, shop, `update payment_attempt set status = 'EXPIRED'`)
    await remind()
    expect(await remindersOf(order)).toHaveLength(1)
  })

  test('while an unmatched payment of the order awaits the merchant', async () => {
    const order = await placeTestOrder(api, shop)
    await executeAllInShop(api, shop, [[UNMATCHED_PAYMENT, order.code]])
    await passHours(order, 6.5 * 24)
    await remind()
    expect(await remindersOf(order)).toEqual([])
  })

  test('after a card payment', async () => {
    const order = await placeTestOrder(api, shop)
    expect((await payByTestCard(api, order)).order?.status).toBe('AWAITING_CERTIFICATION')
    await passHours(order, 6.5 * 24)
    await remind()
    expect(await remindersOf(order)).toEqual([])
  })

  test('when the order was paid before the mail could be sent, and marks the mail as skipped', async () => {
    const order = await placeTestOrder(api, shop)
    await passHours(order, 6.5 * 24)
    smtp.behaviour = 'refuse'
    await remind()
    const [id] = await remindersOf(order)
    await expect
      .poll(
        async () =>
          (
            await queryInShop<{ attempts: number }>(api, shop, 'select attempts from mail where id = $1', id)
          )[0],
      )
      .toMatchObject({ attempts: 1 })
    await updateOrder(order, `status = 'PAID', paid_at = now()`)
    smtp.behaviour = 'accept'
    await expect
      .poll(
        async () => {
          await requeueMails(worker.app)
          return (
            await queryInShop<{ status: string }>(api, shop, 'select status from mail where id = $1', id)
          )[0]
        },
        { timeout: 15_000 },
      )
      .toEqual({ status: 'SKIPPED' })
    expect(reminderFor(order)(smtp.mails)).toBeUndefined()
  })
})
