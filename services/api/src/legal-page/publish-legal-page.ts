import { v7 } from 'uuid'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { OperationError, reject, type UserError } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import type { PublishedPage } from '../shop/published-page.ts'
import { checkPage } from './check-page.ts'
import { findBlanks } from './find-blanks.ts'
import { deleteDraft, loadInside, lockPage } from './legal-page-draft.ts'
import type { LegalPage } from './load-legal-page.ts'
import type { PageRef } from './load-legal-pages.ts'
import { changedFacts, loadPageFacts } from './page-facts.ts'

/**
 * Publishes a text as the next version of a page, and gives its draft up. Storefronts follow within a second, and orders placed from then on refer to
 * this version.
 *
 * @param input `version` of what the text is based on; absent to publish whatever is stored
 * @throws OperationError PAGE_HAS_BLANKS, PAGE_UNCHANGED, and those of saveLegalPage
 */
export const publishLegalPage = (
  ctx: MerchantContext,
  input: PageRef & { html: string; version?: string | null },
): Promise<LegalPage> =>
  inTransaction(ctx, async (tx) => {
    const { kind, language } = input
    const { published } = await lockPage(tx, input)
    const facts = await loadPageFacts(tx)
    const { html, text } = checkPage(input.html, facts)
    const blanks = findBlanks(text)
    if (blanks.length > 0) throw new OperationError(hasBlanks(blanks))
    if (published?.html === html && changedFacts(kind, published.facts, facts).length === 0)
      return reject('PAGE_UNCHANGED', 'html')
    const page: PublishedPage = {
      id: v7(),
      kind,
      language,
      number: (published?.number ?? 0) + 1,
      publishedAt: new Date().toISOString(),
    }
    await tx.em.execute(
      `insert into legal_page_version (shop_id, id, kind, language, number, html, text, facts, published_at, member_id, published_by)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        ...[tx.shop.id, page.id, kind, language, page.number, html, text, JSON.stringify(facts)],
        ...[page.publishedAt, tx.member.id, tx.member.name],
      ],
    )
    await setPublished(tx, page)
    await deleteDraft(tx, input)
    writeAudit(tx, { action: 'publishLegalPage', subject: `${kind} ${language}: ${page.number}` })
    return loadInside(tx, input)
  })

const setPublished = ({ em, shop }: InTransaction<MerchantContext>, page: PublishedPage): Promise<unknown> =>
  em.execute(
    `update shop set published_pages = (
       select coalesce(jsonb_agg(p), '[]') from jsonb_array_elements(published_pages) p
       where p->>'kind' <> ? or p->>'language' <> ?
     ) || ?::jsonb where id = ?`,
    [page.kind, page.language, JSON.stringify([page]), shop.id],
  )

const hasBlanks = (blanks: string[]): UserError => {
  const shown = blanks.slice(0, 3).map((blank) => blank.slice(0, 80))
  const list = (more: string) => [...shown, ...(blanks.length > shown.length ? [more] : [])].join(', ')
  return {
    code: 'PAGE_HAS_BLANKS',
    field: ['html'],
    message: {
      en: `Fill in or remove what is still blank, then publish: ${list('…')}`,
      fr: `Complétez ou supprimez ce qui manque encore, puis publiez\u00a0: ${list('…')}`,
    },
  }
}
