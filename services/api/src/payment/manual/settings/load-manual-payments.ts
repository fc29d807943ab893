import type { InTransaction, MerchantContext } from '../../../app/context.ts'
import { versionOf } from '../../../platform/crypto/version-of.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { toManualPayments, type ManualPayments } from '../../../shop/manual-payments.ts'

/** The same for the same values, whatever the order of the keys in PostgreSQL. */
export const manualPaymentsVersion = ({ transfer, cheque }: ManualPayments): string =>
  versionOf(
    ...[transfer?.isOffered, transfer?.holder, transfer?.iban, transfer?.bic, transfer?.note].map(String),
    ...[cheque?.isOffered, cheque?.payee, cheque?.address, cheque?.note].map(String),
    ...[transfer?.delayDays, cheque?.delayDays].map(String),
  )

/** Read from the database, because the cached ones may be slightly older. */
export const loadManualPayments = (ctx: MerchantContext): Promise<ManualPayments> =>
  inTransaction(ctx, (tx) => selectManualPayments(tx))

/** `for no key update` locks the row against simultaneous changes. */
export async function selectManualPayments(
  { em, shop }: InTransaction<MerchantContext>,
  lock: '' | 'for no key update' = '',
): Promise<ManualPayments> {
  const [row] = await em.execute<{ stored: Partial<ManualPayments> }[]>(
    `select manual_payments as stored from shop where id = ? ${lock}`,
    [shop.id],
  )
  if (!row) throw new Error('The shop no longer exists.')
  return toManualPayments(row.stored)
}
