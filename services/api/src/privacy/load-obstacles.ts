import type { InTransaction, ShopContext } from '../app/context.ts'
import { toArray } from '../platform/db/sql.ts'

/** Why an order still needs its buyer. */
export const OBSTACLES = [
  'TO_PAY',
  'TO_CERTIFY',
  'TO_SHIP',
  'PAYMENT_AT_BANK',
  'UNMATCHED_PAYMENT',
  'WITHDRAWAL',
  'INVOICE_TO_ISSUE',
] as const
export type Obstacle = (typeof OBSTACLES)[number]

/** An order that is not finished: its buyer cannot be erased. */
export interface OpenOrder {
  code: string
  obstacle: Obstacle
}

/** Those of the orders that are not finished, oldest first. */
export const loadObstacles = (
  { em, shop }: InTransaction<ShopContext>,
  orderIds: readonly string[],
): Promise<OpenOrder[]> =>
  em.execute<OpenOrder[]>(
    `select o.code, e.obstacle from order_erasure e join "order" o on o.shop_id = e.shop_id and o.id = e.id
     where e.shop_id = ? and e.id = any(?::uuid[]) and e.obstacle is not null order by o.placed_at, o.id`,
    [shop.id, toArray(orderIds)],
  )
