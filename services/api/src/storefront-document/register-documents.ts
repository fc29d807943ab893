import type { Orm } from '../platform/db/orm.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'
import { DOCUMENT_LIMITS, documentId } from './document.ts'

/** What is wrong in a document, in English for its developer. */
export interface DocumentProblem {
  message: string
  locations: { line: number; column: number }[]
}

/** What the schema says about a document. */
export interface CheckedDocument {
  problems: DocumentProblem[]
  /** The names of its operations. */
  operations: string[]
  isCacheable: boolean
}

/** A document of a registration. */
export interface DocumentOutcome extends CheckedDocument {
  id: string
}

/** What became of a registration: with any problem nothing was registered. */
export interface Registration {
  isRegistered: boolean
  documents: DocumentOutcome[]
  /** What is wrong with the registration as a whole. */
  problems: string[]
}

/** Documents that were not used for so long make room for new ones. */
const UNUSED_DAYS = 30

/**
 * Registers documents of a shop's frontend; those that are registered already stay. With too many documents, the ones that were not used for
 * 30 days are removed, the least recently used first.
 *
 * @param check validates a document against the schema of the storefront API
 */
export async function registerDocuments(
  ctx: { app: { orm: Orm }; shop: { id: string } },
  { texts }: { texts: string[] },
  check: (text: string) => Promise<CheckedDocument>,
): Promise<Registration> {
  const documents: (DocumentOutcome & { text: string })[] = []
  for (const text of new Set(texts)) documents.push({ id: documentId(text), text, ...(await check(text)) })
  const outcomes = documents.map(({ id, problems, operations, isCacheable }) => ({
    id,
    problems,
    operations,
    isCacheable,
  }))
  if (documents.some(({ problems }) => problems.length > 0))
    return { isRegistered: false, documents: outcomes, problems: [] }
  const hasRoom = await inTransaction(ctx, async ({ em, shop }) => {
    await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`documents of ${shop.id}`])
    const ids = toArray(documents.map(({ id }) => id))
    const [room] = await em.execute<[{ others: number; characters: number }]>(MEASURE_OTHERS, [shop.id, ids])
    const added = documents.reduce((sum, { text }) => sum + text.length, 0)
    const excess = {
      documents: room.others + documents.length - DOCUMENT_LIMITS.documents,
      characters: room.characters + added - DOCUMENT_LIMITS.characters,
    }
    if (excess.documents > 0 || excess.characters > 0) {
      const freed = await em.execute<{ characters: number }[]>(SELECT_UNUSED, [shop.id, ids])
      const removed = leastThatFree(freed, excess)
      if (removed === null) return false
      await em.execute(DELETE_UNUSED, [shop.id, shop.id, ids, removed])
    }
    await em.execute(
      `insert into storefront_document (shop_id, hash, text, is_cacheable)
       select ?, decode(d.id, 'hex'), d.text, d."isCacheable"
       from jsonb_to_recordset(?::jsonb) d (id text, text text, "isCacheable" boolean)
       on conflict (shop_id, hash) do nothing`,
      [shop.id, JSON.stringify(documents.map(({ id, text, isCacheable }) => ({ id, text, isCacheable })))],
    )
    return true
  })
  const { documents: most, characters } = DOCUMENT_LIMITS
  return {
    isRegistered: hasRoom,
    documents: outcomes,
    problems: hasRoom
      ? []
      : [
          `The shop may have ${most} documents with ${characters} characters; too many of them were used in the last ${UNUSED_DAYS} days.`,
        ],
  }
}

/** How many of the documents, in this order, must go to free what is needed; null if all of them are too few. */
function leastThatFree(
  documents: { characters: number }[],
  excess: { documents: number; characters: number },
): number | null {
  let freed = 0
  for (const [index, { characters }] of documents.entries()) {
    freed += characters
    if (index + 1 >= excess.documents && freed >= excess.characters) return index + 1
  }
  return null
}

const OTHERS = `from storefront_document where shop_id = ? and encode(hash, 'hex') <> all (?::text[])`

const MEASURE_OTHERS = `select count(*)::int as others, coalesce(sum(length(text)), 0)::int as characters ${OTHERS}`

const UNUSED = `${OTHERS} and greatest(registered_at, last_used_at) < now() - interval '${UNUSED_DAYS} days'
  order by greatest(registered_at, last_used_at), hash`

const SELECT_UNUSED = `select length(text) as characters ${UNUSED}`

const DELETE_UNUSED = `delete from storefront_document where shop_id = ? and hash in (select hash ${UNUSED} limit ?)`
