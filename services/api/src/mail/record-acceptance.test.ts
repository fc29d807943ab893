import { afterAll, beforeAll, expect, test } from 'vitest'
import type { WorkerApp } from '../app/context.ts'
import { captureLog } from '../../test/capture-log.ts'
import { connectAsWorker } from '../../test/events.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { recordAcceptance } from './record-acceptance.ts'

let api: TestApi
let app: WorkerApp
beforeAll(async () => {
  api = await startTestApi()
  app = (await connectAsWorker(api)) as WorkerApp
})
afterAll(() => api.stop())

test('a job that no longer exists is reported as an unexpected error, and the acceptance is recorded all the same', async () => {
  const data = { shopId: 'shop', mailId: 'mail' }
  const job = await app.queues.mail.add('mail', data, { delay: 60_000 })
  await job.remove()
  let recorded = 0
  const { lines } = await captureLog(() => recordAcceptance(app, job, data, async () => void recorded++))
  expect(recorded).toBe(1)
  expect(lines).toMatchObject([
    { level: 50, place: 'job', msg: 'The queue could not store that a mail was accepted' },
  ])
})
