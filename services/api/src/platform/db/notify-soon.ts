import type { Logger } from '../log.ts'
import { reportFailure } from '../telemetry/report-failure.ts'
import { afterCommit } from './after-commit.ts'
import { poolOf, type EntityManager, type Orm } from './orm.ts'

/** A process notifies a channel at most once in this many milliseconds. */
const INTERVAL_MS = 20

interface Sender {
  orm: Orm
  log: Logger
}

/** Channels that were notified in the last INTERVAL_MS, and whether they were asked to be again. */
const recent = new WeakMap<Orm, Map<string, boolean>>()

/**
 * Notifies a channel once the transaction has committed. PostgreSQL lets only one transaction that notified commit at a time, whatever
 * its database: a notification of its own keeps orders from waiting for each other, and many changes share one.
 */
export function notifyAfterCommit(em: EntityManager, sender: Sender, channel: string): void {
  afterCommit(em, () => Promise.resolve(notifySoon(sender, channel)))
}

function notifySoon(sender: Sender, channel: string): void {
  const channels = recent.get(sender.orm) ?? new Map<string, boolean>()
  recent.set(sender.orm, channels)
  if (channels.has(channel)) {
    channels.set(channel, true)
    return
  }
  channels.set(channel, false)
  void notify(sender, channel)
  setTimeout(() => {
    const isAskedAgain = channels.get(channel)
    channels.delete(channel)
    if (isAskedAgain) notifySoon(sender, channel)
  }, INTERVAL_MS).unref()
}

async function notify({ orm, log }: Sender, channel: string): Promise<void> {
  if (poolOf(orm).ending) return
  await orm.em
    .fork()
    .execute('select pg_notify(?, ?)', [channel, ''])
    .catch((error: unknown) => {
      reportFailure(log, 'after-commit', error, { channel }, 'A notification could not be sent')
    })
}
