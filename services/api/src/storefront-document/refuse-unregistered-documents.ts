import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { reject } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { selectDocumentSettings, type DocumentSettings } from './list-documents.ts'

/**
 * Decides whether the storefront API refuses documents that are not registered. Every API process follows within a second.
 * @throws OperationError NO_DOCUMENTS_REGISTERED, because every frontend of the shop would stop working
 */
export async function refuseUnregisteredDocuments(
  ctx: MerchantContext,
  { refuse }: { refuse: boolean },
): Promise<DocumentSettings> {
  return inTransaction(ctx, async (tx) => {
    await tx.em.execute('select from shop where id = ? for no key update', [tx.shop.id])
    const before = await selectDocumentSettings(tx)
    if (before.registeredOnly === refuse) return before
    if (refuse && before.documentCount === 0) reject('NO_DOCUMENTS_REGISTERED', 'refuse')
    await tx.em.execute('update shop set registered_documents_only = ? where id = ?', [refuse, tx.shop.id])
    writeAudit(tx, { action: 'refuseUnregisteredDocuments', subject: `${before.registeredOnly} → ${refuse}` })
    return { ...before, registeredOnly: refuse }
  })
}
