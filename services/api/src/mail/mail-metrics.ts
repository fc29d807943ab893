import { Gauge } from '@triclic/telemetry'
import type { WorkerApp } from '../app/context.ts'
import { collectSafely } from '../platform/telemetry/collect-safely.ts'

interface MailState {
  state: string
  mails: string
  oldest_seconds: number
}

/** The mails of all shops that are queued or have failed, counted by the database at each scrape. */
export function mailMetrics({ orm, log }: Pick<WorkerApp, 'orm' | 'log'>): Gauge[] {
  let running: Promise<MailState[] | undefined> | undefined
  // All gauges are collected at the same time: they share one read.
  const read = () =>
    (running ??= collectSafely(log, () =>
      orm.em.fork().execute<MailState[]>('select * from mail_states()'),
    ).finally(() => (running = undefined)))
  return [
    new Gauge({
      name: 'triclic_mails',
      help: 'Mails that are QUEUED, and those of the last 7 days that FAILED; counted up to 10000 each.',
      labelNames: ['state'],
      registers: [],
      async collect() {
        this.reset()
        for (const { state, mails } of (await read()) ?? []) this.set({ state }, Number(mails))
      },
    }),
    new Gauge({
      name: 'triclic_mails_oldest_queued_seconds',
      help: 'Age of the oldest mail that is QUEUED; 0 if there is none.',
      registers: [],
      async collect() {
        const queued = (await read())?.find(({ state }) => state === 'QUEUED')
        if (queued) this.set(queued.oldest_seconds)
        else this.reset()
      },
    }),
  ]
}
