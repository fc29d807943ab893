import type { Server } from 'node:http'
import { sharedAddresses } from './client-addresses.ts'
import { limitConnections, type ConnectionLimits } from './limit-connections.ts'
import { setTimeouts } from './timeouts.ts'

/** Connections at the same time: from one address, and in total. */
export const DEFAULT_LIMITS = { perAddress: 200, total: 5_000 }

/** For a listener that only the operator's own tools call: metrics, health. */
export const PRIVATE_LIMITS: ConnectionLimits = { perAddress: 50, total: 200, isShared: () => false }

/** Gives a server that was created with `LISTENER_OPTIONS` its timeouts and limits. Call it before the server listens. */
export function protectListener(server: Server, limits: ConnectionLimits): void {
  setTimeouts(server)
  limitConnections(server, limits)
}

/**
 * The limits that the environment variables MAX_CONNECTIONS_PER_ADDRESS, MAX_CONNECTIONS and TRUST_PROXY set.
 * @throws for a limit that is not a whole number of at least 1
 */
export function readConnectionLimits(environment: Record<string, string | undefined>): ConnectionLimits {
  return {
    perAddress: readLimit(environment, 'MAX_CONNECTIONS_PER_ADDRESS', DEFAULT_LIMITS.perAddress),
    total: readLimit(environment, 'MAX_CONNECTIONS', DEFAULT_LIMITS.total),
    isShared: sharedAddresses((environment['TRUST_PROXY'] ?? '').split(',').map((address) => address.trim())),
  }
}

function readLimit(environment: Record<string, string | undefined>, name: string, fallback: number): number {
  const text = environment[name]
  if (!text) return fallback
  const limit = Number(text)
  if (!Number.isInteger(limit) || limit < 1) throw new Error(`${name} must be a whole number of at least 1.`)
  return limit
}
