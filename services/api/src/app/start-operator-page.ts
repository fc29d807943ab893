import { randomUUID } from 'node:crypto'
import { LISTENER_OPTIONS, protectListener } from '@triclic/listener'
import { countClosedConnection, reportUnexpectedError } from '@triclic/telemetry'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { readLanguage } from '../http/read-language.ts'
import type { Language } from '../kernel/errors.ts'
import { operatorRoutes } from '../operator/operator.routes.ts'
import type { OperatorPage } from '../operator/operator-page.ts'
import { operatorText } from '../operator/operator-texts.ts'
import { PAGE_POLICY } from '../operator/page-layout.ts'
import { messagePage } from '../operator/sign-in-page.ts'
import { connectOrm, poolOf } from '../platform/db/orm.ts'
import type { OperatorPageEnv } from '../platform/env.ts'
import { createLog } from '../platform/log.ts'
import { poolMetrics } from '../platform/telemetry/pool-metrics.ts'
import { serveProcessMetrics } from '../platform/telemetry/serve-process-metrics.ts'

/** Enough for one page: its figures are read side by side. */
const POOL_SIZE = 8
const MAX_BODY_BYTES = 4_096
/** Nobody but a few operators has a reason to connect. */
const MAX_CONNECTIONS = { perAddress: 50, total: 100 }

const HEADERS = {
  'content-security-policy': PAGE_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
} as const

/** Starts the page for operators. It holds no key of a card, a bank or a shop, and its database role reads no table. */
export async function startOperatorPage(env: OperatorPageEnv) {
  const log = createLog('operator-page', env.logLevel)
  const orm = await connectOrm(env.databaseUrl, [], 'triclic_operator_page', POOL_SIZE)
  const app: OperatorPage = { env, log, orm }
  const http = createServer(app)
  operatorRoutes(http, app, languageOf)
  protectListener(http.server, {
    ...MAX_CONNECTIONS,
    isShared: () => false,
    onClosed: countClosedConnection,
  })
  const url = await http.listen({ port: env.port, host: env.host })
  const metrics =
    env.metrics && (await serveProcessMetrics(log, env.metrics, poolMetrics({ main: poolOf(orm) })))
  return {
    app,
    url,
    metricsUrl: metrics?.url ?? null,
    async stop() {
      await http.close()
      await metrics?.close()
      await orm.close()
    },
  }
}

function createServer({ log }: OperatorPage): FastifyInstance {
  const http = fastify({
    http: LISTENER_OPTIONS,
    bodyLimit: MAX_BODY_BYTES,
    forceCloseConnections: 'idle',
    logger: false,
  }) as unknown as FastifyInstance
  http.addHook('onRequest', async (_request, reply) => void reply.headers(HEADERS))
  http.removeAllContentTypeParsers()
  http.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, body),
  )
  const sendMessage = (request: FastifyRequest, message: string) => messagePage(languageOf(request), message)
  http.setNotFoundHandler((request, reply) =>
    reply
      .status(404)
      .type('text/html; charset=utf-8')
      .send(sendMessage(request, operatorText('notFound', languageOf(request)))),
  )
  http.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500
    const reference = randomUUID()
    if (status >= 500) reportUnexpectedError(log.child({ requestId: reference }), 'route', error)
    return reply
      .status(status)
      .type('text/html; charset=utf-8')
      .send(sendMessage(request, operatorText('failed', languageOf(request), { reference })))
  })
  return http
}

/** `?lang=`, or else what the browser prefers. */
function languageOf(request: FastifyRequest): Language {
  const chosen = new URL(request.url, 'http://localhost').searchParams.get('lang')
  return chosen === 'fr' || chosen === 'en' ? chosen : readLanguage(request.headers['accept-language'], 'en')
}
