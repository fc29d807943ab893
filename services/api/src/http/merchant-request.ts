import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Api, MerchantRequest } from '../app/context.ts'
import { RequestError } from '../kernel/errors.ts'
import { findApiKey } from '../api-key/find-api-key.ts'
import { isApiKeyToken } from '../api-key/api-key-token.ts'
import { readSession } from '../member/read-session.ts'
import type { Shop } from '../shop/shop.ts'
import { rejectUnsafeBody } from './reject-unsafe-body.ts'
import { readLanguage } from './read-language.ts'
import { isSecure } from './storefront-request.ts'

/**
 * Reads the member's session and the shop of `x-shop`, or the API key, which belongs to one shop. A request without either is still served: each root field
 * checks what it requires (http/guard-entry-points.ts). A page that asks by itself sends `x-background: true`: that does not prolong the session.
 * @param app its `orm` is the pool of connections of merchants
 * @throws INSECURE_TRANSPORT, BAD_USER_INPUT, API_KEY_INVALID, API_KEY_EXPIRED, API_KEY_REVOKED
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
  if (token && isApiKeyToken(token)) return readApiKeyRequest(app, request, token, shopSlug)
  const inBackground = request.headers['x-background'] === 'true'
  const session = token ? await readSession(app, token, shopSlug, inBackground) : null
  const shop = shopSlug === null ? undefined : await app.shops.find('slug', shopSlug)
  const membership = shop && session?.memberships.get(shop.id)
  return {
    ...describe(app, request, shop),
    member: session?.member ?? null,
    isApiKey: false,
    membership: shop && membership ? { shop, ...membership } : null,
    hasShopHeader: slug !== undefined,
  }
}

/** A key in a page is known to whoever opens it, and cookies would belong to somebody else. */
function refuseBrowser({ headers }: FastifyRequest): void {
  if (headers.origin !== undefined || headers.cookie !== undefined)
    throw new RequestError(
      'BAD_USER_INPUT',
      'An API key is sent by a program, without cookies: never by a page in a browser.',
    )
}

/** The key needs no `x-shop`; one that names another shop leaves it without permissions. */
async function readApiKeyRequest(
  app: Api,
  request: FastifyRequest,
  token: string,
  shopSlug: string | null,
): Promise<MerchantRequest> {
  refuseBrowser(request)
  const { id, name, shopId, permissions } = await findApiKey(app, token)
  const shop = await app.shops.find('id', shopId)
  const isItsShop = shopSlug === null || shopSlug === shop?.slug
  return {
    ...describe(app, request, shop),
    member: { id, name, tokenHash: '', hasSecondFactor: false, isRecentlyAuthenticated: false },
    isApiKey: true,
    membership: shop && isItsShop ? { shop, role: null, permissions } : null,
    hasShopHeader: true,
  }
}

const describe = (app: Api, request: FastifyRequest, shop: Shop | undefined) => ({
  app,
  language: readLanguage(request.headers['accept-language'], shop?.locale ?? 'en'),
  address: request.ip,
  isSecure: true,
  userAgent: request.headers['user-agent'] ?? null,
})
