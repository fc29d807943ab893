import { closeSync, lstatSync, readdirSync, readSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setImmediate as yieldToEvents } from 'node:timers/promises'
import { isIsolated } from './canaries.ts'
import type { Canaries, CanaryNeedle, Part } from './canaries.ts'
import { findDigitRuns } from './digit-runs.ts'
import { explain, maskedContext } from './explain-hit.ts'
import { openIfExists } from './read-if-exists.ts'
import { createByteSearch } from './search-bytes.ts'
import { walSeams } from './wal-seams.ts'

export interface Hit {
  /** The path of a file, or a name for other bytes. */
  place: string
  offset: number
  part: Part
  /** False for a decoy. */
  entered: boolean
  spelling: string
  /** The surrounding text, with all digits masked. */
  context: string
  /** Why it is there by chance, if its surroundings show that. */
  explanation: string | null
}

/** Longest search string, in bytes. */
const MAX_NEEDLE_BYTES = 256
const MAX_CARRIED = 2 * MAX_NEEDLE_BYTES
const CHUNK = 4 * 1024 * 1024

export interface Scanner {
  hits: Hit[]
  bytes: number
  /**
   * Scans a file, or every file in a folder and its subfolders. Files that disappear meanwhile are skipped. In `pg_wal`, it
   * also finds numbers that a page header splits.
   */
  scanPath(path: string): Promise<void>
  /** @param shortFrom the offset from which short digits are searched for; long ones are found in the whole file */
  scanFile(path: string, place?: string, shortFrom?: number): Promise<void>
  scanBytes(bytes: Buffer, place: string): void
}

export function createScanner(canaries: Canaries): Scanner {
  const search = createByteSearch(canaries.needles)
  const buffer = Buffer.allocUnsafe(CHUNK + MAX_CARRIED)
  const runs = new Map([...canaries.runs.keys()].map((digits, index) => [digits, index]))
  const owners = [...canaries.runs.values()]

  /** Records hits that start in [from, to) and end after `past`; `base` is the offset of `bytes` in the place. */
  const scanPiece = (
    bytes: Buffer,
    place: string,
    { from = 0, to = bytes.length, past = 0, base = 0, shortFrom = 0 },
  ) => {
    const record = (
      { part, entered, name: spelling }: Pick<CanaryNeedle, 'part' | 'entered' | 'name'>,
      at: number,
      end: number,
    ) => {
      if (at < from || at >= to || end <= past || (part === 'SHORT' && base + at < shortFrom)) return
      const around = { bytes, start: at, end }
      const explanation = part === 'SHORT' ? explain(around, spelling) : null
      const context = maskedContext(around)
      scanner.hits.push({ place, offset: base + at, part, entered, spelling, context, explanation })
    }
    search(bytes, (found, at) => {
      const needle = found as CanaryNeedle
      if (!isIsolated(needle, bytes, at)) return
      const halfBytes = {
        before: needle.before === undefined ? 0 : 1,
        after: needle.after === undefined ? 0 : 1,
      }
      record(needle, at - halfBytes.before, at + needle.bytes.length + halfBytes.after)
    })
    findDigitRuns(bytes, runs, (index, at, digits) =>
      record(
        { part: 'SHORT', entered: owners[index]?.entered ?? false, name: 'plain' },
        at,
        at + digits.length,
      ),
    )
  }

  const scanner: Scanner = {
    hits: [],
    bytes: 0,
    async scanPath(path) {
      const found = lstatSync(path, { throwIfNoEntry: false })
      if (found?.isFile()) await scanner.scanFile(path)
      if (found?.isDirectory())
        for (const name of readdirSync(path).sort()) await scanner.scanPath(join(path, name))
      if (found?.isDirectory() && basename(path) === 'pg_wal')
        for (const { path: place, base, bytes, seam } of walSeams(path, MAX_NEEDLE_BYTES))
          scanPiece(bytes, place, { to: seam, past: seam, base })
    },
    async scanFile(path, place = path, shortFrom = 0) {
      const file = openIfExists(path)
      if (file === null) return
      try {
        let carried = 0
        for (let base = 0; ; base += buffer.length - MAX_CARRIED) {
          const read = readSync(file, buffer, carried, buffer.length - MAX_CARRIED, null)
          const length = carried + read
          const isLast = read < buffer.length - MAX_CARRIED
          const from = carried === 0 ? 0 : carried - MAX_NEEDLE_BYTES
          const to = isLast ? length : length - MAX_NEEDLE_BYTES
          scanPiece(buffer.subarray(0, length), place, { from, to, base: base - carried, shortFrom })
          scanner.bytes += read
          await yieldToEvents()
          if (isLast) return
          buffer.copy(buffer, 0, length - MAX_CARRIED, length)
          carried = MAX_CARRIED
        }
      } finally {
        closeSync(file)
      }
    },
    scanBytes(bytes, place) {
      scanner.bytes += bytes.length
      scanPiece(bytes, place, {})
    },
  }
  return scanner
}
