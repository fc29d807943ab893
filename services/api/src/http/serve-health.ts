import { servePrivate, type PrivateServer } from '@triclic/listener'
import { reportUnexpectedError } from '@triclic/telemetry'
import type { Logger } from '../platform/log.ts'
import type { Health } from './readiness.ts'

export const LIVE: Health = { status: 200, body: { status: 'live' } }

/**
 * Serves /health/live and /health/ready on a port of their own, where no connection of a client competes with the check.
 * @param port 0 picks a free one
 */
export function serveHealth(
  log: Logger,
  { port, host }: { port: number; host: string },
  checkReadiness: () => Promise<Health>,
): Promise<PrivateServer> {
  const checks = new Map<string | undefined, () => Promise<Health>>([
    ['GET /health/live', async () => LIVE],
    ['GET /health/ready', checkReadiness],
  ])
  return servePrivate(
    (request, response) => {
      const respond = (status: number, body: object) =>
        response
          .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
          .end(JSON.stringify(body))
      const check = checks.get(`${request.method} ${request.url?.split('?')[0]}`)
      if (!check) return void respond(404, { status: 'not found' })
      check().then(
        ({ status, body }) => respond(status, body),
        (error: unknown) => {
          reportUnexpectedError(log, 'route', error)
          respond(500, { status: 'not ready' })
        },
      )
    },
    { port, host },
  )
}
