import { readWorkerEnv } from '../src/platform/env.ts'
import { startWorker } from '../src/app/start-worker.ts'
import { roleUrl, type TestApi } from './api.ts'

/** The environment of a worker beside this api. */
export const workerVariables = (api: TestApi, smtpUrl: string): Record<string, string> => ({
  ...api.variables,
  DATABASE_URL: roleUrl('worker'),
  SMTP_URL: smtpUrl,
})

/** The real worker in this process, without its scheduledTasks: tests call those themselves. On stores of its own: see useIsolatedStores. */
export const startTestWorker = (api: TestApi, smtpUrl: string) =>
  startWorker(readWorkerEnv(workerVariables(api, smtpUrl)), {})

export type TestWorker = Awaited<ReturnType<typeof startTestWorker>>
