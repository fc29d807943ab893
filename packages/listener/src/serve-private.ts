import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PRIVATE_LIMITS, protectListener } from './protect-listener.ts'
import { LISTENER_OPTIONS } from './timeouts.ts'

export interface PrivateServer {
  /** Base URL, without a final slash. */
  url: string
  /** Closes all connections at once. */
  close(): Promise<void>
}

/**
 * Listens on a port that only the operator's own tools call. Plain HTTP without authentication, so listen on the loopback address or in a private
 * network.
 * @param port 0 picks a free one
 */
export async function servePrivate(
  handle: RequestListener,
  { port, host = '127.0.0.1' }: { port: number; host?: string | undefined },
): Promise<PrivateServer> {
  const server = createServer(LISTENER_OPTIONS, handle)
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
