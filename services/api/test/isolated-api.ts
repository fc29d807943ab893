import { useIsolatedStores } from './isolated-stores.ts'
import { startTestApi, type TestApi } from './api.ts'
import { startTestSmtp, type TestSmtp } from './smtp.ts'
import { startTestWorker, type TestWorker } from './worker.ts'

export interface IsolatedApi {
  api: TestApi
  smtp: TestSmtp
  startWorker(): Promise<TestWorker>
  /** Stops everything, workers first. */
  stop(): Promise<void>
}

/** Starts an API, with these environment variables, and a mail server on isolated stores, for tests that start a worker: see useIsolatedStores. */
export async function startIsolatedApi(overrides: Record<string, string> = {}): Promise<IsolatedApi> {
  const stops: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const stopPart of stops.splice(0).reverse()) await stopPart()
  }
  try {
    stops.push((await useIsolatedStores()).drop)
    const api = await startTestApi(overrides)
    stops.push(api.stop)
    const smtp = await startTestSmtp()
    stops.push(smtp.stop)
    const startWorker = async () => {
      const worker = await startTestWorker(api, smtp.url)
      stops.push(worker.stop)
      return worker
    }
    return { api, smtp, startWorker, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
