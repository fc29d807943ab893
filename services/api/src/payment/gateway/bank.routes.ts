import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Api } from '../../app/context.ts'
import type { RawNotification } from './bank-protocol.ts'
import { findReturnUrl } from './attempts/find-return-url.ts'
import { protocolOf } from './protocols/protocols.ts'
import { receiveNotification } from './notifications/receive-notification.ts'

interface BankRoute {
  Params: { protocol: string; shop: string }
}

/** Routes that banks call: notifications from their servers, and returns of buyers' browsers. */
export async function bankRoutes(http: FastifyInstance, app: Api): Promise<void> {
  http.route<BankRoute>({
    method: ['GET', 'POST'],
    url: '/bank/:protocol/notify/:shop',
    config: { rateLimit: 'bankServer' },
    handler: async (request, reply) => {
      const { protocol, shop } = findProtocolAndShop(app, request.params)
      if (!protocol || !shop) return reply.status(404).send({ status: 'not found' })
      const response = await receiveNotification(app, shop, protocol, toRawNotification(request))
      return reply.status(response.status).headers(response.headers).send(response.body)
    },
  })
  http.route<BankRoute>({
    method: ['GET', 'POST'],
    url: '/bank/:protocol/return/:shop',
    config: { rateLimit: 'bankServer' },
    handler: async (request, reply) => {
      const { protocol, shop } = findProtocolAndShop(app, request.params)
      if (!protocol || !shop) return reply.status(404).send({ status: 'not found' })
      const raw = toRawNotification(request)
      const parameters = new URLSearchParams(raw.body.length > 0 ? raw.body.toString('utf8') : raw.query)
      const target = await findReturnUrl(app, shop, protocol, parameters)
      return target ? reply.redirect(target, 303) : reply.status(404).send({ status: 'not found' })
    },
  })
}

const findProtocolAndShop = (app: Api, params: BankRoute['Params']) => ({
  protocol: protocolOf(params.protocol),
  shop: app.shops.bySlug(params.shop),
})

function toRawNotification(request: FastifyRequest): RawNotification {
  const url = request.raw.url ?? ''
  const queryStart = url.indexOf('?')
  return {
    query: queryStart < 0 ? '' : url.slice(queryStart + 1),
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    address: request.ip,
  }
}
