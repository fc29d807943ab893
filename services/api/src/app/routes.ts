import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fastifyStatic from '@fastify/static'
import type { Api, BuyerContext, MerchantRequest } from './context.ts'
import { guardRoutes } from '../http/guard-routes.ts'
import type { GraphqlServer } from '../http/graphql-server.ts'
import { readMerchantRequest } from '../http/merchant-request.ts'
import { mediaRoutes } from '../media/media.routes.ts'
import { orderExportRoutes } from '../order/order-export.routes.ts'
import { bankRoutes } from '../payment/gateway/bank.routes.ts'
import { invoiceRoutes } from '../invoice/invoice.routes.ts'
import { productImportRoutes } from '../product-import/product-import.routes.ts'
import type { Health } from '../http/readiness.ts'
import { LIVE } from '../http/serve-health.ts'
import { createRouteErrorHandler } from '../http/route-errors.ts'
import { rejectUnsafeBody } from '../http/reject-unsafe-body.ts'
import { addSecurityHeaders } from '../http/security-headers.ts'
import { readClients } from '../http/read-client.ts'
import { shareBetweenShops } from '../http/share-between-shops.ts'
import { takeTurns } from '../http/take-turns.ts'
import { traceRequests } from '../http/trace-requests.ts'
import { answerPreflight, isFromPortal, readStorefrontRequest } from '../http/storefront-request.ts'
import { answerCachedQuery, refuseClosedShop } from '../http/answer-cached-query.ts'
import { resolveDocument } from '../http/resolve-document.ts'
import { documentRoutes } from '../storefront-document/documents.routes.ts'

declare module 'fastify' {
  interface FastifyRequest {
    buyer?: BuyerContext
    merchant?: MerchantRequest
  }
}

/** Adds every HTTP route of the API. */
export async function addRoutes(
  http: FastifyInstance,
  app: Api,
  servers: { storefront: GraphqlServer<BuyerContext>; merchant: GraphqlServer<MerchantRequest> },
  checkReadiness: () => Promise<Health>,
): Promise<void> {
  // Set before any route is added, because a route only gets the hooks and handlers that exist when it is added.
  http.setNotFoundHandler((_request, reply) => reply.status(404).send({ status: 'not found' }))
  http.setErrorHandler(createRouteErrorHandler(app.log))
  traceRequests(http, app)
  addSecurityHeaders(http)
  readClients(http, app)
  takeTurns(http, app)
  guardRoutes(http, app)

  const health = { config: { rateLimit: 'none' } } as const
  http.get('/health/live', health, async () => LIVE.body)
  http.get('/health/ready', health, async (_request, reply) => {
    const { status, body } = await checkReadiness()
    return reply.status(status).send(body)
  })

  const buyersTurn = shareBetweenShops('storefront')
  const answerBuyer = servers.storefront.handle((request) => request.buyer as BuyerContext)
  http.options('/graphql', { config: { rateLimit: 'address' } }, (request, reply) =>
    answerPreflight(app, request, reply),
  )
  http.post(
    '/graphql',
    {
      config: { rateLimit: 'byField' },
      onSend: forbidStoring,
      // Runs before the body is read, so that the response to a malformed body has these headers too.
      onRequest: async (request, reply) => {
        request.buyer = await readStorefrontRequest(app, request, reply)
      },
      preHandler: async (request) => {
        const buyer = request.buyer as BuyerContext
        await resolveDocument(buyer, servers.storefront.schema, request.body, isFromPortal(app, request))
        servers.storefront.limit(request)
        rejectUnsafeBody(request.body)
      },
    },
    (request, reply) =>
      buyersTurn(request.client.shop?.id, async () => hasGone(reply) || answerBuyer(request, reply)),
  )
  http.get(
    '/graphql',
    {
      config: { rateLimit: 'address' },
      onRequest: async (request, reply) => refuseClosedShop(request, reply),
    },
    (request, reply) =>
      buyersTurn(
        request.client.shop?.id,
        async () => hasGone(reply) || answerCachedQuery(app, servers.storefront, request, reply),
      ),
  )
  documentRoutes(http, app, servers.storefront.schema)
  const membersTurn = shareBetweenShops('merchant')
  // Of all keys of a shop together, beside its members.
  const keysTurn = shareBetweenShops('apiKey')
  const answerMember = servers.merchant.handle((request) => request.merchant as MerchantRequest)
  const merchantApp: Api = { ...app, orm: app.merchantOrm }
  http.post(
    '/merchant/graphql',
    {
      config: { rateLimit: 'address' },
      onSend: forbidStoring,
      preHandler: async (request, reply) => {
        servers.merchant.limit(request)
        request.merchant = await readMerchantRequest(merchantApp, request, reply)
      },
    },
    (request, reply) =>
      (request.merchant?.isApiKey ? keysTurn : membersTurn)(
        request.merchant?.membership?.shop.id,
        async () => hasGone(reply) || answerMember(request, reply),
      ),
  )

  await mediaRoutes(http, merchantApp)
  await http.register(serveDemoPictures)
  await productImportRoutes(http, merchantApp)
  orderExportRoutes(http, merchantApp, servers.merchant.schema)
  await invoiceRoutes(http, app, merchantApp)
  await bankRoutes(http, app)
}

/** Whether the client has ended its connection while the request was waiting: nobody would read the answer. */
const hasGone = (reply: FastifyReply): boolean => reply.raw.destroyed

/** Pictures of the demo shops, which were drawn and not uploaded. */
async function serveDemoPictures(http: FastifyInstance): Promise<void> {
  http.addHook('onRoute', (route) => void (route.config = { ...route.config, rateLimit: 'address' }))
  await http.register(fastifyStatic, {
    root: demoPictures,
    prefix: '/media/',
    maxAge: 86_400_000,
    index: false,
    setHeaders: (response) =>
      void response.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'"),
  })
}

/** Responses must never be cached, whatever Apollo sets. */
const forbidStoring = async (_request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  reply.header('cache-control', 'private, no-store')
}

const demoPictures = new URL(
  import.meta.url.includes('/dist/') ? '../../../seed/media/' : '../../seed/media/',
  import.meta.url,
)
