import type { Process } from '../../../app/context.ts'
import { rewriteRedisFiles } from '../../../platform/redis/redis-files.ts'
import { eraseFragments } from './erase-fragments.ts'
import { eraseKeptDigits } from './erase-kept-digits.ts'
import { destroyDueKeys, type KeyFolders } from './make-keys.ts'
import { logRewrite } from './rewrite-redis-files.ts'

export interface ErasureReport {
  /** Number of cards whose kept digits were erased. */
  keptCards: number
  fragments: number
  /** Ids of the destroyed keys; null when this process has no access to the key folders. */
  keys: string[] | null
  redisFiles: 'rewritten' | 'forbidden'
}

/**
 * Erases everything that is due: kept digits past their shop's retention, card fragments older than 24 hours, expired
 * keys, and deleted data that Redis's files still contain.
 * @throws Error after everything else is erased, when some cards or fragments could not be
 */
export async function eraseDue(app: Process, folders: KeyFolders | null): Promise<ErasureReport> {
  const keptCards = await eraseKeptDigits(app, Infinity)
  const fragments = await eraseFragments(app)
  const keys = folders && (await destroyDueKeys(folders))
  const redisFiles = await rewriteRedisFiles(app.redis)
  logRewrite(app, redisFiles)
  const failed = keptCards.failed + fragments.failed
  if (failed > 0) throw new Error(`${failed} cards or card fragments could not be erased; see the log.`)
  return { keptCards: keptCards.erased, fragments: fragments.erased, keys, redisFiles }
}
