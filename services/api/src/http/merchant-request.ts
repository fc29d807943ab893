import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Api, MerchantRequest } from '../app/context.ts'
import { RequestError } from '../kernel/errors.ts'
import { readSession } from '../member/read-session.ts'
import { rejectUnsafeBody } from './reject-unsafe-body.ts'
import { readLanguage } from './read-language.ts'
import { isSecure } from './storefront-request.ts'

/**
 * Reads the member's session and the shop of `x-shop`. A request without a session is still served: each root field
 * checks what it requires (http/guard-entry-points.ts). A page that asks by itself sends `x-background: true`: that does not prolong the session.
 * @param app its `orm` is the pool of connections of merchants
 * @throws INSECURE_TRANSPORT, BAD_USER_INPUT
 */
export async function readMerchantRequest(
  app: Api,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<MerchantRequest> {
  reply.header('cache-control', 'private, no-store')
  if (!isSecure(request))
    throw new RequestError(
      'INSECURE_TRANSPORT',
      'The merchant API is only served over TLS: use https, or call it from the machine it runs on.',
    )
  rejectUnsafeBody(request.body)
  const token = /^Bearer ([\w-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1]
  const slug = request.headers['x-shop']
  const shopSlug = typeof slug === 'string' ? slug : null
  const inBackground = request.headers['x-background'] === 'true'
  const session = token ? await readSession(app, token, shopSlug, inBackground) : null
  const shop = shopSlug === null ? undefined : await app.shops.find('slug', shopSlug)
  const membership = shop && session?.memberships.get(shop.id)
  return {
    app,
    language: readLanguage(request.headers['accept-language'], shop?.locale ?? 'en'),
    address: request.ip,
    isSecure: true,
    userAgent: request.headers['user-agent'] ?? null,
    member: session?.member ?? null,
    membership: shop && membership ? { shop, ...membership } : null,
    hasShopHeader: slug !== undefined,
  }
}
