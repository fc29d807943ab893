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
 */
export async function eraseDue(app: Process, folders: KeyFolders | null): Promise<ErasureReport> {
  const keptCards = await eraseKeptDigits(app)
  const fragments = await eraseFragments(app)
  const keys = folders && (await destroyDueKeys(folders))
  const redisFiles = await rewriteRedisFiles(app.redis)
  logRewrite(app, redisFiles)
  return { keptCards, fragments, keys, redisFiles }
}
