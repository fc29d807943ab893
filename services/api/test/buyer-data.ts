import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import type { TestApi } from './api.ts'
import { createMember, merchant } from './member.ts'
import { insertTestOrder, type OrderOptions, type TestOrder } from './order.ts'
import type { TestShop } from './shop.ts'
import { executeAllInShop, executeInShop, queryInShop } from './sql.ts'
import { insertTestAnswer } from './webhook.ts'

export interface Kept {
  kind: string
  count: number
  until: string
  what: string
  why: string
}

export interface Erased {
  order: { code: string; email: string; erasedAt: string | null } | null
  erasedOrders: number | null
  kept: Kept[] | null
  userErrors: { code: string; field: string[] | null }[]
}

/** Calls eraseBuyerData. */
export async function eraseBuyer(
  api: TestApi,
  code: string,
  headers: Record<string, string>,
): Promise<Erased> {
  const { data, errors } = await merchant<{ eraseBuyerData: Erased } | null>(
    api,
    `mutation ($code: String!) { eraseBuyerData(orderCode: $code) {
      order { code email erasedAt } erasedOrders kept { kind count until what why } userErrors { code field } } }`,
    { code },
    headers,
  )
  if (!data) throw new Error(JSON.stringify(errors))
  return data.eraseBuyerData
}

/** An order that is finished: shipped, and with nothing to issue. */
export async function insertFinishedOrder(
  api: TestApi,
  shop: TestShop,
  options: OrderOptions = {},
): Promise<Awaited<ReturnType<typeof insertTestOrder>>> {
  const order = await insertTestOrder(api, shop, { status: 'PAID', ...options })
  await executeInShop(
    api,
    shop,
    `update "order" set fulfillment = 'SHIPPED', paid_at = placed_at where shop_id = $1 and id = $2`,
    shop.id,
    order.id,
  )
  return order
}

