import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Api, BuyerContext } from '../app/context.ts'
import { CacheTags } from '../catalog/cache-tags.ts'
import { RequestError } from '../kernel/errors.ts'
import { sha256 } from '../platform/crypto/sign.ts'
import { newVisitor } from '../visitor/visitor.ts'
import type { GraphqlServer } from './graphql-server.ts'
import { headerOf } from './read-client.ts'
import { readLanguage } from './read-language.ts'
import { rejectUnsafeBody } from './reject-unsafe-body.ts'
import { isSecure } from './storefront-request.ts'

/** How long shared caches keep an answer: long where they are told what changed. Browsers ask again each time, which is answered 304. */
const KEEP_SECONDS = { withHook: 3600, without: 60 }
/** How long a cache may still answer with an outdated answer while it fetches the next one. */
const STALE_SECONDS = 30

const badInput = (message: string): RequestError => new RequestError('BAD_USER_INPUT', message)

/**
 * Sets the headers that every answer to a GET has, of an error too. Any website may read it: caches answer all of them alike.
 * @throws SHOP_NOT_FOUND, SHOP_CLOSED
 */
export function refuseClosedShop(request: FastifyRequest, reply: FastifyReply): BuyerContext['shop'] {
  reply.header('cache-control', 'no-store').header('access-control-allow-origin', '*')
  const { shop } = request.client
  if (!shop) throw new RequestError('SHOP_NOT_FOUND', 'shopKey is missing or not the key of a shop.')
  if (shop.status !== 'ACTIVE') throw new RequestError('SHOP_CLOSED', 'The shop is closed.')
  return shop
}

/**
 * Answers `GET /graphql?shopKey=…&documentId=…&variables=…&operationName=…&language=…` with a registered document about the catalogue, so that
 * caches in front of the API may keep the answer and purge it by its tags. Nothing in it depends on a visitor; an answer with errors is not kept.
 *
 * @throws DOCUMENT_NOT_REGISTERED, BAD_USER_INPUT, QUERY_TOO_COMPLEX, SERVICE_UNAVAILABLE
 */
export async function answerCachedQuery(
  app: Api,
  server: GraphqlServer<BuyerContext>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const shop = refuseClosedShop(request, reply)
  const { documentId, variables, operationName, language } = readParameters(request.query)
  const document = await app.documents.find(shop.id, documentId)
  if (!document)
    throw new RequestError('DOCUMENT_NOT_REGISTERED', 'The shop has not registered this document.')
  if (!document.isCacheable)
    throw badInput('Send this document with POST: GET answers queries of the catalogue only.')
  const body = { query: document.text, variables, ...(operationName !== undefined && { operationName }) }
  server.limit({ body, trace: request.trace })
  rejectUnsafeBody(body)

  // A purge follows each change, so what is computed now must contain all changes that were purged before.
  const { expiresAt } = await app.catalogs.current(shop)
  const cacheTags = new CacheTags(shop.id)
  const context: BuyerContext = {
    app,
    shop,
    visitor: newVisitor(app.env.visitorKeys, shop.id, new Date()),
    language: readLanguage(language ?? headerOf(request, 'accept-language'), shop.locale),
    address: request.client.address,
    isShopServer: false,
    isSecure: isSecure(request),
    cacheTags,
  }
  const { status, result } = await server.execute(body, context, request.trace)
  const answer = JSON.stringify(result)
  reply.status(status).type('application/json; charset=utf-8')
  if (language === undefined) reply.header('vary', 'accept-language')
  if (status !== 200 || result.errors) return reply.send(answer)

  const tags = cacheTags.list()
  const etag = `"${sha256(answer).toString('base64url')}"`
  reply.headers({
    'cache-control': cacheControl(app, expiresAt),
    'surrogate-key': tags.join(' '),
    'cache-tag': tags.join(','),
    etag,
  })
  return matches(headerOf(request, 'if-none-match'), etag)
    ? reply.status(304).removeHeader('content-type').send()
    : reply.send(answer)
}

/** `expiresAt`: when a list changes by itself, in epoch milliseconds. */
function cacheControl({ env }: Api, expiresAt: number): string {
  const keep = env.purgeHook ? KEEP_SECONDS.withHook : KEEP_SECONDS.without
  const seconds = Math.max(1, Math.min(keep, Math.floor((expiresAt - Date.now()) / 1000)))
  return `public, max-age=0, s-maxage=${seconds}, stale-while-revalidate=${STALE_SECONDS}`
}

interface Parameters {
  documentId: string
  variables: Record<string, unknown>
  operationName?: string | undefined
  language?: string | undefined
}

const NAMES = new Set(['shopKey', 'documentId', 'variables', 'operationName', 'language'])

/** Unknown parameters are refused: each would make caches keep another copy. @throws BAD_USER_INPUT */
function readParameters(query: unknown): Parameters {
  const parameters = query as Record<string, unknown>
  for (const [name, value] of Object.entries(parameters))
    if (!NAMES.has(name) || typeof value !== 'string')
      throw badInput(
        'Only shopKey, documentId, variables, operationName and language are allowed, each once.',
      )
  const { documentId, variables, operationName, language } = parameters as Record<string, string | undefined>
  if (documentId === undefined) throw badInput('documentId is missing.')
  if (language !== undefined && language !== 'fr' && language !== 'en')
    throw badInput('language must be fr or en.')
  return { documentId, variables: readVariables(variables), operationName, language }
}

/** @throws BAD_USER_INPUT */
function readVariables(text: string | undefined): Record<string, unknown> {
  if (text === undefined || text === '') return {}
  try {
    const variables: unknown = JSON.parse(text)
    if (typeof variables === 'object' && variables !== null && !Array.isArray(variables))
      return variables as Record<string, unknown>
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw badInput('variables must be a JSON object.')
}

/** As RFC 9110, section 13.1.2 says: compared weakly, because caches that compress an answer weaken its tag. */
const matches = (ifNoneMatch: string | undefined, etag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
