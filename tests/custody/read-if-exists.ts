import { closeSync, openSync, readFileSync } from 'node:fs'

/** Opens a file for reading. Null if it does not exist: running servers rename and remove theirs. */
export function openIfExists(path: string): number | null {
  try {
    return openSync(path, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** The content of a file, empty if it does not exist. */
export function readIfExists(path: string): Buffer {
  const file = openIfExists(path)
  if (file === null) return Buffer.alloc(0)
  try {
    return readFileSync(file)
  } finally {
    closeSync(file)
  }
}
