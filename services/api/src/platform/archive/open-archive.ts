import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { openPromise, type Entry, type ZipFile } from 'yauzl'

/** Why a ZIP file is not read. */
export type ArchiveRefusal =
  'ARCHIVE_UNREADABLE' | 'ARCHIVE_ENCRYPTED' | 'ARCHIVE_NAME_UNSAFE' | 'ARCHIVE_TOO_LARGE'

export const MAX_ENTRIES = 10_000
/** All files together, in bytes, as the directory of the archive says and reading ensures. */
const MAX_CONTENT_BYTES = 2_000_000_000
/** How many times as large as the archive its content may be: pictures hardly get smaller. */
const MAX_RATIO = 100

export interface ArchiveFile {
  /** Its place in the directory of the archive. */
  index: number
  /** With its folders, separated by slashes. */
  name: string
  byteSize: number
}

/** A ZIP file. Only its directory is in memory. */
export interface Archive {
  files: ArchiveFile[]
  /**
   * Writes a file of the archive to `target`, and never more than its directory says.
   * @returns false when its content is damaged
   */
  extract(file: ArchiveFile, target: string): Promise<boolean>
  close(): void
}

/**
 * Opens a ZIP file, or tells why it is refused: damaged or truncated, encrypted, with names or links that lead out of it, or with more content
 * than a shop's pictures can have.
 */
export async function openArchive(path: string): Promise<Archive | { refused: ArchiveRefusal }> {
  let zip: ZipFile | undefined
  try {
    zip = await openPromise(path, { lazyEntries: true, autoClose: false })
    const { size } = await stat(path)
    if (zip.entryCount > MAX_ENTRIES) return refuse(zip, 'ARCHIVE_TOO_LARGE')
    const entries: Entry[] = []
    let contentBytes = 0
    for await (const entry of zip.eachEntry()) {
      contentBytes += entry.uncompressedSize
      const isTooLarge =
        contentBytes > MAX_CONTENT_BYTES || contentBytes > Math.max(size, 100_000) * MAX_RATIO
      if (isTooLarge) return refuse(zip, 'ARCHIVE_TOO_LARGE')
      if (entry.isEncrypted()) return refuse(zip, 'ARCHIVE_ENCRYPTED')
      if (isLink(entry)) return refuse(zip, 'ARCHIVE_NAME_UNSAFE')
      entries.push(entry)
    }
    return toArchive(zip, entries)
  } catch (error) {
    return refuse(zip, isUnsafeName(error) ? 'ARCHIVE_NAME_UNSAFE' : 'ARCHIVE_UNREADABLE')
  }
}

function refuse(zip: ZipFile | undefined, refused: ArchiveRefusal): { refused: ArchiveRefusal } {
  zip?.close()
  return { refused }
}

const toArchive = (zip: ZipFile, entries: Entry[]): Archive => ({
  files: entries.flatMap(({ fileName, uncompressedSize }, index) =>
    isOfUser(fileName) ? [{ index, name: fileName.normalize('NFC'), byteSize: uncompressedSize }] : [],
  ),
  async extract({ index }, target) {
    try {
      await pipeline(await zip.openReadStreamPromise(entries[index] as Entry), createWriteStream(target))
      return true
    } catch (error) {
      // Anything else is a failure of this machine, such as a full disk.
      if ((error as NodeJS.ErrnoException).code && !isOfZlib(error)) throw error
      return false
    }
  },
  close: () => zip.close(),
})

const isOfZlib = (error: unknown): boolean => String((error as { code?: unknown }).code).startsWith('Z_')

/** Not a folder, and not what macOS adds. */
const isOfUser = (name: string): boolean => !/\/$|^__MACOSX\/|(^|\/)\./.test(name)

/** The type of a file on Unix, in the upper half of the attributes; only those of these systems have any. */
const isLink = ({ externalFileAttributes }: Entry): boolean =>
  ((externalFileAttributes >>> 16) & 0o170000) === 0o120000

/** What yauzl says of a name with `..`, of an absolute one, and of one with a backslash. */
const isUnsafeName = (error: unknown): boolean =>
  /^(invalid relative path|absolute path|invalid characters in fileName)/.test(
    String((error as Error).message),
  )
