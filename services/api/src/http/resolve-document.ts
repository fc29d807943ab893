import type { GraphQLSchema } from 'graphql'
import type { Api, BuyerContext } from '../app/context.ts'
import { RequestError } from '../kernel/errors.ts'
import { documentId } from '../storefront-document/document.ts'
import type { RegisteredDocuments } from '../storefront-document/registered-documents.ts'
import { onlyPaysByCard } from './check-document.ts'

interface GraphqlBody {
  query?: unknown
  documentId?: unknown
  extensions?: unknown
}

const notRegistered = () =>
  new RequestError('DOCUMENT_NOT_REGISTERED', 'The shop has not registered this document.')

/**
 * Puts the text of a registered document into a request that names it by `documentId`, or by the hash of automatic persisted queries. A hash that is
 * not registered is left to Apollo, which answers so that clients send the text.
 *
 * @param fromPortal whether a member's browser sends the request
 * @throws DOCUMENT_NOT_REGISTERED, for another document too where the shop refuses those
 */
export async function resolveDocument(
  { app, shop }: { app: Pick<Api, 'documents'>; shop: BuyerContext['shop'] },
  schema: GraphQLSchema,
  body: unknown,
  fromPortal: boolean,
): Promise<void> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return
  const request = body as GraphqlBody
  const { query } = request
  if (typeof request.documentId === 'string') {
    request.query = await textOf(app.documents, shop.id, request.documentId)
    delete request.documentId
    return
  }
  const hash = persistedHash(request.extensions)
  const named = hash === undefined ? undefined : await app.documents.find(shop.id, hash)
  if (named) {
    request.query = named.text
    delete (request.extensions as { persistedQuery?: unknown }).persistedQuery
    return
  }
  if (!shop.registeredDocumentsOnly) return
  const isKnown = typeof query === 'string' && (await app.documents.find(shop.id, documentId(query)))
  if (isKnown || (fromPortal && typeof query === 'string' && onlyPaysByCard(schema, query))) return
  throw notRegistered()
}

/** A `sha256:` in front of the id, as the draft of GraphQL over HTTP has it, is accepted. @throws DOCUMENT_NOT_REGISTERED */
async function textOf(documents: RegisteredDocuments, shopId: string, id: string): Promise<string> {
  const document = await documents.find(shopId, id.replace(/^sha256:/, ''))
  if (!document) throw notRegistered()
  return document.text
}

/** The hash of an automatic persisted query, as clients of Apollo and urql send it. */
function persistedHash(extensions: unknown): string | undefined {
  const { persistedQuery } = (extensions ?? {}) as { persistedQuery?: { sha256Hash?: unknown } | null }
  const hash = persistedQuery?.sha256Hash
  return typeof hash === 'string' ? hash : undefined
}
