import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { UserFacingError } from '../../infra/local/user-facing-error.ts'

/** A file system of limited size that a test can fill. */
export interface LimitedDisk {
  fill: () => void
  free: () => void
  unmount: () => void
}

/** Mounts a file system of `megabytes` at `folder`. Needs Linux and root. */
export function mountLimitedDisk(folder: string, megabytes: number): LimitedDisk {
  mkdirSync(folder, { recursive: true })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder], {
      stdio: 'pipe',
    })
  } catch (cause) {
    throw new UserFacingError(
      'This test fills file systems of its own and needs the right to mount them: run it as root on Linux.',
      { cause },
    )
  }
  const filler = join(folder, 'filler')
  return {
    fill() {
      const file = openSync(filler, 'a')
      try {
        for (let size = 1_048_576; size >= 1; size = Math.floor(size / 2))
          writeUntilFull(file, Buffer.alloc(size))
      } finally {
        closeSync(file)
      }
    },
    free: () => rmSync(filler, { force: true }),
    unmount() {
      execFileSync('umount', ['--lazy', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function writeUntilFull(file: number, bytes: Buffer): void {
  try {
    while (writeSync(file, bytes) > 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}
