import type { Client } from 'pg'
import { v7 } from 'uuid'
import { CODE_ALPHABET } from '../src/order/order-code.ts'
import { inShop } from './in-shop.ts'

const ORDERS_PER_STATEMENT = 10_000

/**
 * Inserts orders of the last two years with one line each, for measurements: most of them paid and shipped, a hundred different
 * last names, every buyer once. The n-th order of a shop has the code of `codeOf`; the highest is the newest.
 * @param count in addition to the orders 0 to `first` - 1, which exist
 */
export async function insertOrders(
  owner: Client,
  shopId: string,
  { first = 0, count }: { first?: number; count: number },
): Promise<void> {
  for (let from = first; from < first + count; from += ORDERS_PER_STATEMENT)
    await inShop(owner, shopId, () =>
      owner.query(INSERT, [
        shopId,
        from,
        Math.min(from + ORDERS_PER_STATEMENT, first + count) - 1,
        first + count,
      ]),
    )
}

/** Inserts shops with this number of orders each. Returns their ids. */
export async function insertShops(owner: Client, shops: number, ordersPerShop: number): Promise<string[]> {
  const ids: string[] = []
  for (let shop = 0; shop < shops; shop++) {
    const id = v7()
    await owner.query(
      `insert into shop (id, slug, name, currency, locale, country, time_zone, payment_modes, card_brands, fragment_to)
       values ($1, $2, 'Measured', 'EUR', 'fr', 'FR', 'Europe/Paris', '{BANK}', '{}', 'merchant@measured.test')`,
      [id, `measured-${id}`],
    )
    await insertOrders(owner, id, { count: ordersPerShop })
    ids.push(id)
  }
  return ids
}

/** The code of the n-th order: distinct for the first 22^8, and spread over the alphabet like random ones. */
export function codeOf(n: number): string {
  let value = (BigInt(n) * MULTIPLIER) % CODES
  let code = ''
  for (let digit = 0; digit < 8; digit++) {
    code += CODE_ALPHABET[Number(value % 22n)] ?? ''
    value /= 22n
  }
  return code
}

const CODES = 22n ** 8n
/** Coprime to 22. */
const MULTIPLIER = 34_567_890_123n

export const nameOf = (n: number): string => `${FIRST[n % 10] ?? ''}${LAST[Math.floor(n / 10) % 10] ?? ''}`

const FIRST = ['Le', 'Du', 'De', 'Mar', 'Ber', 'Gi', 'Ro', 'Va', 'Mo', 'Ca']
const LAST = ['fèvre', 'bois', 'lacroix', 'tin', 'nard', 'raud', 'sseau', 'llet', 'reau', 'zac']

const INSERT = `
  with numbers as (
    select n::bigint as n, now() - (($4::bigint - n) * interval '730 days' / $4::bigint) as placed_at, mod(n, 100) as percent,
      mod(n::numeric * ${MULTIPLIER}, ${CODES})::bigint as code
    from generate_series($2::bigint, $3::bigint) n
  ), placed as (
    insert into "order" (id, shop_id, code, status, status_since, fulfillment, placed_at, paid_at, visitor, idempotency_key, input_hash,
        cart_version, event_count, language, email, billing_address, shipping_address, currency, subtotal, shipping_total, tax_total, total)
      select (lpad(to_hex((extract(epoch from placed_at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text || $1), 1, 3) || '8'
          || substr(md5(n::text || $1), 4, 15))::uuid,
        $1::uuid, (select string_agg(substr('${CODE_ALPHABET}', mod(code / power(22, digit)::bigint, 22)::int + 1, 1), '' order by digit)
          from generate_series(0, 7) digit),
        case when percent < 85 then 'PAID' when percent < 93 then 'EXPIRED' when percent < 97 then 'CANCELLED' when percent < 98 then 'PAYMENT_REFUSED'
          when percent < 99 then 'PENDING_PAYMENT' else 'AWAITING_CERTIFICATION' end,
        now(), case when percent < 83 then 'SHIPPED' else 'UNFULFILLED' end, placed_at, case when percent < 85 then placed_at end,
        n::text, gen_random_uuid(), '\\x00', n::text, 1, 'fr', 'buyer' || n || '@buyers.test', address, address, 'EUR', 2480, 490, 495, 2970
      from numbers cross join lateral (select jsonb_build_object('firstName', 'Camille' || n,
        'lastName', ('{${FIRST.join(',')}}'::text[])[mod(n, 10) + 1] || ('{${LAST.join(',')}}'::text[])[mod(n / 10, 10) + 1],
        'line1', '1 rue de la Paix', 'postalCode', (75000 + mod(n, 20))::text, 'city', 'Paris', 'countryCode', 'FR',
        'phone', '+336' || lpad(n::text, 8, '0')) as address) a
    returning id, shop_id
  )
  insert into order_line (id, shop_id, order_id, position, variant_id, product_name, variant_name, sku, quantity, unit_price, tax_basis_points, total)
    select gen_random_uuid(), shop_id, id, 0, gen_random_uuid(), 'Bol en grès', 'Standard', 'BOL-01', 1, 2480, 2000, 2480 from placed`
