import { connect, createServer, type Server, type Socket } from 'node:net'

/** A TCP proxy to a real server whose connections a test can cut and restore. */
export function cuttableConnection(target: URL) {
  const sockets = new Set<Socket>()
  let isCut = false
  const server: Server = createServer((client) => {
    if (isCut) {
      client.destroy()
      return
    }
    const upstream = connect(Number(target.port), target.hostname)
    client.pipe(upstream).pipe(client)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
    }
  })
  return {
    listen: () =>
      new Promise<string>((resolve) =>
        server.listen(0, '127.0.0.1', () => {
          const url = new URL(target)
          url.port = String((server.address() as { port: number }).port)
          resolve(url.href)
        }),
      ),
    /** Ends all connections and refuses new ones, until called with false. */
    cut(cut: boolean) {
      isCut = cut
      for (const socket of sockets) socket.destroy()
    },
    /** Keeps the present connections open but forwards nothing, like a network that drops packets. */
    freeze() {
      for (const socket of sockets) socket.unpipe().pause()
    },
    close: () => server.close(),
  }
}
