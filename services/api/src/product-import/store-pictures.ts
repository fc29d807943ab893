import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { WorkerContext } from '../app/context.ts'
import { OperationError, RequestError } from '../kernel/errors.ts'
import { MAX_UPLOAD_BYTES } from '../media/save-upload.ts'
import { uploadPicture } from '../media/upload-picture.ts'
import type { ArchiveFile } from '../platform/archive/open-archive.ts'
import { executeInShop } from '../platform/db/orm.ts'
import { toArray } from '../platform/db/sql.ts'
import { RetryLater } from '../platform/queue/queue-worker.ts'
import type { FileImage, FileProduct } from '../product-file/file-product.ts'
import type { ProblemCode } from '../product-file/problem-texts.ts'
import type { FileReading } from '../product-file/read-file.ts'
import type { ImportArchive } from './import-archive.ts'
import type { ImportProgress } from './import-progress.ts'
import type { ImportTask } from './import-task.ts'

/** After this time, another import has its turn. */
const MAX_TURN_MS = 20_000
const NEXT_TURN_MS = 200

/**
 * Stores the pictures that a file names, one after another, as if the member had uploaded them, and lists those that cannot be used. A picture that no product
 * gets in the end is deleted after a day, as any that nothing refers to.
 * @returns the ids of stored pictures by what the file calls them
 * @throws RetryLater when there are more than fit into one turn: those that are stored are not stored again
 */
export async function storePictures(
  ctx: WorkerContext,
  task: ImportTask,
  archive: ImportArchive,
  reading: FileReading,
  progress: ImportProgress,
): Promise<Map<string, string>> {
  const named = namedPictures(reading.products)
  const pictures = await findOwn(ctx, [...named.keys()])
  const others = [...named.values()].filter(({ source }) => !pictures.has(source))
  const found = findInArchive(others, archive, reading)
  if (reading.problems.hasCardNumber) return pictures
  const stored = await loadStored(ctx, task, [...new Set(found.values())])
  const turnEnd = Date.now() + MAX_TURN_MS
  // By an earlier choice of columns, others may be stored.
  const shareOf = (count: number) => Math.min(1, count / found.size)
  for (const [image, file] of found) {
    let result = stored.get(file.index)
    if (!result) {
      if (Date.now() > turnEnd) throw new RetryLater('More pictures are to be stored', NEXT_TURN_MS)
      result = await store(ctx, archive, file)
      stored.set(file.index, result)
      await saveResult(ctx, task, file, result)
      progress.set({ picturesDone: stored.size, progress: 20 + Math.floor(15 * shareOf(stored.size)) })
    }
    if (result.mediaId) pictures.set(image.source, result.mediaId)
    else reading.problems.add(result.refusal ?? 'PICTURE_NOT_READABLE', toCell(image))
  }
  return pictures
}

const toCell = ({ row, column, source }: FileImage) => ({ row, column, text: source })

/** Each picture once, with the cell that names it first. */
function namedPictures(products: FileProduct[]): Map<string, FileImage> {
  const named = new Map<string, FileImage>()
  for (const { images } of products)
    for (const image of images) if (!named.has(image.source)) named.set(image.source, image)
  return named
}

const OWN = /\/media\/([0-9a-f-]{36})\/([0-9a-f-]{36})\/\d{1,4}\.(?:webp|avif)$/

/** Pictures of this shop by their addresses, which an export contains. */
async function findOwn(ctx: WorkerContext, sources: string[]): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const source of sources) {
    const [, shopId, id] = OWN.exec(source) ?? []
    if (id && shopId === ctx.shop.id) ids.set(source, id)
  }
  const kept = await keep(ctx, [...new Set(ids.values())])
  return new Map([...ids].filter(([, id]) => kept.has(id)))
}

/** Makes sure that these pictures stay for another day; returns those that still exist. */
async function keep(ctx: WorkerContext, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await executeInShop<{ id: string }>(
    ctx.app.orm,
    ctx.shop.id,
    `update media set check_at = now() + interval '1 day' where shop_id = ? and id::text = any (?::text[]) returning id`,
    [ctx.shop.id, toArray(ids)],
  )
  return new Set(rows.map(({ id }) => id))
}

