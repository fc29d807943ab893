import type { MerchantContext } from '../../../app/context.ts'
import { validateKey } from '../../../platform/crypto/openpgp.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import type { UnconfirmedOpenPgpKey } from './card-mail.type.ts'
import { MAX_TRIES } from './key-code.ts'

interface Row {
  armored: string
  recipient: string
  expires_at: string | Date
  is_open: boolean
}

/** The key whose code has not been entered yet; null if there is none. */
export async function findUnconfirmedKey(ctx: MerchantContext): Promise<UnconfirmedOpenPgpKey | null> {
  const [row] = await inTransaction(ctx, ({ em, shop }) =>
    em.execute<Row[]>(
      `select k.armored, k.recipient, k.expires_at,
         k.expires_at > now() and k.tries < ? and s.fragment_to = k.recipient as is_open
       from unconfirmed_openpgp_key k join shop s on s.id = k.shop_id where k.shop_id = ?`,
      [MAX_TRIES, shop.id],
    ),
  )
  const { key } = row ? await validateKey(row.armored, new Date()) : { key: null }
  if (!row || !key) return null
  return { key, sentTo: row.recipient, expiresAt: new Date(row.expires_at), isOpen: row.is_open }
}
