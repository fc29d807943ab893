import 'reflect-metadata'
import { exitOnUncaughtError } from '@triclic/telemetry'
import { startOperatorPage } from '../app/start-operator-page.ts'
import { readOperatorPageEnv } from '../platform/env.ts'

try {
  const page = await startOperatorPage(readOperatorPageEnv())
  exitOnUncaughtError(page.app.log)
  page.app.log.info({ url: page.url, metrics: page.metricsUrl }, 'ready')
  const stop = () => void page.stop().finally(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
} catch (error) {
  process.stderr.write(
    `The page for operators can't start. ${error instanceof Error ? error.message : String(error)}\n`,
  )
  process.exit(1)
}
