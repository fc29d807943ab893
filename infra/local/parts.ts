import { join } from 'node:path'
import type { Given } from './given.ts'
import type { MadeUp } from './made-up.ts'
import { startMailbox } from './mailbox.ts'
import type { Ports } from './ports.ts'
import { postgresFolder, startPostgres } from './postgres.ts'
import { startRedis } from './redis.ts'
import { supervise } from './supervise.ts'
import type { Supervised } from './supervise.ts'

export interface PartsOptions {
  data: string
  logs: string
  given: Given
  ports: Ports
  secrets: MadeUp
  say: (line: string) => void
  fast: boolean
}

/** What the product stands on: embedded, or given. */
export interface Parts {
  databaseOwnerUrl: string
  redisUrl: string
  smtpUrl: string
  mailboxUrl: string | null
  /** Of the embedded ones. */
  folders: string[]
  supervised: Supervised[]
  stop: () => Promise<void>
}

/** Starts every part that was not given; all of them are up, or none. */
export async function startParts(options: PartsOptions): Promise<Parts> {
  const { data, given, ports } = options
  const supervised: Supervised[] = []
  const ending: (() => Promise<void>)[] = []
  const stop = async () => {
    await Promise.all([...supervised.map((one) => one.stop()), ...ending.splice(0).map((end) => end())])
  }
  const settled = await Promise.allSettled([
    given.databaseUrl ?? embeddedPostgres(options, supervised),
    given.redisUrl ?? embeddedRedis(options, supervised),
    given.smtpUrl
      ? undefined
      : startMailbox({ folder: join(data, 'mailbox'), httpPort: ports.mailbox, smtpPort: ports.smtp }),
  ])
  const [database, redis, mailbox] = settled
  if (mailbox.status === 'fulfilled' && mailbox.value) ending.push(mailbox.value.stop)
  if (database.status !== 'fulfilled' || redis.status !== 'fulfilled' || mailbox.status !== 'fulfilled') {
    await stop()
    throw settled.find((one) => one.status === 'rejected')?.reason
  }
  return {
    databaseOwnerUrl: database.value,
    redisUrl: redis.value,
    smtpUrl: given.smtpUrl ?? mailbox.value?.smtp ?? '',
    mailboxUrl: mailbox.value?.url ?? null,
    folders: [
      ...(given.databaseUrl ? [] : [postgresFolder(data)]),
      ...(given.redisUrl ? [] : [join(data, 'redis')]),
    ],
    supervised,
    stop,
  }
}

async function embeddedPostgres(options: PartsOptions, supervised: Supervised[]): Promise<string> {
  const { data, logs, ports, secrets, say, fast } = options
  let url = ''
  const start = async () => {
    const { child, ownerUrl } = await startPostgres({ ...secrets, data, logs, fast, port: ports.postgres })
    url = ownerUrl
    return child
  }
  supervised.push(await supervise('PostgreSQL', start, say))
  return url
}

async function embeddedRedis(options: PartsOptions, supervised: Supervised[]): Promise<string> {
  const { data, logs, ports, secrets, say } = options
  let url = ''
  const start = async () => {
    const started = await startRedis({ data, logs, say, port: ports.redis, password: secrets.redisPassword })
    url = started.url
    return started.child
  }
  supervised.push(await supervise('Redis', start, say))
  return url
}
