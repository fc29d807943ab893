import { Redis } from 'ioredis'
import { readWorkerEnv } from '../platform/env.ts'
import { startWorker } from '../start-worker.ts'
import { roleUrl, type TestApi } from './test-api.ts'

/**
 * A database of Redis of this test file's own, emptied: a worker would else take the jobs of tests that run beside it,
 * sealed with other keys.
 */
export async function ownRedisUrl(): Promise<string> {
  const url = new URL(process.env.TEST_REDIS_URL ?? '')
  url.pathname = `/${1 + (Number(process.env.VITEST_POOL_ID ?? 0) % 15)}`
  const redis = new Redis(url.href)
  await redis.flushdb()
  redis.disconnect()
  return url.href
}

/** The environment of a worker beside this api. */
export const workerVariables = (api: TestApi, smtpUrl: string): Record<string, string> => ({
  ...api.variables,
  DATABASE_URL: roleUrl('worker'),
  SMTP_URL: smtpUrl,
})

/** The real worker in this process, without its sweeps: they look at every shop, other tests' too. */
export const startTestWorker = (api: TestApi, smtpUrl: string) =>
  startWorker(readWorkerEnv(workerVariables(api, smtpUrl)), {})

export type TestWorker = Awaited<ReturnType<typeof startTestWorker>>
