import { readWorkerEnv } from '../src/platform/env.ts'
import { startWorker } from '../src/app/start-worker.ts'
import { roleUrl, type TestApi } from './api.ts'

/** Environment of a worker that belongs to this API. */
export const workerVariables = (api: TestApi, smtpUrl: string): Record<string, string> => ({
  ...api.variables,
  DATABASE_URL: roleUrl('worker'),
  SMTP_URL: smtpUrl,
})

/** Starts the real worker in this process without scheduled tasks, which tests call themselves. Needs useIsolatedStores. */
export const startTestWorker = (api: TestApi, smtpUrl: string, overrides: Record<string, string> = {}) =>
  startWorker(readWorkerEnv({ ...workerVariables(api, smtpUrl), ...overrides }), {})

export type TestWorker = Awaited<ReturnType<typeof startTestWorker>>
