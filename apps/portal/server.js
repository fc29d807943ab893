import { createServer } from 'node:http'
import process from 'node:process'
import { LISTENER_OPTIONS, protectListener, readConnectionLimits } from '@triclic/listener'
import {
  countClosedConnection,
  createLog,
  exitOnUncaughtError,
  serveConfiguredMetrics,
} from '@triclic/telemetry'

// adapter-node assumes https unless this header says otherwise, and would reject forms sent over plain http.
process.env.PROTOCOL_HEADER = 'x-forwarded-proto'
// Uploads are passed on to the API while they arrive, and limited there. Every other request is a form.
process.env.BODY_SIZE_LIMIT = 'Infinity'
const UPLOAD = /^\/[^/]+\/(?:media|products\/import\/(?:file|[^/]+\/archive))(?:\?.*)?$/
const MAX_FORM_BYTES = 512 * 1024
// No byte is sent while the API prepares what was uploaded: as long as lib/server/pass-upload.ts waits for it.
const MAX_UPLOAD_MS = 300_000

const log = createLog('portal')
exitOnUncaughtError(log)
const { handler } = await import('./build/handler.js').catch((error) => {
  log.fatal(`Portal failed to start: ${error.message.replaceAll(/\s+/g, ' ')}`)
  process.exit(1)
})

const host = process.env.HOST ?? '127.0.0.1'
const port = Number(process.env.PORT ?? 4001)

const server = createServer(LISTENER_OPTIONS, (request, response) => {
  const forwardedProtocol = String(request.headers['x-forwarded-proto'] ?? '')
    .split(',')[0]
    ?.trim()
  request.headers['x-forwarded-proto'] = forwardedProtocol === 'https' ? 'https' : 'http'
  const length = request.headers['content-length'] ?? (request.headers['transfer-encoding'] ? Infinity : 0)
  if (Number(length) > MAX_FORM_BYTES && !UPLOAD.test(request.url ?? '')) {
    response.writeHead(413, { connection: 'close' }).end()
    return
  }
  if (UPLOAD.test(request.url ?? '')) request.socket.setTimeout(MAX_UPLOAD_MS)
  handler(request, response, () => {
    response.statusCode = 404
    response.end()
  })
})

protectListener(server, { ...readConnectionLimits(process.env), onClosed: countClosedConnection })
server.on('error', (error) => {
  log.fatal(`Portal cannot listen on ${host}:${port}: ${error.message}`)
  process.exit(1)
})
const metrics = await serveConfiguredMetrics(log)
server.listen(port, host, () => log.info({ url: `http://${host}:${port}`, metrics: metrics?.url }, 'ready'))

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, () => {
    server.close(() => process.exit(0))
    server.closeIdleConnections()
    void metrics?.close()
    setTimeout(() => server.closeAllConnections(), 3000).unref()
  })
}
