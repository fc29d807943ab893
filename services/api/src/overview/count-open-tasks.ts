import type { InTransaction, ShopContext } from '../app/context.ts'
import type { Permission } from '../kernel/permissions.ts'
import { countUpTo } from '../order/select-orders.ts'
import { Sql, sql } from '../platform/db/sql.ts'
import type { Shop } from '../shop/shop.ts'
import { IS_OPEN } from '../withdrawal/withdrawal-status.ts'
import {
  filtersOfTasks,
  MAX_OPEN_TASKS,
  OPEN_TASKS,
  PERMISSION_OF_TASK,
  type OpenTaskKind,
} from './open-task.ts'

export interface OpenTask {
  kind: OpenTaskKind
  /** At least 1 and at most MAX_OPEN_TASKS, which stands for that many or more. */
  count: number
}

/** What waits in the shop for somebody with these permissions, the most urgent first. One statement. */
export async function countOpenTasks(
  { em, shop }: InTransaction<ShopContext>,
  permissions: ReadonlySet<Permission>,
): Promise<OpenTask[]> {
  const counts = countsOf(shop)
  const [first, ...rest] = OPEN_TASKS.filter((kind) => permissions.has(PERMISSION_OF_TASK[kind])).map(
    (kind) => sql`select ${kind}::text as kind, c.count from (${counts[kind]}) c`,
  )
  if (!first) return []
  const { text, params } = rest.reduce((before, next) => sql`${before} union all ${next}`, first)
  const rows = await em.execute<OpenTask[]>(text, [...params])
  return rows.filter(({ count }) => count > 0)
}

const countsOf = (shop: Shop): Record<OpenTaskKind, Sql> => {
  const filters = filtersOfTasks(new Date())
  const ofOrders = (kind: keyof typeof filters) => countUpTo(filters[kind], shop, MAX_OPEN_TASKS)
  return {
    CERTIFY_PAYMENTS: ofOrders('CERTIFY_PAYMENTS'),
    CHECK_LATER_NEWS: ofOrders('CHECK_LATER_NEWS'),
    RESOLVE_UNMATCHED_PAYMENTS: sql`select count(*)::int as count from (select from unmatched_payment
      where shop_id = ${shop.id} and closed_at is null limit ${MAX_OPEN_TASKS}) open`,
    SETTLE_WITHDRAWALS: sql`select count(*)::int as count from (select from withdrawal t
      where t.shop_id = ${shop.id} and ${new Sql(IS_OPEN, [])} limit ${MAX_OPEN_TASKS}) open`,
    RESEND_FAILED_MAILS: ofOrders('RESEND_FAILED_MAILS'),
    LOOK_UP_BANK_PAYMENTS: ofOrders('LOOK_UP_BANK_PAYMENTS'),
    SHIP_ORDERS: ofOrders('SHIP_ORDERS'),
    REFILL_STOCK: sql`select count(*)::int as count from (select distinct v.product_id
      from variant v join stock s on s.shop_id = v.shop_id and s.variant_id = v.id
      join product p on p.shop_id = v.shop_id and p.id = v.product_id
      where v.shop_id = ${shop.id} and p.status = 'PUBLISHED' and s.available <= coalesce(v.low_stock_threshold, 0)
      limit ${MAX_OPEN_TASKS}) low`,
    REPLACE_API_KEYS: sql`select count(*)::int as count from merchant_api_key
      where shop_id = ${shop.id} and revoked_at is null and expires_at > now() and expires_at < now() + interval '14 days'`,
  }
}
