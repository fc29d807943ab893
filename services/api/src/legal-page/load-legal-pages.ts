import type { InTransaction, MerchantContext } from '../app/context.ts'
import type { Language } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { PAGE_KINDS, type PageKind } from '../shop/published-page.ts'
import { changedFacts, loadPageFacts, type PageFacts } from './page-facts.ts'

export interface PageRef {
  kind: PageKind
  language: Language
}

/** The state of a page in one language, without its text. */
export interface LegalPageSummary extends PageRef {
  /** Of the version that is published; null if none is. */
  number: number | null
  publishedAt: Date | null
  hasDraft: boolean
  /** Whether what the page was made from has changed since it was published. */
  isOutdated: boolean
}

interface Row extends PageRef {
  number: number | null
  publishedAt: Date | null
  facts: PageFacts | null
  hasDraft: boolean
}

const LANGUAGES: readonly Language[] = ['fr', 'en']

/** All pages in both languages. */
export const loadLegalPages = (ctx: MerchantContext): Promise<LegalPageSummary[]> =>
  inTransaction(ctx, async (tx) => {
    const facts = await loadPageFacts(tx)
    const rows = await selectPages(tx)
    return PAGE_KINDS.flatMap((kind) =>
      LANGUAGES.map((language) => {
        const row = rows.find((each) => each.kind === kind && each.language === language)
        return {
          kind,
          language,
          number: row?.number ?? null,
          publishedAt: row?.publishedAt ? new Date(row.publishedAt) : null,
          hasDraft: row?.hasDraft ?? false,
          isOutdated: row?.facts ? changedFacts(kind, row.facts, facts).length > 0 : false,
        }
      }),
    )
  })

const selectPages = ({ em, shop }: InTransaction<MerchantContext>): Promise<Row[]> =>
  em.execute<Row[]>(
    `with published as (
       select distinct on (kind, language) kind, language, number, published_at, facts
       from legal_page_version where shop_id = ? order by kind, language, number desc
     ), draft as (select kind, language from legal_page_draft where shop_id = ?)
     select coalesce(p.kind, d.kind) as kind, coalesce(p.language, d.language) as language, p.number, p.published_at as "publishedAt",
       p.facts, d.kind is not null as "hasDraft"
     from published p full join draft d on d.kind = p.kind and d.language = p.language`,
    [shop.id, shop.id],
  )
