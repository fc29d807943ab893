import { connect, createServer, type Server, type Socket } from 'node:net'

/** A proxy to a real server, on a port of its own, whose connections a test can break. */
export function cuttableConnection(target: URL) {
  const sockets = new Set<Socket>()
  let isCut = false
  const server: Server = createServer((near) => {
    if (isCut) {
      near.destroy()
      return
    }
    const far = connect(Number(target.port), target.hostname)
    near.pipe(far).pipe(near)
    for (const socket of [near, far]) {
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
    /** Leaves the present connections open but forwards nothing any more, as a network that drops packets does. */
    freeze() {
      for (const socket of sockets) socket.unpipe().pause()
    },
    close: () => server.close(),
  }
}
