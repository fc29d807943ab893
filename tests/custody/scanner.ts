import { closeSync, lstatSync, readdirSync, readSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { openByteSearch } from './byte-search.ts'
import { standsAlone } from './canaries.ts'
import type { Canaries, CanaryNeedle, What } from './canaries.ts'
import { findDigitRuns } from './digit-runs.ts'
import { explain, maskedContext } from './explain.ts'
import { openThere } from './open-there.ts'
import { walSeams } from './wal-seams.ts'

export interface Hit {
  /** A file, or what else was looked at. */
  place: string
  offset: number
  what: What
  /** False for a decoy. */
  entered: boolean
  spelling: string
  /** What stands around it, all digits masked. */
  context: string
  /** Why it is no digit of a card, if what it stands in says so. */
  explanation: string | null
}

/** No needle is longer. */
const MARGIN = 256
const MOST_CARRIED = 2 * MARGIN
const CHUNK = 4 * 1024 * 1024

export interface Scanner {
  hits: Hit[]
  bytes: number
  /**
   * Every file under a folder, or one file. What goes while it is looked at is passed over. In `pg_wal`, also what the
   * header of a page tears apart.
   */
  scanPath(path: string): Promise<void>
  /** @param from where in the file to begin to look for short numbers; the whole of it is searched for long ones */
  scanFile(path: string, place?: string, from?: number): Promise<void>
  scanBytes(bytes: Buffer, place: string): void
}

export function openScanner(canaries: Canaries): Scanner {
  const search = openByteSearch(canaries.needles)
  const buffer = Buffer.allocUnsafe(CHUNK + MOST_CARRIED)
  const runs = new Map([...canaries.runs.keys()].map((digits, index) => [digits, index]))
  const owners = [...canaries.runs.values()]

  /** Reports what begins in [from, to) of `bytes`, which begin at `base` of the place, and ends after `past`. */
  const scanPiece = (
    bytes: Buffer,
    place: string,
    { from = 0, to = bytes.length, past = 0, base = 0, shortFrom = 0 },
  ) => {
    const note = (
      { what, entered, name: spelling }: Pick<CanaryNeedle, 'what' | 'entered' | 'name'>,
      at: number,
      end: number,
    ) => {
      if (at < from || at >= to || end <= past || (what === 'SHORT' && base + at < shortFrom)) return
      const around = { bytes, start: at, end }
      const explanation = what === 'SHORT' ? explain(around, spelling) : null
      const context = maskedContext(around)
      scanner.hits.push({ place, offset: base + at, what, entered, spelling, context, explanation })
    }
    search(bytes, (found, at) => {
      const needle = found as CanaryNeedle
      if (!standsAlone(needle, bytes, at)) return
      const halves = {
        before: needle.before === undefined ? 0 : 1,
        after: needle.after === undefined ? 0 : 1,
      }
      note(needle, at - halves.before, at + needle.bytes.length + halves.after)
    })
    findDigitRuns(bytes, runs, (index, at, digits) =>
      note(
        { what: 'SHORT', entered: owners[index]?.entered ?? false, name: 'plain' },
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
        for (const { path: place, base, bytes, seam } of walSeams(path, MARGIN))
          scanPiece(bytes, place, { to: seam, past: seam, base })
    },
    async scanFile(path, place = path, shortFrom = 0) {
      const file = openThere(path)
      if (file === null) return
      try {
        let carried = 0
        for (let base = 0; ; base += buffer.length - MOST_CARRIED) {
          const read = readSync(file, buffer, carried, buffer.length - MOST_CARRIED, null)
          const length = carried + read
          const isLast = read < buffer.length - MOST_CARRIED
          const from = carried === 0 ? 0 : carried - MARGIN
          const to = isLast ? length : length - MARGIN
          scanPiece(buffer.subarray(0, length), place, { from, to, base: base - carried, shortFrom })
          scanner.bytes += read
          await breathe()
          if (isLast) return
          buffer.copy(buffer, 0, length - MOST_CARRIED, length)
          carried = MOST_CARRIED
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
