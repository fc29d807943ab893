import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Api } from '../../app/context.ts'
import { shareBetweenShops } from '../../http/share-between-shops.ts'
import type { RawNotification } from './bank-protocol.ts'
import { findReturnUrl } from './attempts/find-return-url.ts'
import { protocolOf } from './protocols/protocols.ts'
import { answerProbe, PROBE_NAME } from './notifications/notification-probe.ts'
import { receiveNotification } from './notifications/receive-notification.ts'

interface BankRoute {
  Params: { protocol: string; shop: string }
}

/** `unexpected`: why the body could not be read. */
type Handle = (
  app: Api,
  request: FastifyRequest<BankRoute>,
  reply: FastifyReply,
  unexpected?: RawNotification['unexpected'],
) => Promise<FastifyReply>

/** A notification has about 4 kB. */
const MAX_BYTES = 100_000

/**
 * Routes that banks call: notifications from their servers, and returns of buyers' browsers. Each is also there with a
 * final slash, because merchants paste the URLs into their bank's settings by hand.
 */
export async function bankRoutes(http: FastifyInstance, app: Api): Promise<void> {
  await http.register(async (scope) => {
    // The body is read whatever content type the bank declares: its signature decides.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_BYTES }, (_request, body, done) =>
      done(null, body),
    )
    const inTurn = shareBetweenShops('bank')
    const takingTurns =
      (handle: Handle): Handle =>
      (app, request, reply, unexpected) =>
        inTurn(request.client.shop?.id, () => handle(app, request, reply, unexpected))
    addRoute(scope, app, '/bank/:protocol/notify/:shop', takingTurns(handleNotification))
    addRoute(scope, app, '/bank/:protocol/return/:shop', takingTurns(handleReturn))
  })
}

function addRoute(http: FastifyInstance, app: Api, path: string, handle: Handle): void {
  for (const url of [path, `${path}/`])
    http.route<BankRoute>({
      method: ['GET', 'POST'],
      url,
      config: { rateLimit: 'bankServer' },
      handler: (request, reply) => handle(app, request, reply),
      errorHandler: (error, request, reply) => {
        if (!String(error.code).startsWith('FST_ERR_CTP_')) throw error
        const unexpected = error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' ? 'too large' : 'content type'
        return handle(app, request as FastifyRequest<BankRoute>, reply, unexpected)
      },
    })
}

const handleNotification: Handle = async (app, request, reply, unexpected) => {
  const protocol = protocolOf(request.params.protocol)
  const { shop } = request.client
  if (!protocol || !shop) return reply.status(404).send({ status: 'not found' })
  const raw = toRawNotification(request, unexpected)
  const answer = answerProbe(app, { shopId: shop.id, protocol: protocol.name }, raw.body)
  if (answer) return reply.header(PROBE_NAME, answer).header('cache-control', 'no-store').send()
  const response = await receiveNotification(app, shop, protocol, raw)
  return reply.status(response.status).headers(response.headers).send(response.body)
}

const handleReturn: Handle = async (app, request, reply) => {
  const protocol = protocolOf(request.params.protocol)
  const { shop } = request.client
  if (!protocol || !shop) return reply.status(404).send({ status: 'not found' })
  const raw = toRawNotification(request)
  // Monetico's reference is in the URL, whether the browser returns by GET or by POST.
  const parameters = new URLSearchParams(`${raw.body.toString('utf8')}&${raw.query}`)
  const target = await findReturnUrl(app, shop, protocol, parameters)
  return target ? reply.redirect(target, 303) : reply.status(404).send({ status: 'not found' })
}

function toRawNotification(
  request: FastifyRequest,
  unexpected?: RawNotification['unexpected'],
): RawNotification {
  const url = request.raw.url ?? ''
  const queryStart = url.indexOf('?')
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '')
  const problem = unexpected ?? (body.length > 0 && !isForm ? 'content type' : undefined)
  return {
    query: queryStart < 0 ? '' : url.slice(queryStart + 1),
    body,
    address: request.ip,
    ...(problem && { unexpected: problem }),
  }
}
