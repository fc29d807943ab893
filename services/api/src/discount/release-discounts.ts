import type { InTransaction, ShopContext } from '../app/context.ts'
import { toArray } from '../platform/db/sql.ts'

type Tx = InTransaction<ShopContext>

/**
 * Gives the uses of discounts back that orders took, once for each order. Only change-order-status.ts calls it. Rows are locked in one order.
 */
export async function releaseDiscounts(tx: Tx, orderIds: string[]): Promise<void> {
  await tx.em.execute(RELEASE, [tx.shop.id, toArray(orderIds), tx.shop.id, tx.shop.id])
}

/** Counts the uses of an expired order again, for a late payment: also beyond a limit that others have reached meanwhile, which stays as it is. */
export async function takeDiscountsAgain(tx: Tx, orderId: string): Promise<void> {
  await tx.em.execute(TAKE_AGAIN, [tx.shop.id, orderId, tx.shop.id, tx.shop.id])
}

const KEYS = `lateral (values (''), (nullif(changed.email_key, ''))) k (email_key) where k.email_key is not null`

const RELEASE = `
  with changed as (
    update discount_use set is_released = true where shop_id = ? and order_id = any (?::uuid[]) and not is_released
    returning discount_id, email_key
  ), returned as (
    select changed.discount_id, k.email_key, count(*)::integer as uses from changed, ${KEYS} group by changed.discount_id, k.email_key
  ), locked as (
    select c.discount_id, c.email_key, r.uses from discount_use_count c
    join returned r on r.discount_id = c.discount_id and r.email_key = c.email_key
    where c.shop_id = ? order by c.discount_id, c.email_key for update of c
  )
  update discount_use_count c set uses = c.uses - l.uses, excess = greatest(0, c.uses - l.uses - c.max_uses) from locked l
  where c.shop_id = ? and c.discount_id = l.discount_id and c.email_key = l.email_key`

const TAKE_AGAIN = `
  with changed as (
    update discount_use set is_released = false where shop_id = ? and order_id = ? and is_released
    returning discount_id, email_key
  ), taken as (
    select changed.discount_id, k.email_key from changed, ${KEYS}
  ), locked as (
    select c.discount_id, c.email_key from discount_use_count c
    join taken t on t.discount_id = c.discount_id and t.email_key = c.email_key
    where c.shop_id = ? order by c.discount_id, c.email_key for update of c
  )
  update discount_use_count c set uses = c.uses + 1, excess = greatest(0, c.uses + 1 - c.max_uses) from locked l
  where c.shop_id = ? and c.discount_id = l.discount_id and c.email_key = l.email_key`
