import { Kind, parse } from 'graphql'
import type { MerchantContext } from '../app/context.ts'
import { invalidCursor, requirePageSize } from '../kernel/cursor.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import type { ListPage } from '../platform/db/list-page.ts'
import { DOCUMENT_ID } from './document.ts'

export const MAX_DOCUMENT_PAGE = 100

/** A registered document as members see it. */
export interface RegisteredDocument {
  /** SHA-256 of its text, in lower-case hexadecimal. */
  id: string
  /** The names of its operations. */
  operations: string[]
  /** Of its text in UTF-8. */
  bytes: number
  /** Whether caches may keep its answers. */
  isCacheable: boolean
  registeredAt: Date
  /** To the minute; null if it was never used. */
  lastUsedAt: Date | null
}

interface Row {
  id: string
  text: string
  bytes: number
  isCacheable: boolean
  registered: string
  used: string | null
}

/** A page of the shop's documents, newest first. @throws BAD_USER_INPUT */
export const listRegisteredDocuments = (
  ctx: MerchantContext,
  { first, after }: { first: number; after?: string | null | undefined },
): Promise<ListPage<RegisteredDocument>> =>
  inTransaction(ctx, async ({ em, shop }) => {
    requirePageSize(first, MAX_DOCUMENT_PAGE)
    const cursor = after == null ? null : parseDocumentCursor(after)
    const [counted] = await em.execute<[{ total: number; isKnown: boolean }]>(
      `select count(*)::int as total, coalesce(bool_or(encode(hash, 'hex') = ?::text), false) as "isKnown"
       from storefront_document where shop_id = ?`,
      [cursor, shop.id],
    )
    if (cursor && !counted.isKnown) throw invalidCursor()
    const rows = await em.execute<Row[]>(
      `select encode(hash, 'hex') as id, text, octet_length(text) as bytes, is_cacheable as "isCacheable",
         registered_at as registered, last_used_at as used
       from storefront_document d where shop_id = ? and (?::text is null or (registered_at, hash) <
         (select c.registered_at, c.hash from storefront_document c where c.shop_id = ? and c.hash = decode(?, 'hex')))
       order by registered_at desc, hash desc limit ?`,
      [shop.id, cursor, shop.id, cursor, first + 1],
    )
    return {
      rows: rows.slice(0, first).map(toDocument),
      totalCount: counted.total,
      hasNextPage: rows.length > first,
      hasPreviousPage: cursor !== null,
    }
  })

function parseDocumentCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString()
  if (!DOCUMENT_ID.test(id)) throw invalidCursor()
  return id
}

const toDocument = ({ text, registered, used, ...row }: Row): RegisteredDocument => ({
  ...row,
  operations: operationNames(text),
  registeredAt: new Date(registered),
  lastUsedAt: used === null ? null : new Date(used),
})

const operationNames = (text: string): string[] =>
  parse(text, { noLocation: true }).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? (definition.name?.value ?? []) : [],
  )
