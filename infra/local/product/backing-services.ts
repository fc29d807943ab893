import { join } from 'node:path'
import { startMailbox } from '../mailbox/mailbox.ts'
import { supervise } from '../process/supervise.ts'
import type { Supervised } from '../process/supervise.ts'
import { postgresFolder, startPostgres } from '../stores/postgres.ts'
import { startRedis } from '../stores/redis.ts'
import type { ExternalServices } from './external-services.ts'
import type { LocalSecrets } from './load-or-create-secrets.ts'
import type { Ports } from './ports.ts'

export interface BackingServicesOptions {
  data: string
  logs: string
  external: ExternalServices
  ports: Ports
  secrets: LocalSecrets
  print: (line: string) => void
  fast: boolean
  /** Archives the WAL of the local PostgreSQL for backups. */
  archive?: { everySeconds: number } | undefined
  /** Added to the environment of the local PostgreSQL. */
  postgresEnv?: Record<string, string>
}

/** PostgreSQL, Redis and the mail server that the product uses, local or external. */
export interface BackingServices {
  databaseOwnerUrl: string
  redisUrl: string
  smtpUrl: string
  mailboxUrl: string | null
  /** The folders of the local PostgreSQL and Redis. */
  folders: string[]
  supervised: Supervised[]
  stop: () => Promise<void>
}

/** Starts the services that are not external. If one fails, the others are stopped and its error is thrown. */
export async function startBackingServices(options: BackingServicesOptions): Promise<BackingServices> {
  const { data, external, ports } = options
  const supervised: Supervised[] = []
  let stopMailbox: () => Promise<void> = async () => undefined
  const stop = async () => {
    await Promise.all([...supervised.map((service) => service.stop()), stopMailbox()])
  }
  const results = await Promise.allSettled([
    external.databaseUrl ?? superviseLocalPostgres(options, supervised),
    external.redisUrl ?? superviseLocalRedis(options, supervised),
    external.smtpUrl
      ? undefined
      : startMailbox({ folder: join(data, 'mailbox'), httpPort: ports.mailbox, smtpPort: ports.smtp }),
  ])
  const [database, redis, mailbox] = results
  if (mailbox.status === 'fulfilled' && mailbox.value) stopMailbox = mailbox.value.stop
  if (database.status !== 'fulfilled' || redis.status !== 'fulfilled' || mailbox.status !== 'fulfilled') {
    await stop()
    throw results.find((result) => result.status === 'rejected')?.reason
  }
  return {
    databaseOwnerUrl: database.value,
    redisUrl: redis.value,
    smtpUrl: external.smtpUrl ?? mailbox.value?.smtp ?? '',
    mailboxUrl: mailbox.value?.url ?? null,
    folders: [
      ...(external.databaseUrl ? [] : [postgresFolder(data)]),
      ...(external.redisUrl ? [] : [join(data, 'redis')]),
    ],
    supervised,
    stop,
  }
}

async function superviseLocalPostgres(
  options: BackingServicesOptions,
  supervised: Supervised[],
): Promise<string> {
  const { data, logs, ports, secrets, print, fast, archive, postgresEnv } = options
  let url = ''
  const start = async () => {
    const port = ports.postgres
    const { child, ownerUrl } = await startPostgres({
      ...{ ...secrets, data, logs, fast, archive, port },
      env: postgresEnv,
    })
    url = ownerUrl
    return child
  }
  supervised.push(await supervise('PostgreSQL', start, print))
  return url
}

async function superviseLocalRedis(
  options: BackingServicesOptions,
  supervised: Supervised[],
): Promise<string> {
  const { data, logs, ports, secrets, print } = options
  let url = ''
  const start = async () => {
    const redis = await startRedis({ data, logs, print, port: ports.redis, password: secrets.redisPassword })
    url = redis.url
    return redis.child
  }
  supervised.push(await supervise('Redis', start, print))
  return url
}
