import { networkOf } from '@triclic/listener'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Api } from '../app/context.ts'

/** Requests of one client that are handled at the same time. */
const AT_ONCE = 4
/** How much later a refusal is answered, so that what is refused cannot be repeated at once. */
const REFUSAL_DELAY_MS = 200

declare module 'fastify' {
  interface FastifyRequest {
    takesTurn?: true
  }
}

interface Client {
  running: number
  waiting: (() => void)[]
}

/**
 * Handles at most four requests of each client at the same time; its further requests wait. However many connections a flood
 * uses, a request of another client waits for four of its requests at most. Health checks are exempt, and so are addresses
 * that many clients share. Call it before routes are added.
 */
export function takeTurns(http: FastifyInstance, app: Pick<Api, 'limiter'>): void {
  const clients = new Map<string, Client>()

  http.addHook('onRequest', (request, reply, done) => {
    const { address, shop, isShopServer } = request.client
    const key = isShopServer ? `${shop?.id} ${networkOf(address)}` : networkOf(address)
    if (app.limiter.isShared(address) || request.routeOptions.config?.rateLimit === 'none') return done()
    request.takesTurn = true
    const client = clients.get(key) ?? { running: 0, waiting: [] }
    clients.set(key, client)
    // A promise, because a callback of another request would continue with that request's id.
    const turn = takeTurn(client, reply, () => {
      if (client.running === 0 && client.waiting.length === 0) clients.delete(key)
    })
    if (turn) void turn.then(() => done())
    else done()
  })

  http.addHook('onSend', (request, reply, payload, done) => {
    if (request.takesTurn && isRefusal(request, reply)) setTimeout(done, REFUSAL_DELAY_MS, null, payload)
    else done(null, payload)
  })
}

/** Resolves when it is the request's turn; undefined if it is at once. The turn ends with the response, or when the client has gone. */
function takeTurn(client: Client, reply: FastifyReply, onEnd: () => void): Promise<void> | undefined {
  let start: (() => void) | undefined
  reply.raw.once('close', () => {
    if (start && client.waiting.includes(start)) client.waiting.splice(client.waiting.indexOf(start), 1)
    else {
      client.running--
      client.waiting.shift()?.()
    }
    onEnd()
  })
  if (client.running < AT_ONCE) {
    client.running++
    return undefined
  }
  return new Promise((resolve) => {
    start = () => {
      client.running++
      resolve()
    }
    client.waiting.push(start)
  })
}

const isRefusal = ({ trace }: FastifyRequest, { statusCode }: FastifyReply): boolean =>
  (statusCode >= 400 && statusCode < 500) || trace.operation?.errors !== undefined
