import type { Client } from 'pg'
import { v7 } from 'uuid'
import { inShop } from './in-shop.ts'

/** Two banks of the shop: at the first almost all orders are paid, at the second the few others. */
export interface VariedBanks {
  frequent: string
  rare: string
}

/**
 * Makes a few of the orders that insertOrders inserted unlike the others: ordered by telephone, delivered to Belgium, of a
 * total of 99.00, and to be paid by cheque after an attempt at another bank. For all others, the same bank and a transfer were chosen.
 * Leaves out those that it varied before.
 * @param every one in so many; a multiple of 100
 */
export async function varyOrders(owner: Client, shopId: string, every = 100): Promise<VariedBanks> {
  return inShop(owner, shopId, async () => {
    const banks = {
      frequent: await bankOf(owner, shopId, 'lyra'),
      rare: await bankOf(owner, shopId, 'paybox'),
    }
    await owner.query(
      `create temporary table varied on commit drop as
       select o.id, mod(o.cart_version::bigint, $2) = 50 as is_rare from "order" o
       where o.shop_id = $1 and o.input_hash = '\\x00' and not exists (
         select from payment_attempt p where p.shop_id = o.shop_id and p.order_id = o.id)`,
      [shopId, every],
    )
    await owner.query(
      `update "order" o set channel = 'TELEPHONE', shipping_total = 9900 - subtotal, total = 9900,
         shipping_address = shipping_address || '{"countryCode":"BE"}'
       from varied v where o.shop_id = $1 and o.id = v.id and v.is_rare`,
      [shopId],
    )
    await owner.query(
      `insert into payment_attempt (id, shop_id, order_id, gateway_account_id, protocol, bank_name, reference, status, amount, currency,
         environment, redirect, return_url, opened_at)
       select gen_random_uuid(), o.shop_id, o.id, case when v.is_rare then $2::uuid else $3::uuid end, 'lyra', 'Bank', o.code,
         'CANCELLED', o.total, o.currency, 'TEST', '{}', 'https://shop.test/', o.placed_at
       from "order" o join varied v on v.id = o.id where o.shop_id = $1`,
      [shopId, banks.rare, banks.frequent],
    )
    await owner.query(
      `insert into manual_payment (shop_id, id, order_id, method, instructions, due_at, chosen_at)
       select o.shop_id, gen_random_uuid(), o.id, case when v.is_rare then 'CHEQUE' else 'TRANSFER' end, '{}',
         o.placed_at + interval '20 days', o.placed_at
       from "order" o join varied v on v.id = o.id where o.shop_id = $1`,
      [shopId],
    )
    return banks
  })
}

/** The id of the shop's gateway account with the protocol, which is made if there is none. */
async function bankOf(owner: Client, shopId: string, protocol: string): Promise<string> {
  await owner.query(
    `insert into gateway_account (id, shop_id, protocol, name, environment, payment_url, identity, sealed_credentials)
     values ($1, $2, $3, $3, 'TEST', 'https://bank.test/', '12345678', '\\x00') on conflict do nothing`,
    [v7(), shopId, protocol],
  )
  const { rows } = await owner.query<{ id: string }>(
    'select id from gateway_account where shop_id = $1 and protocol = $2',
    [shopId, protocol],
  )
  return rows[0]?.id ?? ''
}
