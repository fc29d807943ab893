import type { InTransaction, MerchantContext, Role } from '../../app/context.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'

/** Somebody who works in the shop. Holds nothing of other shops, nor of the account's use in them. */
export interface ShopMember {
  id: string
  name: string
  email: string
  role: Role
  /** The last request in this shop, to the minute; null: none yet. */
  lastActiveAt: Date | null
  /** Whether it is the member who asks. */
  isSelf: boolean
}

/** Everybody who works in the shop: the owner first, then by name. */
export const listShopMembers = (ctx: MerchantContext): Promise<ShopMember[]> =>
  inTransaction(ctx, selectShopMembers)

export async function selectShopMembers({
  em,
  shop,
  member,
}: InTransaction<MerchantContext>): Promise<ShopMember[]> {
  const rows = await em.execute<
    (Omit<ShopMember, 'lastActiveAt' | 'isSelf'> & { lastActiveAt: Date | string | null })[]
  >(
    `select m.id, m.name, m.email, r.role, r.last_active_at as "lastActiveAt"
     from membership r join member m on m.id = r.member_id
     where r.shop_id = ? order by r.role = 'OWNER' desc, m.name, m.id`,
    [shop.id],
  )
  return rows.map((row) => ({
    ...row,
    lastActiveAt: row.lastActiveAt === null ? null : new Date(row.lastActiveAt),
    isSelf: row.id === member.id,
  }))
}
