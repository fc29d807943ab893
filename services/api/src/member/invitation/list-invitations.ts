import type { InTransaction, MerchantContext, Role } from '../../app/context.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'

/** An invitation that was neither accepted nor revoked. */
export interface Invitation {
  id: string
  email: string
  name: string
  role: Role
  /** Null: the operator of the platform. */
  invitedByName: string | null
  invitedAt: Date
  expiresAt: Date
}

/** The invitations of the shop, newest first, including those that have expired. */
export const listInvitations = (ctx: MerchantContext): Promise<Invitation[]> =>
  inTransaction(ctx, selectInvitations)

export async function selectInvitations({ em, shop }: InTransaction<MerchantContext>): Promise<Invitation[]> {
  const rows = await em.execute<
    (Omit<Invitation, 'invitedAt' | 'expiresAt'> & Record<string, Date | string>)[]
  >(
    `select id, email, name, role, invited_by_name as "invitedByName", created_at as "invitedAt", expires_at as "expiresAt"
     from invitation where shop_id = ? order by id desc`,
    [shop.id],
  )
  return rows.map((row) => ({
    ...row,
    invitedAt: new Date(row.invitedAt ?? 0),
    expiresAt: new Date(row.expiresAt ?? 0),
  }))
}
