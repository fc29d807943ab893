import type { InTransaction, MerchantContext } from '../../app/context.ts'
import { versionOf } from '../../platform/crypto/version-of.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import type { BusinessIdentity } from './business-identity.ts'

/** What is stored: `identity` is null until it has been entered. `contactEmail` is the public address of the shop. */
export interface StoredBusiness {
  identity: BusinessIdentity | null
  contactEmail: string | null
}

export const businessVersion = ({ identity, contactEmail }: StoredBusiness): string =>
  versionOf(contactEmail, ...Object.entries(identity ?? {}).flat())

export const loadBusiness = (ctx: MerchantContext): Promise<StoredBusiness> =>
  inTransaction(ctx, (tx) => selectBusiness(tx))

/** `for update` locks the row against simultaneous changes. */
export async function selectBusiness(
  { em, shop }: InTransaction<MerchantContext>,
  lock: '' | 'for update' = '',
): Promise<StoredBusiness> {
  const [row] = await em.execute<StoredBusiness[]>(
    `select business as identity, contact_email as "contactEmail" from shop where id = ? ${lock}`,
    [shop.id],
  )
  if (!row) throw new Error('The shop no longer exists.')
  return row
}
