import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { reject } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { loadInside, lockPage, writeDraft } from './legal-page-draft.ts'
import { findPageVersion, type LegalPage } from './load-legal-page.ts'

/**
 * Takes an earlier version as the draft of its page.
 *
 * @param input `version` of the page on which the choice is based; absent to replace whatever draft is stored
 * @throws OperationError NOT_FOUND, PAGE_CHANGED_MEANWHILE
 */
export const restoreLegalPage = (
  ctx: MerchantContext,
  input: { id: string; version?: string | null },
): Promise<LegalPage> =>
  inTransaction(ctx, async (tx) => {
    const earlier = (await findPageVersion(tx, input.id)) ?? reject('NOT_FOUND', 'id')
    const { kind, language, number, html } = earlier
    await lockPage(tx, { kind, language, version: input.version })
    await writeDraft(tx, earlier, html)
    writeAudit(tx, { action: 'restoreLegalPage', subject: `${kind} ${language}: ${number}` })
    return loadInside(tx, earlier)
  })
