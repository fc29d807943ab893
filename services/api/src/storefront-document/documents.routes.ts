import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { GraphQLSchema } from 'graphql'
import type { Api } from '../app/context.ts'
import { checkDocument } from '../http/check-document.ts'
import { headerOf } from '../http/read-client.ts'
import { RequestError } from '../kernel/errors.ts'
import { Pace } from '../kernel/pace.ts'
import { registerDocuments } from './register-documents.ts'

/** More documents are sent in several requests. */
const MAX_DOCUMENTS = 500
const MAX_BYTES = 1_000_000

/** Where the build of a frontend registers its documents, with a key of the shop and its secret. */
export function documentRoutes(http: FastifyInstance, app: Api, schema: GraphQLSchema): void {
  http.post(
    '/graphql/documents',
    {
      config: { rateLimit: 'address' },
      bodyLimit: MAX_BYTES,
      // Before the body is read, so that nobody else can send one.
      onRequest: async (request, reply) => {
        reply.header('cache-control', 'no-store')
        requireShop(app, request)
      },
    },
    async (request) => {
      const shop = requireShop(app, request)
      await app.limiter.count('shopServer', shop.id)
      const pace = new Pace()
      return registerDocuments({ app, shop }, { texts: readTexts(request.body) }, async (text) => {
        await pace.add(text.length * 10)
        return checkDocument(schema, text)
      })
    },
  )
}

/** @throws SHOP_NOT_FOUND, UNAUTHENTICATED, SHOP_CLOSED */
function requireShop(app: Api, request: FastifyRequest) {
  const { shop } = request.client
  if (!shop) throw new RequestError('SHOP_NOT_FOUND', 'x-shop-key is missing or not the key of a shop.')
  const [key, secret] = ['x-shop-key', 'x-shop-secret'].map((name) => headerOf(request, name) ?? '')
  if (!app.shops.isSecretOf(shop, key ?? '', secret ?? ''))
    throw new RequestError('UNAUTHENTICATED', 'x-shop-secret is not the secret of this key.')
  if (shop.status === 'CLOSED') throw new RequestError('SHOP_CLOSED', 'The shop is closed.')
  return shop
}

/** @throws BAD_USER_INPUT */
function readTexts(body: unknown): string[] {
  const { documents } = (body ?? {}) as { documents?: unknown }
  const isList = Array.isArray(documents) && documents.every((text) => typeof text === 'string')
  if (!isList || documents.length === 0 || documents.length > MAX_DOCUMENTS)
    throw new RequestError(
      'BAD_USER_INPUT',
      `The body must be {"documents": […]} with 1 to ${MAX_DOCUMENTS} GraphQL documents.`,
    )
  return documents
}
