import type { BusinessIdentity } from '../src/shop/business/business-identity.ts'
import { TEST_BUSINESS } from './test-business.ts'
import { issueInvoice } from '../src/invoice/issue-invoice.ts'
import type { InvoiceData, InvoiceKind } from '../src/invoice/invoice-data.ts'
import { loadShop } from '../src/shop/load-shop.ts'
import { v7 } from 'uuid'
import type { TestApi } from './api.ts'
import { connectAsWorker } from './events.ts'
import { createMember } from './member.ts'
import type { TestShop } from './shop.ts'
import { executeInShop, executeAllInShop, queryInShop } from './sql.ts'

/** Enters who sells in the shop. */
export const giveIdentity = (
  api: TestApi,
  shop: { id: string },
  identity: Partial<BusinessIdentity> = {},
): Promise<void> =>
  executeInShop(
    api,
    shop,
    'update shop set business = $1 where id = $2',
    JSON.stringify({ ...TEST_BUSINESS, ...identity }),
    shop.id,
  )

export interface IssuedInvoice {
  id: string
  kind: InvoiceKind
  number: string
  total: number
  tax_total: number
  issued_at: Date
  data: InvoiceData
}

/** Issues what is due in the shop, as the worker does; returns how many documents. */
export async function issueDueInvoices(api: TestApi, shop: { id: string }): Promise<number> {
  const app = await connectAsWorker(api)
  const loaded = await loadShop(app, shop.id)
  if (!loaded) throw new Error('The shop does not exist')
  const ctx = { app, shop: loaded, language: loaded.locale }
  let issued = 0
  // Twice: a credit note becomes due with its invoice.
  for (const _round of [1, 2])
    for (const { id } of await queryInShop<{ id: string }>(
      api,
      shop,
      'select id from due_invoice where shop_id = $1 order by due_at, id',
      shop.id,
    ))
      if (await issueInvoice(ctx, id)) issued++
  return issued
}

/** The documents of the shop, in the order of their issue. */
export const invoicesOf = (api: TestApi, shop: { id: string }): Promise<IssuedInvoice[]> =>
  queryInShop<IssuedInvoice>(
    api,
    shop,
    'select id, kind, number, total, tax_total, issued_at, data from invoice where shop_id = $1 order by issued_at, id',
    shop.id,
  )

/** Inserts the invoice of an order as it may have been issued, without issuing it. */
export async function insertTestInvoice(
  api: TestApi,
  shop: { id: string },
  orderId: string,
): Promise<string> {
  const id = v7()
  await executeInShop(
    api,
    shop,
    `insert into invoice (shop_id, id, kind, order_id, series, year, sequence, number, issued_at, currency, total, tax_total, taxes, data)
     values ($1, $2, 'INVOICE', $3, 'T', 2026, 1, 'T2026-00001', now(), 'EUR', 1000, 167, '[]', '{}')`,
    shop.id,
    id,
    orderId,
  )
  return id
}

/** Pays an order without a payment, as if a member had recorded it. */
export const markPaid = (api: TestApi, shop: { id: string }, code: string): Promise<void> =>
  executeInShop(
    api,
    shop,
    `update "order" set status = 'PAID', paid_at = now() where shop_id = $1 and code = $2`,
    shop.id,
    code,
  )

/** Records a refund without its operation. Amounts in minor units. */
export async function recordTestRefund(
  api: TestApi,
  shop: TestShop,
  orderId: string,
  refund: {
    lines?: { id: string; quantity: number; amount: number }[]
    shipping?: number
    other?: number
  },
): Promise<string> {
  const id = v7()
  const member = await createMember(api, [{ shop, role: 'OWNER' }])
  const { lines = [], shipping = 0, other = 0 } = refund
  const amount = lines.reduce((sum, line) => sum + line.amount, 0) + shipping + other
  await executeAllInShop(api, shop, [
    [
      `insert into refund (shop_id, id, order_id, amount, currency, shipping_amount, other_amount, bank_reference, restock, notify_buyer,
         idempotency_key, recorded_by, recorded_by_name)
       values ($1, $2, $3, $4, 'EUR', $5, $6, 'REF', false, false, $7, $8, $9)`,
      shop.id,
      id,
      orderId,
      amount,
      shipping,
      other,
      v7(),
      member.id,
      member.name,
    ],
    ...lines.map((line): [string, ...unknown[]] => [
      'insert into refund_line (shop_id, refund_id, order_line_id, quantity, amount) values ($1, $2, $3, $4, $5)',
      shop.id,
      id,
      line.id,
      line.quantity,
      line.amount,
    ]),
  ])
  return id
}
