import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { checkPage } from './check-page.ts'
import { loadInside, lockPage, writeDraft } from './legal-page-draft.ts'
import type { LegalPage } from './load-legal-page.ts'
import type { PageRef } from './load-legal-pages.ts'
import { loadPageFacts } from './page-facts.ts'

/**
 * Keeps a text as the draft of a page. Buyers do not see it.
 *
 * @param input `version` of what the change is based on; absent to overwrite whatever is stored
 * @throws OperationError REQUIRED, TEXT_TOO_LONG, CARD_NUMBER_NOT_ALLOWED, PAGE_CHANGED_MEANWHILE
 */
export const saveLegalPage = (
  ctx: MerchantContext,
  input: PageRef & { html: string; version?: string | null },
): Promise<LegalPage> =>
  inTransaction(ctx, async (tx) => {
    await lockPage(tx, input)
    const { html } = checkPage(input.html, await loadPageFacts(tx))
    await writeDraft(tx, input, html)
    writeAudit(tx, { action: 'saveLegalPage', subject: `${input.kind} ${input.language}` })
    return loadInside(tx, input)
  })
