/**
 * Floods an address on 24 connections until it is killed: each sends the next request as soon as it has the response to the
 * last one. Runs in a process of its own, so that it does not slow down whoever measures the effect.
 */
import { connect } from 'node:net'
import { Pool } from 'undici'

const CONNECTIONS = 24

export interface Flood {
  /** Base URL of the flooded server. */
  url: string
  /** The loopback address that the flood comes from. */
  localAddress: string
  request:
    | { path: string; headers: Record<string, string>; bodies: string[] }
    /** The beginning of an HTTP request that is never finished. */
    | { half: string }
}

process.once('message', (message) => {
  const flood = message as Flood
  for (let n = 0; n < CONNECTIONS; n++)
    void ('half' in flood.request ? holdConnections(flood, flood.request.half) : sendRequests(flood, n))
  process.send?.('flooding')
})

async function sendRequests({ url, localAddress, request }: Flood, first: number): Promise<void> {
  if ('half' in request) return
  const pool = new Pool(url, { connections: 1, localAddress })
  const { path, headers, bodies } = request
  for (let n = first; ; n++) {
    const body = bodies[n % bodies.length] ?? ''
    const sent = pool.request({ path, method: 'POST', headers, body, headersTimeout: 60_000 })
    await sent.then((response) => response.body.dump()).catch(() => undefined)
  }
}

/** Opens a connection every 5 ms, or at once when the last one was closed, and never closes one. */
async function holdConnections({ url, localAddress }: Flood, half: string): Promise<void> {
  const { hostname, port } = new URL(url)
  for (;;) {
    const socket = connect({ host: hostname, port: Number(port), localAddress }).on('error', () => undefined)
    socket.write(half)
    const closed = new Promise((resolve) => socket.once('close', resolve))
    const opened = new Promise((resolve) => setTimeout(resolve, 5))
    await Promise.race([closed, opened])
  }
}