/** The files that pictures mean: by their path, or by their name if only one file has it. Addresses are not fetched. */
function findInArchive(
  images: FileImage[],
  { archive }: ImportArchive,
  { problems, remarks }: FileReading,
): Map<FileImage, ArchiveFile> {
  const found = new Map<FileImage, ArchiveFile>()
  const byPath = new Map<string, ArchiveFile>()
  const byName = new Map<string, ArchiveFile[]>()
  for (const file of archive?.files ?? []) {
    const path = file.name.toLowerCase()
    byPath.set(path, file)
    const name = nameIn(path)
    byName.set(name, [...(byName.get(name) ?? []), file])
  }
  for (const image of images) {
    const isAddress = /^(https?:)?\/\//i.test(image.source)
    const path = (isAddress ? pathOf(image.source) : image.source.replaceAll('\\', '/').replace(/^\.?\//, ''))
      .normalize('NFC')
      .toLowerCase()
    const files = byName.get(nameIn(path)) ?? []
    const file = byPath.get(path) ?? (files.length === 1 ? files[0] : undefined)
    if (file) found.set(image, file)
    else if (files.length > 1) problems.add('PICTURE_TWICE', toCell(image), files[0]?.name)
    else if (isAddress) remarks.add('PICTURE_ADDRESS', toCell(image))
    else if (archive) problems.add('PICTURE_MISSING', toCell(image))
    else remarks.add('PICTURE_WITHOUT_ARCHIVE', toCell(image))
  }
  return found
}

const nameIn = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

function pathOf(address: string): string {
  const { pathname = '' } = URL.parse(address, 'https://localhost') ?? {}
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}

/** One of both is set. */
interface Result {
  mediaId: string | null
  refusal: ProblemCode | null
}

async function loadStored(
  { app, shop }: WorkerContext,
  { id }: ImportTask,
  files: ArchiveFile[],
): Promise<Map<number, Result>> {
  if (files.length === 0) return new Map()
  const rows = await executeInShop<Result & { entry: number }>(
    app.orm,
    shop.id,
    `select entry, media_id as "mediaId", refusal from product_import_picture where shop_id = ? and import_id = ?`,
    [shop.id, id],
  )
  const kept = await keep(
    { app, shop } as WorkerContext,
    rows.flatMap(({ mediaId }) => mediaId ?? []),
  )
  // A picture that was deleted meanwhile is stored again.
  return new Map(
    rows
      .filter(({ mediaId }) => mediaId === null || kept.has(mediaId))
      .map(({ entry, ...result }) => [entry, result]),
  )
}

async function store(
  ctx: WorkerContext,
  { archive, folder }: ImportArchive,
  file: ArchiveFile,
): Promise<Result> {
  const refuse = (refusal: ProblemCode): Result => ({ mediaId: null, refusal })
  if (file.byteSize > MAX_UPLOAD_BYTES) return refuse('PICTURE_TOO_LARGE')
  const path = join(folder, 'picture')
  try {
    if (!(await archive?.extract(file, path))) return refuse('PICTURE_NOT_READABLE')
    const { id } = await uploadPicture(ctx, createReadStream(path))
    return { mediaId: id, refusal: null }
  } catch (error) {
    if (error instanceof RequestError) throw new RetryLater(error.message, 1_000)
    if (!(error instanceof OperationError)) throw error
    return refuse(REFUSALS[error.userErrors[0]?.code ?? ''] ?? 'PICTURE_NOT_READABLE')
  } finally {
    await rm(path, { force: true })
  }
}

const REFUSALS: Record<string, ProblemCode> = {
  FILE_TOO_LARGE: 'PICTURE_TOO_LARGE',
  TOO_MANY_PIXELS: 'PICTURE_TOO_LARGE',
  MEDIA_LIMIT_REACHED: 'MEDIA_LIMIT_REACHED',
}

/** What has to do with the shop, and not with the file, is tried again next time. */
const saveResult = async (
  { app, shop }: WorkerContext,
  { id }: ImportTask,
  { index }: ArchiveFile,
  { mediaId, refusal }: Result,
): Promise<unknown> =>
  refusal === 'MEDIA_LIMIT_REACHED'
    ? undefined
    : executeInShop(
        app.orm,
        shop.id,
        `insert into product_import_picture (shop_id, import_id, entry, media_id, refusal) values (?, ?, ?, ?, ?)
         on conflict (shop_id, import_id, entry) do update set media_id = excluded.media_id, refusal = excluded.refusal`,
        [shop.id, id, index, mediaId, refusal],
      )
