import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { filesBelow } from './folders/back-up-folder.ts'
import { hashFile, readEncrypted } from './repository/encrypted-file.ts'
import {
  baseFolder,
  isSegment,
  listBackups,
  mediaFolder,
  namesIn,
  PICTURES,
  SUFFIX,
  walFolder,
} from './repository/layout.ts'
import { readPosition } from './repository/position.ts'

export interface Verified {
  backups: number
  segments: number
  /** UTC, ISO 8601: the span of moments that can be restored. Null when there is none. */
  from: string | null
  to: string | null
  /** One sentence each. Empty: everything can be restored. */
  faults: string[]
}

/** Checks that every file is there and unchanged; with the private key also that it can be decrypted, wholly. */
export async function verify(folder: string, identity?: string): Promise<Verified> {
  const backups = await listBackups(folder)
  const faults: string[] = []
  for (const { id, files } of backups)
    for (const { name, sha256 } of files) {
      const hash = await hashFile(join(baseFolder(folder), id, name)).catch(() => null)
      if (hash !== sha256) faults.push(`base/${id}/${name} is ${hash ? 'altered' : 'missing'}.`)
    }
  for (const { id } of backups) faults.push(...(await missingPictures(folder, id)))
  const segments = (await namesIn(walFolder(folder))).filter(isSegment)
  faults.push(...gaps(segments))
  const unreadable = identity ? await undecryptable(folder, identity) : []
  const position = await readPosition(folder)
  return {
    backups: backups.length,
    segments: segments.length,
    from: backups[0]?.endedAt ?? null,
    to: position?.recoverableTo ?? backups.at(-1)?.endedAt ?? null,
    faults: [...faults, ...unreadable, ...(backups.length ? [] : ['There is no complete backup.'])],
  }
}

/** The pictures that existed at the end of a complete backup. */
async function missingPictures(folder: string, id: string): Promise<string[]> {
  const list = await readFile(join(baseFolder(folder), id, PICTURES), 'utf8').catch(() => null)
  if (list === null) return [`base/${id}/${PICTURES} is missing.`]
  const names = list.split('\n').filter(Boolean)
  const missing = names.filter((name) => !existsSync(join(mediaFolder(folder), name + SUFFIX)))
  return missing.map((name) => `The picture ${name} of base/${id} is missing.`)
}

/** Segments of 16 MB: the last eight digits go from 00000000 to 000000FF. */
function gaps(segments: string[]): string[] {
  const number = (name: string) => parseInt(name.slice(8, 16), 16) * 256 + parseInt(name.slice(16), 16)
  return segments.flatMap((name, index) => {
    const before = segments[index - 1]
    const isNext = before === undefined || number(name) - number(before) <= 1
    return isNext ? [] : [`WAL is missing between ${before} and ${name}.`]
  })
}

async function undecryptable(folder: string, identity: string): Promise<string[]> {
  const faults: string[] = []
  for (const file of await filesBelow(folder)) {
    if (!file.endsWith(SUFFIX)) continue
    const isReadable = await readEncrypted(join(folder, file), identity)
      .then((stream) => finished(stream.resume()))
      .then(() => true)
      .catch(() => false)
    if (!isReadable) faults.push(`${file} cannot be decrypted.`)
  }
  return faults
}
