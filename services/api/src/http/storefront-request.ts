import { isIP } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Api, BuyerContext } from '../app/context.ts'
import { RequestError, type Language } from '../kernel/errors.ts'
import { sendRequestError } from './graphql-server.ts'
import { readVisitor } from '../visitor/visitor.ts'

const header = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name]
  return typeof value === 'string' ? value : undefined
}

/** fr or en, whichever the header names first; `otherwise` if neither. */
export function readLanguage(acceptLanguage: string | undefined, otherwise: Language): Language {
  for (const part of (acceptLanguage ?? '').slice(0, 200).split(',')) {
    const tag = part.trim().toLowerCase().slice(0, 2)
    if (tag === 'fr' || tag === 'en') return tag
  }
  return otherwise
}

const ALLOWED_HEADERS = 'content-type, accept-language, x-shop-key, x-visitor-id'

export function answerPreflight(app: Api, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const origin = header(request, 'origin')
  reply.header('vary', 'Origin')
  if (!origin || !app.shops.isOriginOfAny(origin))
    return sendRequestError(
      reply,
      new RequestError('FORBIDDEN_ORIGIN', 'This origin is not one of a shop’s.'),
    )
  return reply
    .header('access-control-allow-origin', origin)
    .header('access-control-allow-methods', 'POST')
    .header('access-control-allow-headers', ALLOWED_HEADERS)
    .header('access-control-max-age', '7200')
    .status(204)
    .send()
}

/** Who the buyer is, or why the request goes no further. Sets the headers that every answer carries. */
export function readStorefrontRequest(app: Api, request: FastifyRequest, reply: FastifyReply): BuyerContext {
  reply.header('cache-control', 'private, no-store').header('vary', 'Origin')
  const origin = header(request, 'origin')
  const key = header(request, 'x-shop-key')
  const shop = key === undefined ? undefined : app.shops.byKey(key)
  if (origin && (shop ? shop.origins.includes(origin) : app.shops.isOriginOfAny(origin)))
    reply
      .header('access-control-allow-origin', origin)
      .header('access-control-expose-headers', 'x-visitor-id, retry-after')
  if (!shop || key === undefined)
    throw new RequestError('SHOP_NOT_FOUND', 'x-shop-key is not the key of a shop.')
  const visitor = readVisitor(app.env.visitorKey, shop.id, header(request, 'x-visitor-id'), new Date())
  reply.header('x-visitor-id', visitor.id)
  if (origin && !shop.origins.includes(origin))
    throw new RequestError('FORBIDDEN_ORIGIN', 'This origin is not one of the shop’s.')

  const secret = header(request, 'x-shop-secret')
  const isShopServer = secret !== undefined && app.shops.isSecretOf(key, secret)
  return {
    app,
    shop,
    visitor,
    language: readLanguage(header(request, 'accept-language'), shop.locale),
    address: (isShopServer && buyerAddress(request)) || request.ip,
    isSecure: isSecure(request),
  }
}

/** An address or nothing: it becomes part of a counter's name. */
function buyerAddress(request: FastifyRequest): string | undefined {
  const given = header(request, 'x-buyer-ip')?.trim()
  return given && isIP(given) ? given : undefined
}

/** TLS here, TLS at a trusted proxy, or a client on this machine. */
export function isSecure(request: FastifyRequest): boolean {
  if (request.protocol === 'https') return true
  const peer = request.socket.remoteAddress ?? ''
  const isLocalPeer = peer === '::1' || peer.startsWith('127.') || peer.startsWith('::ffff:127.')
  return isLocalPeer && request.headers['x-forwarded-for'] === undefined
}
