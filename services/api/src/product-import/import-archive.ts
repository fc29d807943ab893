import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { WorkerContext } from '../app/context.ts'
import { TEMPORARY } from '../media/remove-abandoned-uploads.ts'
import {
  MAX_ENTRIES,
  openArchive,
  type Archive,
  type ArchiveRefusal,
} from '../platform/archive/open-archive.ts'
import { MAX_FILE_BYTES } from './file-limits.ts'
import { folderOfImport, piecesOf } from './archive-pieces.ts'

/** The archive of an import, with what it contains for it. */
export interface ImportArchive {
  /** Null without an archive, and when it is refused. */
  archive: Archive | null
  /** The CSV file in it; null when there is none, or the member sent one beside the archive. */
  csv: Buffer | null
  /** Why it cannot be used; undefined when it can, or there is none. */
  refused?: ArchiveRefusal | 'ARCHIVE_WITHOUT_CSV' | 'ARCHIVE_WITH_SEVERAL_CSV' | 'ARCHIVE_CSV_TOO_LARGE'
  /** For the text of a refusal. */
  limit?: number
  /** A folder for files that are extracted. */
  folder: string
}

interface Uploaded {
  id: string
  file: Buffer | null
  archiveBytes: number | null
}

/** Puts the pieces of an archive together and opens it for the time of `work`. */
export async function withArchive<T>(
  ctx: WorkerContext,
  { id, file, archiveBytes }: Uploaded,
  work: (archive: ImportArchive) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), TEMPORARY.import))
  let archive: Archive | null = null
  try {
    if (archiveBytes === null) return await work({ archive: null, csv: null, folder })
    const path = join(folder, 'archive.zip')
    await joinPieces(ctx, id, archiveBytes, path)
    const opened = await openArchive(path)
    if ('refused' in opened)
      return await work({ archive: null, csv: null, folder, refused: opened.refused, limit: MAX_ENTRIES })
    archive = opened
    return await work({ archive, folder, ...(file ? { csv: null } : await extractCsv(archive, folder)) })
  } finally {
    archive?.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function joinPieces(ctx: WorkerContext, id: string, archiveBytes: number, path: string): Promise<void> {
  const { mediaStore } = ctx.app
  async function* content(): AsyncGenerator<Buffer> {
    for (const { name } of piecesOf(archiveBytes)) {
      const piece = await mediaStore.read(`${folderOfImport(ctx.shop.id, id)}/${name}`)
      if (!piece) throw new Error('A piece of an uploaded archive is not in the store of pictures')
      yield* piece.content as AsyncIterable<Buffer>
    }
  }
  await pipeline(content, createWriteStream(path))
}

async function extractCsv(archive: Archive, folder: string): Promise<Pick<ImportArchive, 'csv' | 'refused'>> {
  const files = archive.files.filter(({ name }) => /\.(csv|tsv|txt)$/i.test(name))
  const [file] = files
  if (!file) return { csv: null, refused: 'ARCHIVE_WITHOUT_CSV' }
  if (files.length > 1) return { csv: null, refused: 'ARCHIVE_WITH_SEVERAL_CSV' }
  if (file.byteSize > MAX_FILE_BYTES) return { csv: null, refused: 'ARCHIVE_CSV_TOO_LARGE' }
  const path = join(folder, 'products.csv')
  if (!(await archive.extract(file, path))) return { csv: null, refused: 'ARCHIVE_UNREADABLE' }
  return { csv: await readFile(path) }
}
