import { join } from 'node:path'
import type { LocalSecrets } from '../product/load-or-create-secrets.ts'
import { startPostgres } from './postgres.ts'
import type { Postgres } from './postgres.ts'
import { startRedis } from './redis.ts'
import type { Redis } from './redis.ts'

export interface Stores {
  postgres: Postgres
  redis: Redis
  stop: () => Promise<void>
}

export interface StoresOptions {
  data: string
  secrets: LocalSecrets
  ports: { postgres: number; redis: number }
  print: (line: string) => void
  fast?: boolean
}

/** Starts PostgreSQL and Redis. If either fails, the other is stopped and the error is thrown. */
export async function startStores(options: StoresOptions): Promise<Stores> {
  const { data, secrets, ports, print, fast = false } = options
  const logs = join(data, 'logs')
  const [postgres, redis] = await Promise.allSettled([
    startPostgres({ ...secrets, data, logs, fast, port: ports.postgres }),
    startRedis({ data, logs, print, port: ports.redis, password: secrets.redisPassword }),
  ])
  if (postgres.status === 'fulfilled' && redis.status === 'fulfilled') {
    const stop = async () => void (await Promise.all([postgres.value.child.stop(), redis.value.child.stop()]))
    return { postgres: postgres.value, redis: redis.value, stop }
  }
  if (postgres.status === 'fulfilled') await postgres.value.child.stop()
  if (redis.status === 'fulfilled') await redis.value.child.stop()
  throw postgres.status === 'rejected' ? postgres.reason : (redis as PromiseRejectedResult).reason
}
