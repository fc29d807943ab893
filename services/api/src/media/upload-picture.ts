import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { v7 } from 'uuid'
import type { InTransaction, Process, ShopContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import type { MediaStore } from '../platform/media/media-store.ts'
import { reportFailure } from '../platform/telemetry/report-failure.ts'
import { resizePicture, type ResizedPicture } from '../platform/media/resize-picture.ts'
import { folderOfPicture, type Picture } from './picture.ts'
import { TEMPORARY } from './remove-abandoned-uploads.ts'
import { saveUpload } from './save-upload.ts'

/** A member who uploads a picture, or the worker that takes it from an import. */
type PictureContext = ShopContext & { app: Process & { mediaStore: MediaStore } }

/** All sizes of all pictures of a shop together, in bytes. */
export const MAX_SHOP_BYTES = 5_000_000_000

/**
 * Stores an uploaded picture in several sizes. The same file is stored once: uploading it again returns the same picture. A picture
 * that nothing refers to is deleted after a day.
 * @throws OperationError FILE_TOO_LARGE, NOT_A_PICTURE, PICTURE_DAMAGED, TOO_MANY_PIXELS, MEDIA_LIMIT_REACHED
 * @throws SERVICE_UNAVAILABLE when too many pictures are waiting
 */
export async function uploadPicture(ctx: PictureContext, content: Readable): Promise<Picture> {
  const folder = await mkdtemp(join(tmpdir(), TEMPORARY.picture))
  try {
    const file = join(folder, 'upload')
    const hash = await saveUpload(content, file)
    const known = await inTransaction(ctx, (tx) => keepPicture(tx, hash))
    if (known) return known
    const sizes = join(folder, 'sizes')
    await mkdir(sizes)
    const resized = await resizePicture(ctx.shop.id, file, sizes)
    return 'refused' in resized ? reject(resized.refused) : await storePicture(ctx, hash, resized, sizes)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The picture that was made of this file before, kept for another day; null if there is none. */
async function keepPicture(
  { em, shop }: InTransaction<PictureContext>,
  hash: Buffer,
): Promise<Picture | null> {
  const [picture] = await em.execute<Picture[]>(
    `update media set check_at = now() + interval '1 day' where shop_id = ? and sha256 = decode(?, 'hex')
     returning id, width, height, widths`,
    [shop.id, hash.toString('hex')],
  )
  if (picture) return picture
  const [used] = await em.execute<{ bytes: string }[]>(
    'select coalesce(sum(byte_size), 0) as bytes from media where shop_id = ?',
    [shop.id],
  )
  if (Number(used?.bytes) >= MAX_SHOP_BYTES) reject('MEDIA_LIMIT_REACHED')
  return null
}

/** Its files are stored first, so that no picture is ever without them. What fails leaves neither a row nor files. */
async function storePicture(
  ctx: PictureContext,
  hash: Buffer,
  { width, height, widths, byteSize }: ResizedPicture,
  sizes: string,
): Promise<Picture> {
  const picture = { id: v7(), width, height, widths }
  const prefix = folderOfPicture(ctx.shop.id, picture.id)
  try {
    await ctx.app.mediaStore.addFolder(prefix, sizes)
    if (await insertPicture(ctx, picture, hash, byteSize)) return picture
  } catch (error) {
    await deleteFilesWithoutRow(ctx, picture.id)
    throw error
  }
  // The same file was uploaded twice at the same time.
  await ctx.app.mediaStore.deleteFolder(prefix)
  return (await inTransaction(ctx, (tx) => keepPicture(tx, hash))) ?? reject('PICTURE_DAMAGED')
}

/** Whether it was inserted: not if the shop has this file already. */
const insertPicture = (
  ctx: PictureContext,
  { id, width, height, widths }: Picture,
  hash: Buffer,
  byteSize: number,
): Promise<boolean> =>
  inTransaction(ctx, async ({ em, shop }) => {
    const rows = await em.execute<object[]>(
      `insert into media (shop_id, id, sha256, width, height, widths, byte_size)
       values (?, ?, decode(?, 'hex'), ?, ?, ?::integer[], ?) on conflict (shop_id, sha256) do nothing returning id`,
      [shop.id, id, hash.toString('hex'), width, height, `{${widths.join(',')}}`, byteSize],
    )
    return rows.length > 0
  })

/** Deletes the files of a picture that could not be stored. They stay where the outcome of a commit is unknown: its row may exist. */
async function deleteFilesWithoutRow(ctx: PictureContext, id: string): Promise<void> {
  try {
    const rows = await inTransaction(ctx, ({ em, shop }) =>
      em.execute<object[]>('select id from media where shop_id = ? and id = ?', [shop.id, id]),
    )
    if (rows.length === 0) await ctx.app.mediaStore.deleteFolder(folderOfPicture(ctx.shop.id, id))
  } catch (error) {
    reportFailure(ctx.app.log, 'route', error, { shop: ctx.shop.id, picture: id }, LEFT_BEHIND)
  }
}

const LEFT_BEHIND = 'The files of a picture that was not stored may remain in the media store'
