import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { networkOf } from './client-addresses.ts'

export interface ConnectionLimits {
  /** Connections at the same time from one IPv4 address or one /64 network of IPv6, unless `isShared`. */
  perAddress: number
  /** Connections at the same time from all addresses. */
  total: number
  /** Addresses that many clients share: proxies and this machine. Only `total` limits them. */
  isShared: (address: string) => boolean
  /** Told of each connection that was closed because of a limit. */
  onClosed?: (limit: 'address' | 'total') => void
}

interface Connection {
  socket: Socket
  isShared: boolean
  /** The latest request and its response. */
  request?: IncomingMessage
  response?: ServerResponse
}

/**
 * Closes connections beyond the limits. Beyond the limit of an address, that is the new one. Beyond the limit in total, it is
 * the oldest one that has not sent a complete request, or else the oldest idle one of a single client, so that connections
 * that are held open keep nobody out.
 */
export function limitConnections(server: Server, limits: ConnectionLimits): void {
  // In the order of their arrival.
  const connections = new Map<string, Connection>()
  const perNetwork = new Map<string, number>()

  server.on('connection', (socket: Socket) => {
    const { remoteAddress = '' } = socket
    const isShared = limits.isShared(remoteAddress)
    const network = networkOf(remoteAddress)
    const count = perNetwork.get(network) ?? 0
    if (!isShared && count >= limits.perAddress) return close(socket, 'address')
    if (connections.size >= limits.total) {
      const dispensable = findDispensable(connections)
      close(dispensable?.socket ?? socket, 'total')
      if (!dispensable) return
    }
    const key = keyOf(socket)
    connections.set(key, { socket, isShared })
    perNetwork.set(network, count + 1)
    socket.once('close', () => {
      connections.delete(key)
      const left = (perNetwork.get(network) ?? 1) - 1
      if (left > 0) perNetwork.set(network, left)
      else perNetwork.delete(network)
    })
  })

  server.on('request', (request, response) => {
    const connection = connections.get(keyOf(request.socket))
    if (connection) Object.assign(connection, { request, response })
  })

  function close(socket: Socket, limit: 'address' | 'total'): void {
    socket.destroy()
    limits.onClosed?.(limit)
  }
}

/** With TLS, a request has another socket object than the connection, but the same address and port. */
const keyOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`

function findDispensable(connections: ReadonlyMap<string, Connection>): Connection | undefined {
  let idle: Connection | undefined
  for (const connection of connections.values()) {
    if (!connection.request?.complete) return connection
    if (!connection.isShared && connection.response?.writableFinished) idle ??= connection
  }
  return idle
}
