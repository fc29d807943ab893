import { validate as isUuid } from 'uuid'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import type { PageRef } from './load-legal-pages.ts'
import { changedFacts, loadPageFacts, type FactName, type PageFacts } from './page-facts.ts'
import { proposePage } from './proposal/propose-page.ts'

/** A published version of a page. Never changes. */
export interface PageVersion extends PageRef {
  id: string
  /** From 1. */
  number: number
  publishedAt: Date
  publishedBy: string
}

export interface PageDraft {
  html: string
  updatedAt: Date
  updatedBy: string
}

/** A page in one language as a member edits it. */
export interface LegalPage extends PageRef {
  draft: PageDraft | null
  /** The version that buyers see. */
  published: (PageVersion & { html: string }) | null
  /** Made from what is known of the shop now. */
  proposal: string
  /** What has changed of it since the version was published. */
  changes: { name: FactName; before: string; after: string }[]
  /** The newest 100, newest first. */
  versions: PageVersion[]
  /** Changes with draft and publication. */
  version: string
}

interface StoredPage {
  draft: (PageDraft & { version: string }) | null
  published: (PageVersion & { html: string; facts: PageFacts }) | null
}

export const loadLegalPage = (ctx: MerchantContext, page: PageRef): Promise<LegalPage> =>
  inTransaction(ctx, async (tx) => {
    const stored = await selectPage(tx, page)
    const versions = await tx.em.execute<PageVersion[]>(
      `select ${VERSION_COLUMNS} from legal_page_version v where shop_id = ? and kind = ? and language = ? order by number desc limit 100`,
      [tx.shop.id, page.kind, page.language],
    )
    return toLegalPage(page, stored, await loadPageFacts(tx), versions.map(withDate))
  })

/** An earlier version with its text; null if the shop has none with this id. */
export const loadPageVersion = (
  ctx: MerchantContext,
  id: string,
): Promise<(PageVersion & { html: string }) | null> => inTransaction(ctx, (tx) => findPageVersion(tx, id))

export async function findPageVersion(
  { em, shop }: InTransaction<MerchantContext>,
  id: string,
): Promise<(PageVersion & { html: string }) | null> {
  if (!isUuid(id)) return null
  const [version] = await em.execute<(PageVersion & { html: string })[]>(
    `select ${VERSION_COLUMNS}, html from legal_page_version v where shop_id = ? and id = ?`,
    [shop.id, id],
  )
  return version ? withDate(version) : null
}

const VERSION_COLUMNS =
  'v.id, v.kind, v.language, v.number, v.published_at as "publishedAt", v.published_by as "publishedBy"'

/** The draft and the newest version. */
export async function selectPage(
  { em, shop }: InTransaction<MerchantContext>,
  { kind, language }: PageRef,
): Promise<StoredPage> {
  const ref = [shop.id, kind, language]
  const [draft] = await em.execute<NonNullable<StoredPage['draft']>[]>(
    `select html, version, updated_at as "updatedAt", updated_by as "updatedBy" from legal_page_draft
     where shop_id = ? and kind = ? and language = ?`,
    ref,
  )
  const [published] = await em.execute<NonNullable<StoredPage['published']>[]>(
    `select ${VERSION_COLUMNS}, v.html, v.facts from legal_page_version v
     where shop_id = ? and kind = ? and language = ? order by number desc limit 1`,
    ref,
  )
  return {
    draft: draft ? { ...draft, updatedAt: new Date(draft.updatedAt) } : null,
    published: published ? withDate(published) : null,
  }
}

/** What a client sends back with a change. */
export const pageVersionOf = ({ draft, published }: StoredPage): string =>
  draft?.version ?? published?.id ?? 'none'

function toLegalPage(
  { kind, language }: PageRef,
  stored: StoredPage,
  facts: PageFacts,
  versions: PageVersion[],
): LegalPage {
  const { draft, published } = stored
  return {
    kind,
    language,
    draft,
    published,
    proposal: proposePage(kind, language, facts),
    changes: published ? changedFacts(kind, published.facts, facts) : [],
    versions,
    version: pageVersionOf(stored),
  }
}

const withDate = <V extends PageVersion>(version: V): V => ({
  ...version,
  publishedAt: new Date(version.publishedAt),
})
