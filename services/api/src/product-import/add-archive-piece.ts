import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { validate as isUuid } from 'uuid'
import type { MerchantContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { TEMPORARY } from '../media/remove-abandoned-uploads.ts'
import { afterCommit } from '../platform/db/after-commit.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { folderOfImport, PIECE_BYTES, piecesOf, type Piece } from './archive-pieces.ts'
import { queueImport } from './queue-import.ts'
import { requireProductWrite } from './require-permissions.ts'
import { readLimited } from './upload-product-import.ts'

/** How much of an archive has arrived, in bytes. */
export interface ReceivedArchive {
  id: string
  archiveReceived: number
}

/**
 * Stores the next piece of an import's archive; after the last one, the worker checks the import. A piece that has arrived already is accepted again,
 * because its sender may not have had the answer.
 * @throws OperationError NOT_FOUND, IMPORT_PIECE_UNEXPECTED
 */
export async function addArchivePiece(
  ctx: MerchantContext,
  { id, offset, content }: { id: string; offset: number; content: Readable },
): Promise<ReceivedArchive> {
  requireProductWrite(ctx)
  const { archiveBytes, archiveReceived } = await loadUpload(ctx, id)
  const piece = piecesOf(archiveBytes).find((expected) => expected.offset === offset)
  const bytes = await readLimited(content, PIECE_BYTES)
  if (!piece || offset > archiveReceived || bytes.length !== piece.byteSize)
    return reject('IMPORT_PIECE_UNEXPECTED', 'offset')
  if (offset < archiveReceived) return { id, archiveReceived }
  await store(ctx, id, piece, bytes)
  const received = offset + piece.byteSize
  await inTransaction(ctx, async (tx) => {
    const isComplete = received === archiveBytes
    const changed = await tx.em.execute<unknown[]>(
      `update product_import set archive_received = ?, status = ?, status_since = now(), step = gen_random_uuid()
       where shop_id = ? and id = ? and status = 'UPLOADING' and archive_received = ? returning id`,
      [received, isComplete ? 'CHECKING' : 'UPLOADING', tx.shop.id, id, offset],
    )
    if (isComplete && changed.length > 0) afterCommit(tx.em, () => queueImport(tx, id))
  })
  return { id, archiveReceived: received }
}

async function loadUpload(
  ctx: MerchantContext,
  id: string,
): Promise<{ archiveBytes: number; archiveReceived: number }> {
  if (!isUuid(id)) return reject('NOT_FOUND', 'id')
  const [row] = await inTransaction(ctx, ({ em, shop }) =>
    em.execute<{ archiveBytes: number | null; archiveReceived: number }[]>(
      `select archive_bytes::float8 as "archiveBytes", archive_received::float8 as "archiveReceived" from product_import
       where shop_id = ? and id = ?`,
      [shop.id, id],
    ),
  )
  if (!row) return reject('NOT_FOUND', 'id')
  const { archiveBytes, archiveReceived } = row
  return archiveBytes === null
    ? reject('IMPORT_PIECE_UNEXPECTED', 'offset')
    : { archiveBytes, archiveReceived }
}

async function store(ctx: MerchantContext, id: string, { name }: Piece, bytes: Buffer): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), TEMPORARY.piece))
  try {
    await writeFile(join(folder, name), bytes)
    await ctx.app.mediaStore.addFolder(folderOfImport(ctx.shop.id, id), folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
