import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Program } from '../tools/find-redis.ts'

/**
 * Cuts off what follows the first damaged place of Redis's append-only file, as left by a disk that was full.
 * @returns what was cut, in a sentence for the operator; null if nothing was repaired
 */
export function repairAppendOnlyFile(server: Program, folder: string): string | null {
  const manifest = join(folder, 'appendonlydir/appendonly.aof.manifest')
  const file = existsSync(manifest) ? manifest : join(folder, 'appendonly.aof')
  if (!existsSync(file)) return null
  const { stdout } = spawnSync(checkerOf(server.command), ['--fix', file], {
    env: { PATH: process.env['PATH'] ?? '', ...server.env },
    input: 'y\n',
    encoding: 'utf8',
  })
  const cut = /filename=(\S+), size=(\d+), ok_up_to=(\d+).*diff=([1-9]\d*)/.exec(stdout)
  if (!cut || !stdout.includes('Successfully truncated')) return null
  const [, name = '', size, valid, lost] = cut
  return (
    `Redis's append-only file was damaged. Cut off ${lost} of the ${size} bytes of ${basename(name)}, ` +
    `all after byte ${valid}; what these commands had stored is lost.`
  )
}

/** The check program that comes with the server: `redis-check-aof` or `valkey-check-aof`, in the same folder. */
const checkerOf = (command: string): string => {
  const name = basename(command).replace('-server', '-check-aof')
  return command.includes('/') ? join(dirname(command), name) : name
}
