import type { Process } from '../app/context.ts'
import type { EventJob } from '../platform/queue/queue.ts'
import { KnownFailure } from '../platform/queue/queue-worker.ts'
import { reportFailure } from '../platform/telemetry/report-failure.ts'
import { passEvents } from './pass-events.ts'

/** Of a stream, passed in one transaction. */
const MAX_EVENTS = 100

/**
 * Job handler: passes the unprocessed events of a stream to every subscriber, in one transaction. If it fails, each subscriber gets each event in
 * a transaction of its own: one that fails is logged and stays behind, without holding up the others; the job is then retried.
 */
export async function processEvents(app: Process, job: EventJob): Promise<void> {
  try {
    while (await passEvents(app, job, app.subscribers, MAX_EVENTS));
  } catch (error) {
    // If a subscriber fails, this reports the error again, with its name.
    await processSeparately(app, job)
    const details = { err: error, shop: job.shopId, stream: job.streamId }
    app.log.warn(details, 'Events could not be processed in one transaction; one by one, they could')
  }
}

async function processSeparately(app: Process, job: EventJob): Promise<void> {
  const failed: string[] = []
  for (const subscriber of app.subscribers) {
    try {
      while (await passEvents(app, job, [subscriber], 1));
    } catch (error) {
      failed.push(subscriber.name)
      const details = { shop: job.shopId, stream: job.streamId, subscriber: subscriber.name }
      const message = 'A subscriber failed to process an event; will retry'
      reportFailure(app.log, 'event-subscriber', error, details, message)
    }
  }
  if (failed.length > 0) throw new KnownFailure(`Subscribers that failed: ${failed.join(', ')}`)
}
