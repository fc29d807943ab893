// Serves the built app over plain HTTP. One process serves all shops, each on its own host.
import http from 'node:http'
import { LISTENER_OPTIONS, protectListener, readConnectionLimits } from '@triclic/listener'
import {
  countClosedConnection,
  createLog,
  exitOnUncaughtError,
  serveConfiguredMetrics,
} from '@triclic/telemetry'

const log = createLog('storefront')
exitOnUncaughtError(log)

const port = Number(process.env.PORT ?? 4002)
const host = process.env.HOST ?? '127.0.0.1'

// adapter-node assumes https. Behind a proxy, set PROTOCOL_HEADER to the protocol header that the proxy sends.
const ownProtocolHeader = 'x-storefront-protocol'
const behindProxy = process.env.PROTOCOL_HEADER !== undefined
process.env.PROTOCOL_HEADER ??= ownProtocolHeader
process.env.HOST_HEADER ??= 'host'

const { handler } = await import('./build/handler.js')

const server = http.createServer(LISTENER_OPTIONS, (request, response) => {
  if (!behindProxy) request.headers[ownProtocolHeader] = 'http'
  handler(request, response, () => {
    response.statusCode = 404
    response.end()
  })
})

protectListener(server, { ...readConnectionLimits(process.env), onClosed: countClosedConnection })
const metrics = await serveConfiguredMetrics(log)
server.listen(port, host, () => log.info({ url: `http://${host}:${port}`, metrics: metrics?.url }, 'ready'))

function stop() {
  server.close(() => process.exit(0))
  server.closeIdleConnections()
  void metrics?.close()
  setTimeout(() => server.closeAllConnections(), 3000).unref()
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
