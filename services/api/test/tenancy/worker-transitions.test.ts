import 'reflect-metadata'
import { Client } from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inShop } from '../../seed/in-shop.ts'
import { MailStatus } from '../../src/mail/mail.type.ts'
import { OrderStatus } from '../../src/order/order-status.ts'
import { roleUrl, startTestApi, type TestApi } from '../api.ts'
import { insertTestOrder } from '../order.ts'
import { executeInShop } from '../sql.ts'
import { createShop, type TestShop } from '../shop.ts'

let api: TestApi
let shop: TestShop
let worker: Client
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  worker = new Client({ connectionString: roleUrl('worker') })
  await worker.connect()
})
afterAll(async () => {
  await worker.end()
  await api.stop()
})

/** Whether the worker's database role may run these statements, in one transaction. */
async function isAllowed(...statements: [sql: string, ...params: unknown[]][]): Promise<boolean> {
  try {
    await inShop(worker, shop.id, async () => {
      for (const [sql, ...params] of statements) {
        const { rowCount } = await worker.query(sql, params)
        expect(rowCount).toBe(1)
      }
    })
    return true
  } catch (error) {
    expect((error as { code?: string }).code).toBe('42501')
    return false
  }
}

/** The transitions between these statuses that are allowed for the row that `create` inserts. */
async function allowedTransitions(
  table: string,
  statuses: readonly string[],
  create: (status: string) => Promise<string>,
): Promise<string[]> {
  const allowed: string[] = []
  for (const from of statuses)
    for (const to of statuses) {
      if (from === to) continue
      const change: [string, ...unknown[]] = [
        `update ${table} set status = $1 where id = $2`,
        to,
        await create(from),
      ]
      if (await isAllowed(change)) allowed.push(`${from} → ${to}`)
    }
  return allowed
}

const createOrder = async (status: string, placedAgo: string): Promise<string> => {
  const { id } = await insertTestOrder(api, shop, { status, lines: 0 })
  await executeInShop(
    api,
    shop,
    'update "order" set status_since = now() - $1::interval where id = $2',
    placedAgo,
    id,
  )
  return id
}

test('the worker may only expire orders that are due', async () => {
  const statuses = Object.values(OrderStatus)
  expect(await allowedTransitions('"order"', statuses, (status) => createOrder(status, '8 days'))).toEqual([
    'PENDING_PAYMENT → EXPIRED',
    'PAYMENT_REFUSED → EXPIRED',
  ])
  expect(await allowedTransitions('"order"', statuses, (status) => createOrder(status, '6 days'))).toEqual([])
})

test('the worker may not make an order due', async () => {
  const id = await createOrder('PENDING_PAYMENT', '1 day')
  expect(
    await isAllowed([`update "order" set status_since = now() - interval '1 year' where id = $1`, id]),
  ).toBe(false)
})

test('the worker may only expire payment attempts that are open', async () => {
  const accountId = v7()
  await executeInShop(
    api,
    shop,
    `insert into gateway_account (id, shop_id, protocol, name, environment, payment_url, identity, sealed_credentials)
     values ($1, $2, 'lyra', 'Banque', 'TEST', 'https://bank.test/', '12345678', '')`,
    accountId,
    shop.id,
  )
  const createAttempt = async (status: string): Promise<string> => {
    const [id, orderId] = [v7(), (await insertTestOrder(api, shop, { lines: 0 })).id]
    await executeInShop(
      api,
      shop,
      `insert into payment_attempt (id, shop_id, order_id, gateway_account_id, protocol, bank_name, reference, status, amount, currency,
         environment, redirect, return_url) values ($1, $2, $3, $4, 'lyra', 'Banque', $6, $5, 1000, 'EUR', 'TEST', '{}', 'https://shop.test')`,
      id,
      shop.id,
      orderId,
      accountId,
      status,
      `reference ${id}`,
    )
    return id
  }
  const statuses = ['OPEN', 'PENDING', 'PAID', 'REFUSED', 'CANCELLED', 'EXPIRED', 'RESCUE']
  expect(await allowedTransitions('payment_attempt', statuses, createAttempt)).toEqual(['OPEN → EXPIRED'])
})

test('the worker may only change mails that are queued', async () => {
  const createMail = async (status: string): Promise<string> => {
    const mails = [{ kind: 'ORDER_CONFIRMATION', status }]
    return (await insertTestOrder(api, shop, { lines: 0, mails })).mailIds[0] ?? ''
  }
  expect(await allowedTransitions('mail', Object.values(MailStatus), createMail)).toEqual([
    'QUEUED → SENT',
    'QUEUED → FAILED',
    'QUEUED → SKIPPED',
  ])
})
