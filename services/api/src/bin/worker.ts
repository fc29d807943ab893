import 'reflect-metadata'
import { readWorkerEnv } from '../platform/env.ts'
import { startWorker } from '../app/start-worker.ts'

/** Limits how long a slow mail server can delay the shutdown. The next worker resumes the interrupted job. */
const MAX_STOP_MS = 4_000

try {
  const worker = await startWorker(readWorkerEnv())
  worker.app.log.info('ready')
  const stop = () => {
    setTimeout(() => process.exit(0), MAX_STOP_MS).unref()
    void worker.stop().finally(() => process.exit(0))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
} catch (error) {
  process.stderr.write(`The worker can't start. ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