/** Writes the name Philomène, or a card's first digits, into everything that may hold data of the buyer of the order. */
export async function writeNameEverywhere(api: TestApi, shop: TestShop, order: TestOrder): Promise<void> {
  const member = await createMember(api, [{ shop, role: 'OWNER' }])
  const [cardId, accountId, attemptId, unmatchedId, discountId] = Array.from({ length: 5 }, () => v7())
  const name = 'Philomène'
  const here = [shop.id, order.id]
  const receipt =
    'method, amount, currency, received_on, reference, paid_order, recorded_by, recorded_by_name'
  const refund =
    'amount, currency, reason, bank_reference, restock, notify_buyer, idempotency_key, recorded_by, recorded_by_name'
  const attempt =
    'gateway_account_id, protocol, bank_name, reference, status, amount, currency, environment, redirect, return_url, authorization_number, bank_transaction_id'
  await executeAllInShop(api, shop, [
    [
      `update "order" set note = $3, cancellation_reason = $3, vat_number = $4, visitor = $5, input_hash = $6::text::bytea where shop_id = $1 and id = $2`,
      ...here,
      name,
      'FR-PHILOMENE',
      `philomene-${order.id}`,
      'philomene',
    ],
    [
      `insert into mail (shop_id, id, order_id, kind, recipient, details, last_error, status)
       values ($1, $3, $2, 'ORDER_CONFIRMATION', 'philomene@buyers.test', jsonb_build_object('reference', $4::text, 'resends', 1), $4::text, 'QUEUED'),
         ($1, $5, $2, 'PAYMENT_NOTICE', 'shop@merchants.test', jsonb_build_object('reference', $4::text), null, 'SENT')`,
      ...here,
      v7(),
      name,
      v7(),
    ],
    [
      `insert into order_event (shop_id, id, order_id, kind, by, message) values ($1, $3, $2, 'PLACED', 'buyer', $4)`,
      ...here,
      v7(),
      name,
    ],
    [
      `insert into parcel (shop_id, id, order_id, tracking_number, tracking_url) values ($1, $3, $2, $4, $4)`,
      ...here,
      v7(),
      name,
    ],
    [
      `insert into card_payment (shop_id, id, order_id, mark, status, brand, first_six, number_length, amount, currency)
       values ($1, $3, $2, 'EFGH', 'APPROVED', 'VISA', '424243', 16, 1000, 'EUR')`,
      ...here,
      cardId,
    ],
    [
      `insert into card_kept (shop_id, payment_id, key_id, sealed, erase_at) values ($1, $2, 'day', 'philomene', now() + interval '1 day')`,
      shop.id,
      cardId,
    ],
    [
      `insert into certification (shop_id, id, payment_id, outcome, amount, currency, authorization_number, bank_reference, note, certified_by, certified_by_name)
       values ($1, $2, $3, 'APPROVED', 1000, 'EUR', 'A1', $4, $4, $5, 'Member')`,
      shop.id,
      v7(),
      cardId,
      name,
      member.id,
    ],
    [
      `insert into gateway_account (id, shop_id, protocol, name, environment, payment_url, identity, sealed_credentials)
       values ($2, $1, 'lyra', 'Banque', 'TEST', 'https://bank.test/', $3, '')`,
      shop.id,
      accountId,
      randomBytes(4).toString('hex'),
    ],
    [
      `insert into payment_attempt (shop_id, id, order_id, ${attempt})
       values ($1, $3, $2, $4, 'lyra', 'Banque', $5::text, 'EXPIRED', 900, 'EUR', 'TEST', jsonb_build_object('fields', jsonb_build_array($6::text)), 'https://shop.test', $6::text, $6::text)`,
      ...here,
      attemptId,
      accountId,
      attemptId,
      name,
    ],
    [
      `insert into bank_notification (shop_id, id, protocol, dedupe_key, status, fields, attempt_id, verdict)
       values ($1, $2, 'lyra', ($3::uuid)::text, 'X', jsonb_build_object('name', $4::text), $3::uuid, 'NONE')`,
      shop.id,
      v7(),
      attemptId,
      name,
    ],
    [
      `insert into bank_notification_refused (shop_id, id, protocol, reason, reference, fields, displayed_fields, hour)
       values ($1, $2, 'lyra', 'signature', $3, jsonb_build_array($4::text), jsonb_build_object('name', $4::text), now())`,
      shop.id,
      v7(),
      attemptId,
      name,
    ],
    [
      `insert into unmatched_payment (shop_id, id, order_id, attempt_id, reason, amount, currency, protocol, reference, bank_transaction_id, closed_at)
       values ($1, $3, $2, $4, 'WRONG_AMOUNT', 900, 'EUR', 'lyra', $5, $5, now())`,
      ...here,
      unmatchedId,
      attemptId,
      name,
    ],
    [
      `insert into unmatched_payment_action (shop_id, id, unmatched_payment_id, kind, note, bank_reference, by_member, by_name)
       values ($1, $2, $3, 'CONTACTED', $4, $4, $5, 'Member')`,
      shop.id,
      v7(),
      unmatchedId,
      name,
      member.id,
    ],
    [
      `insert into manual_receipt (shop_id, id, order_id, ${receipt}) values ($1, $3, $2, 'CHEQUE', 100, 'EUR', '2026-01-01', $4, false, $5, 'Member')`,
      ...here,
      v7(),
      name,
      member.id,
    ],
    [
      `insert into refund (shop_id, id, order_id, ${refund}) values ($1, $3::uuid, $2, 100, 'EUR', $4, $4, false, false, ($3::uuid)::text, $5, 'Member')`,
      ...here,
      v7(),
      name,
      member.id,
    ],
    [
      `insert into order_note (shop_id, id, order_id, text, member_id, member_name) values ($1, $3, $2, $4, $5, 'Member')`,
      ...here,
      v7(),
      name,
      member.id,
    ],
    [
      `insert into withdrawal (shop_id, id, order_id, idempotency_key, withdrawn_at, refund_due_at, name, email, settled_at, close_reason)
       values ($1, $3::uuid, $2, ($3::uuid)::text, now(), now(), $4, 'philomene@buyers.test', now(), $4)`,
      ...here,
      v7(),
      name,
    ],
    ['delete from invoice_due where shop_id = $1 and order_id = $2', ...here],
    [
      `insert into discount (shop_id, id, name, code, kind, starts_at) values ($1, $2::uuid, 'Discount', upper(($2::uuid)::text), 'FREE_DELIVERY', now())`,
      shop.id,
      discountId,
    ],
    [
      `insert into discount_use_count (shop_id, discount_id, email_key, uses) values ($1, $2, 'philomene-key', 1), ($1, $2, '', 1)`,
      shop.id,
      discountId,
    ],
    [
      `insert into discount_use (shop_id, order_id, discount_id, email_key) values ($1, $2, $3, 'philomene-key')`,
      ...here,
      discountId,
    ],
    [
      `insert into vat_check (shop_id, id, number, country, checked_on, reference) values ($1, $2, 'FR-PHILOMENE', 'FR', '2026-01-01', 'Philomène')`,
      shop.id,
      v7(),
    ],
  ])
  await insertTestAnswer(api, shop, order.id, name)
}

/** Where the shop's rows hold a text that matches, as `table.column`, in alphabetical order. */
export async function findText(api: TestApi, shop: TestShop, pattern: string): Promise<string[]> {
  const tables = await api.owner.query<{ name: string }>(
    `select table_name as name from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE' and column_name = 'shop_id'`,
  )
  const found: string[] = []
  for (const { name } of tables.rows) {
    const columns = await queryInShop<{ column: string }>(
      api,
      shop,
      `select distinct c.key as column from "${name}" t, jsonb_each_text(to_jsonb(t)) c
       where t.shop_id = $1 and (c.value ~* $2 or c.value like '%' || encode('philomene', 'hex') || '%')`,
      shop.id,
      pattern,
    )
    found.push(...columns.map(({ column }) => `${name}.${column}`))
  }
  return found.sort()
}
