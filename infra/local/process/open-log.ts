import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

export interface LogLimits {
  /** A file that is larger is renamed to `<name>.1` after its next whole line, and a new one begins. */
  maxBytes: number
  /** How many renamed files are kept. */
  kept: number
}

const LIMITS: LogLimits = { maxBytes: 50_000_000, kept: 3 }

/**
 * Opens a log file (0600). While the disk refuses writes, `append` drops what it is given, so that the program that logs
 * goes on; as soon as the disk accepts them again, a line says how many bytes are missing. Old files are removed, so that logs never fill the disk.
 */
export function openLog(
  file: string,
  { maxBytes, kept }: LogLimits = LIMITS,
): { append: (chunk: Buffer | string) => void; close: () => void } {
  mkdirSync(dirname(file), { recursive: true })
  let descriptor = openSync(file, 'a', 0o600)
  let size = fstatSync(descriptor).size
  let lost = 0
  const write = (bytes: Buffer) => {
    try {
      if (lost > 0) size += writeSync(descriptor, `\n[${lost} bytes of this log could not be written]\n`)
      lost = 0
      const written = writeSync(descriptor, bytes)
      size += written
      lost = bytes.length - written
    } catch {
      lost += bytes.length
    }
  }
  const rotate = () => {
    const next = renameOld(file, kept)
    if (next === null) return
    closeSync(descriptor)
    descriptor = next
    size = 0
  }
  const append = (chunk: Buffer | string) => {
    const bytes = Buffer.from(chunk)
    const end = size + bytes.length > maxBytes ? bytes.lastIndexOf('\n') + 1 : 0
    if (end === 0) return write(bytes)
    write(bytes.subarray(0, end))
    rotate()
    if (end < bytes.length) write(bytes.subarray(end))
  }
  return { append, close: () => closeSync(descriptor) }
}

/** Numbers the old files anew and opens a new one. Null when the disk refuses that: the log goes on in its file. */
function renameOld(file: string, kept: number): number | null {
  try {
    rmSync(`${file}.${kept}`, { force: true })
    for (let number = kept - 1; number >= 1; number--)
      renameIfExists(`${file}.${number}`, `${file}.${number + 1}`)
    renameSync(file, `${file}.1`)
    return openSync(file, 'a', 0o600)
  } catch {
    return null
  }
}

function renameIfExists(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
