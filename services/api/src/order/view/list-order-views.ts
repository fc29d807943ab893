import type { MerchantContext } from '../../app/context.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { SELECT_VIEWS, type OrderView } from './order-view.ts'

/** The views that the member sees: the shared ones first, then the own ones, by name. */
export const listOrderViews = (ctx: MerchantContext): Promise<OrderView[]> =>
  inTransaction(ctx, ({ em, shop, member }) =>
    em.execute<OrderView[]>(`${SELECT_VIEWS} order by member_id is not null, name, id`, [shop.id, member.id]),
  )
