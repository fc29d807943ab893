import type { InTransaction, MerchantContext } from '../../app/context.ts'
import { versionOf } from '../../platform/crypto/version-of.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import type { BusinessIdentity } from './business-identity.ts'

/** What is stored: `identity` is null until it has been entered. `contactEmail` is the public address of the shop. */
export interface StoredBusiness {
  identity: BusinessIdentity | null
  contactEmail: string | null
}

/** The same for the same values: PostgreSQL stores the keys of an identity in an order of its own, and an older one may lack a key. */
export function businessVersion({ identity, contactEmail }: StoredBusiness): string {
  const values = Object.entries(identity ?? {}).filter(([, value]) => value !== null)
  return versionOf(contactEmail, ...values.sort(([a], [b]) => (a < b ? -1 : 1)).flat())
}

export const loadBusiness = (ctx: MerchantContext): Promise<StoredBusiness> =>
  inTransaction(ctx, (tx) => selectBusiness(tx))

/** `for no key update` locks the row against simultaneous changes. */
export async function selectBusiness(
  { em, shop }: InTransaction<MerchantContext>,
  lock: '' | 'for no key update' = '',
): Promise<StoredBusiness> {
  const [row] = await em.execute<StoredBusiness[]>(
    `select business as identity, contact_email as "contactEmail" from shop where id = ? ${lock}`,
    [shop.id],
  )
  if (!row) throw new Error('The shop no longer exists.')
  return row
}
