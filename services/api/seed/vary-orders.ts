import type { Client } from 'pg'
import { v7 } from 'uuid'
import { inShop } from './in-shop.ts'

/** The two banks of the shop: almost all orders are paid at the first, one in a hundred at the second. */
export interface VariedBanks {
  frequent: string
  rare: string
}

/**
 * Makes one in a hundred of the orders that insertOrders inserted unlike the others: ordered by telephone, delivered to Belgium, of a
 * total of 99.00, and to be paid by cheque after an attempt at another bank. For all others, the same bank and a transfer were chosen.
 */
export async function varyOrders(owner: Client, shopId: string): Promise<VariedBanks> {
  const banks = { frequent: v7(), rare: v7() }
  await inShop(owner, shopId, async () => {
    for (const [id, protocol] of [
      [banks.frequent, 'lyra'],
      [banks.rare, 'paybox'],
    ])
      await owner.query(
        `insert into gateway_account (id, shop_id, protocol, name, environment, payment_url, identity, sealed_credentials)
         values ($1, $2, $3, $3, 'TEST', 'https://bank.test/', '12345678', '\\x00')`,
        [id, shopId, protocol],
      )
    await owner.query(
      `update "order" set channel = 'TELEPHONE', shipping_total = 9900 - subtotal, total = 9900, shipping_address = shipping_address || '{"countryCode":"BE"}'
       where shop_id = $1 and ${IS_RARE}`,
      [shopId],
    )
    await owner.query(
      `insert into payment_attempt (id, shop_id, order_id, gateway_account_id, protocol, bank_name, reference, status, amount, currency,
         environment, redirect, return_url, opened_at)
       select gen_random_uuid(), shop_id, id, case when ${IS_RARE} then $2::uuid else $3::uuid end, 'lyra', 'Bank', code, 'CANCELLED', total,
         currency, 'TEST', '{}', 'https://shop.test/', placed_at from "order" where shop_id = $1`,
      [shopId, banks.rare, banks.frequent],
    )
    await owner.query(
      `insert into manual_payment (shop_id, id, order_id, method, instructions, due_at, chosen_at)
       select shop_id, gen_random_uuid(), id, case when ${IS_RARE} then 'CHEQUE' else 'TRANSFER' end, '{}', placed_at + interval '20 days',
         placed_at from "order" where shop_id = $1`,
      [shopId],
    )
  })
  return banks
}

/** insertOrders numbers the orders in this column. */
const IS_RARE = 'mod(cart_version::bigint, 100) = 50'
