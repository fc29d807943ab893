import { join } from 'node:path'
import { postgresFolder, walSpool } from '../stores/postgres.ts'
import type { LocalSecrets } from './load-or-create-secrets.ts'
import type { Ports } from './ports.ts'

export interface LocalData {
  data: string
  secrets: LocalSecrets
  ports: Pick<Ports, 'postgres'>
  redisUrl: string
  /** Whether PostgreSQL archives its WAL. */
  hasWal: boolean
}

/** Where the backup programs find the data of a local product. Where backups are kept is not among it. */
export function backupEnvOf({ data, secrets, ports, redisUrl, hasWal }: LocalData): Record<string, string> {
  return {
    BACKUP_DATABASE_URL: `postgres://postgres:${secrets.superuserPassword}@127.0.0.1:${ports.postgres}/triclic`,
    POSTGRES_DATA: postgresFolder(data),
    ...(hasWal && { WAL_SPOOL: walSpool(data) }),
    REDIS_URL: redisUrl,
    ...backedUpFiles(data),
  }
}

/** What is restored beside PostgreSQL and Redis. */
export const backedUpFiles = (data: string) => ({
  MEDIA_DIR: join(data, 'media'),
  KEPT_KEYS_DIR: join(data, 'keys', 'kept'),
  SECRETS_FILES: ['secrets.json', 'demo.json', 'operator.json', 'paybox-key.pem', 'storefront-shops.json']
    .map((name) => join(data, name))
    .join(','),
})
