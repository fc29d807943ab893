import 'reflect-metadata'
import { exitOnUncaughtError } from '@triclic/telemetry'
import { readWorkerEnv } from '../platform/env.ts'
import { startWorker } from '../app/start-worker.ts'

try {
  const env = readWorkerEnv()
  const worker = await startWorker(env)
  exitOnUncaughtError(worker.app.log)
  worker.app.log.info({ metrics: worker.metricsUrl }, 'ready')
  const stop = () => {
    // The next worker takes up a job that is interrupted here, and sends its mail again with the same Message-ID.
    setTimeout(() => process.exit(0), env.stopSeconds * 1000).unref()
    void worker.stop().finally(() => process.exit(0))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
} catch (error) {
  process.stderr.write(`The worker can't start. ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
