import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { deleteDraft, loadInside, lockPage } from './legal-page-draft.ts'
import type { LegalPage } from './load-legal-page.ts'
import type { PageRef } from './load-legal-pages.ts'

/** Gives the draft up, if there is one. @throws OperationError PAGE_CHANGED_MEANWHILE */
export const discardLegalPageDraft = (
  ctx: MerchantContext,
  input: PageRef & { version?: string | null },
): Promise<LegalPage> =>
  inTransaction(ctx, async (tx) => {
    await lockPage(tx, input)
    if (await deleteDraft(tx, input))
      writeAudit(tx, { action: 'discardLegalPageDraft', subject: `${input.kind} ${input.language}` })
    return loadInside(tx, input)
  })
