import type { Process } from '../../../app/context.ts'
import { rewriteRedisFiles } from '../../../platform/redis/redis-files.ts'
import { eraseFragments } from './erase-fragments.ts'
import { eraseKeptDigits } from './erase-kept-digits.ts'
import { destroyDueKeys, type KeyFolders } from './make-keys.ts'
import { logRewrite } from './rewrite-redis-files.ts'

/** How much was erased; null for keys where their folders are not at hand. */
export interface Erased {
  keptCards: number
  fragments: number
  keys: string[] | null
  redisFiles: 'rewritten' | 'forbidden'
}

/**
 * All that is due to be erased: kept digits past their shop's retention, fragments past 24 hours, keys whose time is
 * over, and what Redis's files still hold of what left it.
 */
export async function eraseDue(app: Process, folders: KeyFolders | null): Promise<Erased> {
  const keptCards = await eraseKeptDigits(app)
  const fragments = await eraseFragments(app)
  const keys = folders && (await destroyDueKeys(folders))
  const redisFiles = await rewriteRedisFiles(app.redis)
  logRewrite(app, redisFiles)
  return { keptCards, fragments, keys, redisFiles }
}
