import type { MerchantRequest, Role } from '../../app/context.ts'
import type { EntityManager } from '../../platform/db/orm.ts'
import { sha256 } from '../../platform/crypto/sign.ts'

/** What the holder of a mailed token is told of the invitation. */
export interface ReceivedInvitation {
  id: string
  shopId: string
  shopName: string
  shopSlug: string
  email: string
  name: string
  role: Role
  /** Null: the operator of the platform. */
  invitedByName: string | null
  /** Whether the invited address has an account: its member signs in to accept. */
  hasAccount: boolean
  /** Whether it is that of a sign-up, whose shop opens when the token is used. */
  opensShop: boolean
}

export const hashOfToken = (token: string): string => sha256(token).toString('hex')

/** The invitation of a mailed token; null if it was accepted, revoked, replaced by a newer mail, or has expired. */
export async function findInvitation(
  { app, readTransaction }: Pick<MerchantRequest, 'app' | 'readTransaction'>,
  { token }: { token: string },
): Promise<ReceivedInvitation | null> {
  const em: Pick<EntityManager, 'execute'> = readTransaction ?? app.orm.em.fork()
  const [row] = await em.execute<ReceivedInvitation[]>(
    `select id, shop_id as "shopId", shop_name as "shopName", shop_slug as "shopSlug", email, name, role,
       invited_by_name as "invitedByName", has_account as "hasAccount", opens_shop as "opensShop"
     from find_invitation(decode(?, 'hex'))`,
    [hashOfToken(token)],
  )
  return row ?? null
}
