import { randomBytes } from 'node:crypto'
import { v4, v7 } from 'uuid'
import type { TestApi } from './api.ts'
import type { TestShop } from './shop.ts'
import { executeAllInShop } from './sql.ts'

export interface TestOrder {
  id: string
  code: string
  lineIds: string[]
}

export interface OrderOptions {
  status?: string
  placedAt?: Date | string
  email?: string
  firstName?: string
  lastName?: string
  code?: string
  lines?: number
  /** Of each line; 1 by default. */
  quantity?: number
  /** The buyer collects it, at the pickup point with this id. */
  pickupPointId?: string
  /** Adds a card payment in this status. */
  card?: 'OPEN' | 'APPROVED' | 'REFUSED' | 'CLOSED'
  /** Adds a row of kept digits (not decryptable) to the card payment. */
  kept?: boolean
  mails?: { kind: string; status?: string; lastError?: string }[]
}

/** Inserts an order directly, for lists and for states that take many requests to reach. The items that it reserves are added to the stock on hand. */
export async function insertTestOrder(
  api: TestApi,
  shop: TestShop,
  options: OrderOptions = {},
): Promise<TestOrder & { cardPaymentId: string; mailIds: string[] }> {
  const id = v7()
  const code = options.code ?? randomBytes(5).toString('hex').toUpperCase()
  const address = JSON.stringify({
    firstName: options.firstName ?? 'Camille',
    lastName: options.lastName ?? 'Martin',
    line1: '1 rue de la Paix',
    postalCode: '75002',
    city: 'Paris',
    countryCode: 'FR',
  })
  const lineIds = Array.from({ length: options.lines ?? 1 }, () => v7())
  const mailIds = (options.mails ?? []).map(() => v7())
  const cardPaymentId = v7()
  const quantity = options.quantity ?? 1
  const total = 1000 * lineIds.length * quantity
  await executeAllInShop(api, shop, [
    [
      `insert into "order" (id, shop_id, code, status, placed_at, visitor, idempotency_key, input_hash, cart_version, language,
         email, billing_address, shipping_address, currency, subtotal, shipping_total, tax_total, total,
         shipping_method_id, is_pickup)
       values ($1, $2, $3, $4, coalesce($5::timestamptz, now()), $6, $7, '\\x00', $6, 'fr', $8, $9, $9, 'EUR', $10, 0, 0, $10, $11, $12)`,
      id,
      shop.id,
      code,
      options.status ?? 'PENDING_PAYMENT',
      options.placedAt ?? null,
      randomBytes(8).toString('hex'),
      v4(),
      options.email ?? 'camille@buyers.test',
      address,
      total,
      options.pickupPointId ?? null,
      options.pickupPointId !== undefined,
    ],
    ...lineIds.map((lineId, position): [string, ...unknown[]] => [
      `insert into order_line (id, shop_id, order_id, position, variant_id, product_name, variant_name, sku, quantity, unit_price, tax_basis_points, total)
       values ($1, $2, $3, $4, $5, 'Bol', 'Standard', 'BOL', $6, 1000, 2000, $6 * 1000)`,
      lineId,
      shop.id,
      id,
      position,
      shop.variants[0]?.id ?? v7(),
      quantity,
    ]),
    [
      `update stock s set on_hand = s.on_hand + held.quantity, reserved = s.reserved + held.quantity
       from (select variant_id, sum(quantity)::integer as quantity from order_line where shop_id = $1 and order_id = $2 group by variant_id) held
       where s.variant_id = held.variant_id and $3 not in ('CANCELLED', 'EXPIRED')`,
      shop.id,
      id,
      options.status ?? 'PENDING_PAYMENT',
    ],
    ...(options.card ? cardStatements(shop.id, id, cardPaymentId, options) : []),
    ...(options.mails ?? []).map((mail, index): [string, ...unknown[]] => [
      `insert into mail (id, shop_id, order_id, kind, recipient, status, last_error) values ($1, $2, $3, $4, $5, $6, $7)`,
      mailIds[index],
      shop.id,
      id,
      mail.kind,
      'camille@buyers.test',
      mail.status ?? 'SENT',
      mail.lastError ?? null,
    ]),
  ])
  return { id, code, lineIds, cardPaymentId, mailIds }
}

function cardStatements(
  shopId: string,
  orderId: string,
  paymentId: string,
  options: OrderOptions,
): [string, ...unknown[]][] {
  const payment: [string, ...unknown[]] = [
    `insert into card_payment (id, shop_id, order_id, mark, status, brand, first_six, number_length, expiry_month, expiry_year, amount, currency)
     values ($1, $2, $3, 'ABCD', $4, 'VISA', '424242', 16, 12, 2030, 1000, 'EUR')`,
    paymentId,
    shopId,
    orderId,
    options.card,
  ]
  const kept: [string, ...unknown[]] = [
    `insert into card_kept (payment_id, shop_id, key_id, sealed, erase_at) values ($1, $2, to_char(now() at time zone 'UTC', 'YYYY-MM-DD'), '\\x00', now() + interval '1 day')`,
    paymentId,
    shopId,
  ]
  return options.kept ? [payment, kept] : [payment]
}
