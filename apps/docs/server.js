// Serves the built site over plain HTTP, behind a proxy.
import http from 'node:http'
import { join } from 'node:path'
import { LISTENER_OPTIONS, protectListener, readConnectionLimits } from '@triclic/listener'
import {
  countClosedConnection,
  createLog,
  exitOnUncaughtError,
  serveConfiguredMetrics,
} from '@triclic/telemetry'
import { readSiteSettings } from './src/read-site-settings.ts'
import { siteListener } from './src/serve-site.ts'

const log = createLog('docs')
exitOnUncaughtError(log)

const { host, port, publicHost, explorer } = readSiteSettings(process.env)
const folder = join(import.meta.dirname, 'dist')
const isHost = (name) => name === publicHost || name === '127.0.0.1'
const server = http.createServer(LISTENER_OPTIONS, siteListener({ folder, isHost, explorer }))
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
