import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { LISTENER_OPTIONS, PRIVATE_LIMITS, protectListener } from '@triclic/listener'
import { reportUnexpectedError } from '@triclic/telemetry'
import type { Logger } from '../platform/log.ts'
import type { Health } from './readiness.ts'

export interface HealthServer {
  /** Base URL, without a final slash. */
  url: string
  close(): Promise<void>
}

export const LIVE: Health = { status: 200, body: { status: 'live' } }

/**
 * Serves /health/live and /health/ready on a port of their own, where no connection of a client competes with the check.
 * @param port 0 picks a free one
 */
export async function serveHealth(
  log: Logger,
  { port, host }: { port: number; host: string },
  checkReadiness: () => Promise<Health>,
): Promise<HealthServer> {
  const checks = new Map<string | undefined, () => Promise<Health>>([
    ['GET /health/live', async () => LIVE],
    ['GET /health/ready', checkReadiness],
  ])
  const server = createServer(LISTENER_OPTIONS, (request, response) => {
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
  })
  protectListener(server, PRIVATE_LIMITS)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { port: actualPort } = server.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
