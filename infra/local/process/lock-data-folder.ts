import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UserFacingError } from '../user-facing-error.ts'
import { commandLine } from './leftover-process.ts'

/**
 * Locks a data folder, because two servers on the same files would corrupt them. Returns the function that releases
 * the lock. Throws a {@link UserFacingError} if Triclic is running on it already.
 */
export function lockDataFolder(data: string): () => void {
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const file = join(data, 'start.pid')
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10)
    if (pid && /infra\/local\/commands\/(start|dev)\.ts/.test(commandLine(pid).replaceAll('\\', '/'))) {
      throw new UserFacingError(`Triclic is already running here (process ${pid}). Stop it first.`)
    }
    rmSync(file, { force: true })
  }
}
