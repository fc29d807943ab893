import { closeSync, openSync, readFileSync } from 'node:fs'

/** Opens a file to be read; null when it is gone: servers at work rename and remove theirs. */
export function openThere(path: string): number | null {
  try {
    return openSync(path, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** All of a file; nothing when it is gone. */
export function readThere(path: string): Buffer {
  const file = openThere(path)
  if (file === null) return Buffer.alloc(0)
  try {
    return readFileSync(file)
  } finally {
    closeSync(file)
  }
}
