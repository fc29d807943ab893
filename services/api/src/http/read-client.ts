import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import type { Api, BuyerContext } from '../app/context.ts'

export interface Client {
  /** The address of the client, or of the buyer for whom a shop's server sends the request. */
  address: string
  /** The shop of `x-shop-key`. */
  shop: BuyerContext['shop'] | undefined
  /** Whether the server of `shop`, which knows its secret, passes `address` on. */
  isShopServer: boolean
}

const clients = new WeakMap<FastifyRequest, Client>()

/** Who sends a request. It is determined once per request. */
export function readClient(app: Pick<Api, 'shops'>, request: FastifyRequest): Client {
  const client = clients.get(request) ?? findClient(app, request)
  clients.set(request, client)
  return client
}

function findClient({ shops }: Pick<Api, 'shops'>, request: FastifyRequest): Client {
  const key = headerOf(request, 'x-shop-key')
  const secret = headerOf(request, 'x-shop-secret')
  const buyer = buyerAddress(request)
  const isShopServer =
    buyer !== undefined && key !== undefined && secret !== undefined && shops.isSecretOf(key, secret)
  return {
    address: isShopServer ? buyer : request.ip,
    shop: key === undefined ? undefined : shops.byKey(key),
    isShopServer,
  }
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
