import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Opens a log file (0600). While the disk refuses writes, `append` drops what it is given, so that the program that logs
 * goes on; as soon as the disk accepts them again, a line says how many bytes are missing.
 */
export function openLog(file: string): { append: (chunk: Buffer | string) => void; close: () => void } {
  mkdirSync(dirname(file), { recursive: true })
  const descriptor = openSync(file, 'a', 0o600)
  let lost = 0
  const append = (chunk: Buffer | string) => {
    const bytes = Buffer.from(chunk)
    try {
      if (lost > 0) writeSync(descriptor, `\n[${lost} bytes of this log could not be written]\n`)
      lost = 0
      lost = bytes.length - writeSync(descriptor, bytes)
    } catch {
      lost += bytes.length
    }
  }
  return { append, close: () => closeSync(descriptor) }
}
