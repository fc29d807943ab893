import 'reflect-metadata'
import { exitOnUncaughtError } from '@triclic/telemetry'
import { startApi } from '../app/start-api.ts'
import { readApiEnv } from '../platform/env.ts'

try {
  const api = await startApi(readApiEnv())
  exitOnUncaughtError(api.app.log)
  api.app.log.info({ url: api.url, metrics: api.metricsUrl }, 'ready')
  process.once('SIGTERM', () => void api.stop().then(() => process.exit(0)))
  process.once('SIGINT', () => void api.stop().then(() => process.exit(0)))
} catch (error) {
  process.stderr.write(`The API can't start. ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
