import type { Readable } from 'node:stream'
import { v7 } from 'uuid'
import type { MerchantContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { trimInvisible } from '../kernel/visible-text.ts'
import { afterCommit } from '../platform/db/after-commit.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { shorten } from '../product-file/problem.ts'
import { queueImport } from './queue-import.ts'

export const MAX_FILE_BYTES = 20_000_000
/** Files that a shop keeps at once. One that was not applied is deleted after a day. */
const MAX_IMPORTS = 100

/**
 * Stores a file of products; the worker then checks it. Nothing in the shop changes.
 * @returns the id of the import
 * @throws OperationError IMPORT_FILE_TOO_LARGE, IMPORT_FILE_EMPTY, TOO_MANY_IMPORTS
 */
export async function uploadProductImport(
  ctx: MerchantContext,
  content: Readable,
  fileName: string,
): Promise<string> {
  const file = await readLimited(content)
  if (file.length === 0) reject('IMPORT_FILE_EMPTY', 'file')
  const id = v7()
  await inTransaction(ctx, async (tx) => {
    const stored = await tx.em.execute<unknown[]>(
      `insert into product_import (shop_id, id, member_id, member_name, address, file_name, file)
       select ?, ?, ?, ?, ?, ?, decode(?, 'base64')
       where (select count(*) from product_import where shop_id = ?) < ? returning id`,
      [
        tx.shop.id,
        id,
        tx.member.id,
        tx.member.name,
        tx.address,
        shorten(trimInvisible(fileName)) || 'products.csv',
        file.toString('base64'),
        tx.shop.id,
        MAX_IMPORTS,
      ],
    )
    if (stored.length === 0) reject('TOO_MANY_IMPORTS', 'file')
    afterCommit(tx.em, () => queueImport(tx, id))
  })
  return id
}

/** Reads to the limit; the rest of a larger file is not kept. */
async function readLimited(content: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of content as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > MAX_FILE_BYTES) return reject('IMPORT_FILE_TOO_LARGE', 'file')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
