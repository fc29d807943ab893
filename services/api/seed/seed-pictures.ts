import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Client } from 'pg'
import { v7 } from 'uuid'
import { folderOfPicture } from '../src/media/picture.ts'
import { createDiskStore } from '../src/platform/media/disk-store.ts'
import { inShop, insertRows } from './in-shop.ts'

const DRAWINGS = fileURLToPath(
  new URL(import.meta.url.includes('/dist/') ? '../../seed/media/' : './media/', import.meta.url),
)

/**
 * Gives the products of a demo shop their drawn pictures, as if a member had uploaded them. Those that have theirs are left out, so that a later start does what
 * an interrupted one has not done, and brings back no picture that somebody removed.
 */
export async function seedPictures(
  client: Client,
  shop: { id: string; slug: string },
  mediaFolder: string,
): Promise<void> {
  const store = createDiskStore(mediaFolder)
  for (const product of await findDrawn(client, shop.id)) {
    const drawing = await readDrawing(join(DRAWINGS, shop.slug, basename(product.path, '.svg')))
    const id = v7()
    await store.addFolder(folderOfPicture(shop.id, id), drawing.folder)
    await inShop(client, shop.id, async () => {
      const { sha256, width, widths, byteSize } = drawing
      await client.query(
        `insert into media (shop_id, id, sha256, width, height, widths, byte_size, check_at)
         values ($1, $2, $3, $4, $5, $6, $7, null)`,
        [shop.id, id, sha256, width, width, widths, byteSize],
      )
      await insertRows(client, 'product_image', [
        { shop_id: shop.id, product_id: product.id, media_id: id, position: 0, alt_text: product.name },
      ])
      await client.query('update product set image_path = null where shop_id = $1 and id = $2', [
        shop.id,
        product.id,
      ])
    })
  }
}

interface DrawnProduct {
  id: string
  name: string
  /** The URL path of the drawing. */
  path: string
}

const findDrawn = (client: Client, shopId: string): Promise<DrawnProduct[]> =>
  inShop(client, shopId, async () => {
    const { rows } = await client.query<DrawnProduct>(
      'select id, name, image_path as path from product where shop_id = $1 and image_path is not null order by id',
      [shopId],
    )
    return rows
  })

/** What `draw-media` made: square pictures, each size as WebP and as AVIF. */
async function readDrawing(folder: string) {
  const names = (await readdir(folder)).sort()
  const sizes = await Promise.all(names.map((name) => stat(join(folder, name))))
  const widths = [...new Set(names.map((name) => Number.parseInt(name, 10)))].sort((a, b) => a - b)
  const width = widths.at(-1) ?? 0
  const largest = await readFile(join(folder, `${width}.webp`))
  return {
    folder,
    width,
    widths,
    byteSize: sizes.reduce((sum, { size }) => sum + size, 0),
    sha256: createHash('sha256').update(largest).digest(),
  }
}
