import type { Server, ServerOptions } from 'node:http'

/**
 * Milliseconds after which a connection is closed. Together with the interval of the check, no half-sent request and no idle
 * connection lasts longer than 30 s.
 */
const TIMEOUTS = {
  /** To the end of a request's headers, from the connection on or from their first byte. */
  headers: 10_000,
  /** To the end of a request's body. */
  request: 20_000,
  /** From the end of a response to the next request. */
  keepAlive: 20_000,
  /** Without a byte in either direction; twice as long while a response waits to be read. */
  idle: 25_000,
  tlsHandshake: 10_000,
}

/** Options for `createServer` of node:http and node:https: how often, in milliseconds, half-sent requests are looked for. */
export const LISTENER_OPTIONS = {
  connectionsCheckingInterval: 5_000,
  handshakeTimeout: TIMEOUTS.tlsHandshake,
} as const satisfies ServerOptions & { handshakeTimeout: number }

/** Sets the timeouts of a server that was created with `LISTENER_OPTIONS`. */
export function setTimeouts(server: Server): void {
  server.headersTimeout = TIMEOUTS.headers
  server.requestTimeout = TIMEOUTS.request
  server.keepAliveTimeout = TIMEOUTS.keepAlive
  server.timeout = TIMEOUTS.idle
}
