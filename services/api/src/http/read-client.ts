import { isIP } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Api, BuyerContext } from '../app/context.ts'

export interface Client {
  /** The address of the client, or of the buyer for whom a shop's server sends the request. */
  address: string
  /** The shop in the URL or, if there is none, the shop of `x-shop-key`, or of `shopKey` in the URL of a request for caches. */
  shop: BuyerContext['shop'] | undefined
  /** Whether the server of `shop`, which knows its secret, passes `address` on. */
  isShopServer: boolean
}

declare module 'fastify' {
  interface FastifyRequest {
    client: Client
  }
}

/** Determines who sends a request and about which shop, before its body is read. Call it before routes are added. */
export function readClients(http: FastifyInstance, app: Pick<Api, 'shops' | 'keyUses'>): void {
  http.addHook('onRequest', async (request) => {
    request.client = await readClient(app, request)
  })
}

async function readClient(
  { shops, keyUses }: Pick<Api, 'shops' | 'keyUses'>,
  request: FastifyRequest,
): Promise<Client> {
  const { shop: slug } = (request.params ?? {}) as { shop?: string }
  const address = request.ip
  if (slug !== undefined) return { address, shop: await shops.find('slug', slug), isShopServer: false }
  const key = isForCaches(request) ? keyInUrl(request) : headerOf(request, 'x-shop-key')
  const shop = key === undefined ? undefined : await shops.find('key', key)
  if (shop && key !== undefined) keyUses.note(key)
  const secret = headerOf(request, 'x-shop-secret')
  const buyer = buyerAddress(request)
  const isShopServer =
    buyer !== undefined &&
    key !== undefined &&
    shop !== undefined &&
    secret !== undefined &&
    shops.isSecretOf(shop, key, secret)
  return { address: isShopServer ? buyer : address, shop, isShopServer }
}

/** Whether it is a request whose answer caches may keep. They tell answers apart by URL, so it names the shop there. */
const isForCaches = ({ method, routeOptions }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') && routeOptions.url === '/graphql'

function keyInUrl({ query }: FastifyRequest): string | undefined {
  const { shopKey } = query as { shopKey?: unknown }
  return typeof shopKey === 'string' ? shopKey : undefined
}

/** A request header, unless it is missing or repeated. */
export function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' ? value : undefined
}

/** Only a valid address is used, because it becomes part of the key of a rate limit. */
function buyerAddress(request: FastifyRequest): string | undefined {
  const address = headerOf(request, 'x-buyer-ip')?.trim()
  return address && isIP(address) ? address : undefined
}
