import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'

/**
 * Everybody who has an entry in the shop's audit log, also after leaving the shop, with the newest name; by name. Reads one index entry per
 * person, however long the log is.
 */
export const listAuditMembers = (ctx: MerchantContext): Promise<{ id: string; name: string }[]> =>
  inTransaction(ctx, ({ em, shop }) =>
    em.execute<{ id: string; name: string }[]>(
      `with recursive person (id, name) as (
         (select member_id, member_name from audit_entry
          where shop_id = ? and member_id is not null order by member_id, at desc, id desc limit 1)
         union all
         select next.member_id, next.member_name from person cross join lateral (
           select member_id, member_name from audit_entry
           where shop_id = ? and member_id > person.id order by member_id, at desc, id desc limit 1) next
       )
       select id, name from person order by name, id`,
      [shop.id, shop.id],
    ),
  )
