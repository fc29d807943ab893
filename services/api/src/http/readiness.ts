import type { Api } from '../app/context.ts'
import { checkDatabaseWrites } from '../platform/db/check-writes.ts'
import { createRedisCheck } from '../platform/redis/redis-health.ts'

type DatabaseHealth = 'up' | 'down' | 'refuses writes'
type MediaHealth = 'up' | 'down'

/** Each store is asked to write at most this often, however many ask whether the process is ready. */
const WRITE_INTERVAL_MS = 1_000
const MEDIA_INTERVAL_MS = 5_000

export interface Health {
  /** HTTP status. */
  status: 200 | 503
  body: { status: 'live' | 'ready' | 'not ready'; [store: string]: string }
}

/**
 * Answers 200 while the database answers and accepts writes, else 503. A fault of Redis or of the media store is reported with 200, because the
 * catalog works without them. Logs only when something changes.
 */
export function createReadinessCheck(app: Api): () => Promise<Health> {
  const checkRedis = atMostEvery(WRITE_INTERVAL_MS, createRedisCheck(app.redis, app.log))
  const checkWrites = atMostEvery(WRITE_INTERVAL_MS, () => failureOf(checkDatabaseWrites(app.orm)))
  const checkMedia = atMostEvery(MEDIA_INTERVAL_MS, () => failureOf(app.mediaStore.check()))
  let last: DatabaseHealth = 'up'
  let lastMedia: MediaHealth = 'up'

  async function checkDatabase(): Promise<DatabaseHealth> {
    const failure = await failureOf(app.orm.em.fork().execute('select 1'))
    const refusal = failure ?? (await checkWrites())
    const health = failure ? 'down' : refusal ? 'refuses writes' : 'up'
    if (health !== last) {
      if (health === 'up') app.log.info('The database is reachable and accepts writes again')
      else app.log.error({ err: refusal, database: health }, 'The API is not ready because of the database')
    }
    last = health
    return health
  }

  async function mediaHealth(): Promise<MediaHealth> {
    const failure = await checkMedia()
    const health = failure ? 'down' : 'up'
    if (health !== lastMedia) {
      if (health === 'up') app.log.info('The media store can be used again')
      else
        app.log.error(
          { err: failure },
          'The media store cannot be used: pictures are neither shown nor stored',
        )
    }
    lastMedia = health
    return health
  }

  return async (): Promise<Health> => {
    const database = await checkDatabase()
    if (database !== 'up') return { status: 503, body: { status: 'not ready', database } }
    const redis = app.redis.status === 'ready' ? (await checkRedis()).health : 'down'
    const media = await mediaHealth()
    return { status: 200, body: { status: 'ready', redis, ...(media === 'down' && { media }) } }
  }
}

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  )

/** Returns the last result while it is younger than `milliseconds`. */
function atMostEvery<T>(milliseconds: number, work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined
  let startedAt = 0
  return () => {
    if (!result || Date.now() - startedAt > milliseconds) {
      startedAt = Date.now()
      result = work()
    }
    return result
  }
}
