import { redactCardNumbers } from '@triclic/card-core/text'
import type { Readable } from 'node:stream'
import { v7 } from 'uuid'
import type { MerchantContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { trimInvisible } from '../kernel/visible-text.ts'
import { afterCommit } from '../platform/db/after-commit.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { shorten } from '../product-file/problem.ts'
import { MAX_ARCHIVE_BYTES, MAX_FILE_BYTES } from './file-limits.ts'
import { queueImport } from './queue-import.ts'
import { requireProductWrite } from './require-permissions.ts'

/** Imports that a shop keeps at once. One that was not applied is deleted after a day. */
const MAX_IMPORTS = 100
/** Of their archives together. */
const MAX_STORED_BYTES = 1_000_000_000

export interface Upload {
  /** The CSV file; null when the archive contains it. */
  content: Readable | null
  fileName: string
  /** The size of the ZIP file with pictures that follows in pieces; null without one. */
  archiveBytes: number | null
}

/**
 * Stores a file of products; the worker then checks it, after the archive has arrived if there is one. Nothing in the shop changes.
 * @returns the id of the import
 * @throws OperationError IMPORT_FILE_TOO_LARGE, IMPORT_FILE_EMPTY, IMPORT_FILE_NOT_CSV, IMPORT_ARCHIVE_TOO_LARGE, TOO_MANY_IMPORTS
 */
export async function uploadProductImport(
  ctx: MerchantContext,
  { content, fileName, archiveBytes }: Upload,
): Promise<string> {
  requireProductWrite(ctx)
  const isWhole = archiveBytes === null
  if (!isWhole && !(Number.isInteger(archiveBytes) && archiveBytes >= 1 && archiveBytes <= MAX_ARCHIVE_BYTES))
    reject('IMPORT_ARCHIVE_TOO_LARGE', 'archiveBytes')
  const file = content ? await readLimited(content, MAX_FILE_BYTES) : Buffer.alloc(0)
  if (file.length === 0 && isWhole) reject('IMPORT_FILE_EMPTY', 'file')
  if (NOT_CSV.some((start) => file.subarray(0, start.length).equals(start)))
    reject('IMPORT_FILE_NOT_CSV', 'file')
  const id = v7()
  await inTransaction(ctx, async (tx) => {
    const stored = await tx.em.execute<unknown[]>(
      `insert into product_import (shop_id, id, member_id, member_name, address, file_name, file, archive_bytes, status)
       select ?, ?, ?, ?, ?, ?, decode(?, 'base64'), ?::bigint, ?
       where (select count(*) < ? and coalesce(sum(archive_bytes), 0) + coalesce(?::bigint, 0) <= ? from product_import where shop_id = ?)
       returning id`,
      [
        tx.shop.id,
        id,
        tx.member.id,
        tx.member.name,
        tx.address,
        shorten(redactCardNumbers(trimInvisible(fileName))) || 'products.csv',
        file.length > 0 ? file.toString('base64') : null,
        archiveBytes,
        isWhole ? 'CHECKING' : 'UPLOADING',
        MAX_IMPORTS,
        archiveBytes,
        MAX_STORED_BYTES,
        tx.shop.id,
      ],
    )
    if (stored.length === 0) reject('TOO_MANY_IMPORTS', 'file')
    if (isWhole) afterCommit(tx.em, () => queueImport(tx, id))
  })
  return id
}

/** How workbooks of Excel and ZIP files begin: read as text, each of their cells would be wrong. */
const NOT_CSV = [Buffer.from('PK\x03\x04'), Buffer.from([0xd0, 0xcf, 0x11, 0xe0])]

/**
 * Reads to the limit; the rest of a larger file is not kept.
 * @throws OperationError IMPORT_FILE_TOO_LARGE
 */
export async function readLimited(content: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of content as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > maxBytes) return reject('IMPORT_FILE_TOO_LARGE', 'file')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
