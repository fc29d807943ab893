import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Api, BuyerContext } from '../app/context.ts'
import { RequestError } from '../kernel/errors.ts'
import { isLoopback } from '../platform/loopback.ts'
import { sendRequestError } from './route-errors.ts'
import { countClient } from './count-client.ts'
import { headerOf } from './read-client.ts'
import { readLanguage } from './read-language.ts'
import { isLocalOrigin } from '../kernel/parse-origin.ts'
import { readVisitor } from '../visitor/visitor.ts'

/**
 * Headers that a browser may send. The first line is the contract; clients add the others by themselves: tracing
 * (request ids, OpenTelemetry, Sentry), protection against CSRF (Apollo, GraphQL over HTTP, jQuery) and client awareness (Apollo).
 */
const ALLOWED_HEADERS = [
  ...['content-type', 'accept-language', 'x-shop-key', 'x-visitor-id'],
  ...['x-request-id', 'traceparent', 'baggage', 'sentry-trace'],
  ...['apollo-require-preflight', 'graphql-require-preflight', 'x-requested-with'],
  ...['apollographql-client-name', 'apollographql-client-version'],
].join(', ')

/**
 * Responds to a CORS preflight: any shop's origin passes, since a preflight carries no shop key, and pages on a developer's
 * machine, which are then told that their request is refused. Written by hand,
 * because the plugin @fastify/cors adds a route for every path and returns 404 to other origins, and because the actual
 * request needs a check of its own.
 */
export async function answerPreflight(
  app: Api,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const origin = headerOf(request, 'origin')
  reply.header('vary', 'Origin')
  const passes =
    origin && (isLocalOrigin(origin) || isPortal(app, origin) || (await app.shops.isOriginOfAny(origin)))
  if (!passes)
    return sendRequestError(
      reply,
      new RequestError('FORBIDDEN_ORIGIN', 'This origin does not belong to any shop.'),
    )
  return reply
    .header('access-control-allow-origin', origin)
    .header('access-control-allow-methods', 'POST')
    .header('access-control-allow-headers', ALLOWED_HEADERS)
    .header('access-control-max-age', '7200')
    .status(204)
    .send()
}

/**
 * Reads the shop and the visitor of a storefront request, counts it, and sets the headers of its response, of an error too.
 * @throws RATE_LIMITED, SHOP_NOT_FOUND, FORBIDDEN_ORIGIN, SHOP_CLOSED
 */
export async function readStorefrontRequest(
  app: Api,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<BuyerContext> {
  reply.header('cache-control', 'private, no-store').header('vary', 'Origin')
  const origin = headerOf(request, 'origin')
  const { client } = request
  const { address, shop, isShopServer } = client
  const allow = (allowed: string) =>
    reply
      .header('access-control-allow-origin', allowed)
      .header('access-control-expose-headers', 'x-visitor-id, x-request-id, retry-after')
  const mayRead = origin && shop && (shop.origins.includes(origin) || isPortal(app, origin))
  if (mayRead) allow(origin)
  if (shop && isShopServer) await app.limiter.count('shopServer', shop.id)
  await countClient({ app, ...client })
  if (!shop) {
    if (origin && (isLocalOrigin(origin) || (await app.shops.isOriginOfAny(origin)))) allow(origin)
    throw new RequestError('SHOP_NOT_FOUND', 'x-shop-key is missing or not the key of a shop.')
  }
  if (origin && !mayRead) {
    // The page of a developer reads why, and gets nothing of the shop, no visitor either. Websites of other shops read nothing.
    if (isLocalOrigin(origin) && !(await app.shops.isOriginOfAny(origin))) allow(origin)
    throw new RequestError(
      'FORBIDDEN_ORIGIN',
      'This origin does not belong to the shop: its merchant adds it in the portal under Settings, Websites and keys.',
    )
  }
  const visitor = readVisitor(app.env.visitorKeys, shop.id, headerOf(request, 'x-visitor-id'), new Date())
  reply.header('x-visitor-id', visitor.id)
  if (shop.status !== 'ACTIVE') throw new RequestError('SHOP_CLOSED', 'The shop is closed.')

  return {
    app,
    shop,
    visitor,
    language: readLanguage(headerOf(request, 'accept-language'), shop.locale),
    address,
    isShopServer,
    isSecure: isSecure(request),
  }
}

/** Members send the card of a telephone order from the portal’s page: see startCardEntry. */
const isPortal = ({ env }: Api, origin: string): boolean => new URL(env.portalUrl).origin === origin

/** Whether a browser sends the request from a page of the portal, or another client that says so. */
export function isFromPortal(app: Api, request: FastifyRequest): boolean {
  const origin = headerOf(request, 'origin')
  return origin !== undefined && isPortal(app, origin)
}

/** Whether the request came over TLS, over TLS to a trusted proxy, or directly from this machine. */
export function isSecure(request: FastifyRequest): boolean {
  if (request.protocol === 'https') return true
  return isLoopback(request.socket.remoteAddress ?? '') && request.headers['x-forwarded-for'] === undefined
}
