import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { resizePicture } from '../src/platform/media/resize-picture.ts'
import { demoShops } from './demo/demo-shops.ts'
import { drawProduct } from './draw/draw-product.ts'

const PIXELS = 640

/**
 * `node seed/draw-media.ts` draws the pictures of all demo products and saves them in seed/media: the drawing, and the sizes that an upload of it would have. The
 * demo shops get these files, because making them takes longer than all the rest of their creation.
 */
const temporary = mkdtempSync(join(tmpdir(), 'triclic-drawing-'))
try {
  for (const shop of demoShops) {
    const folder = fileURLToPath(new URL(`media/${shop.slug}/`, import.meta.url))
    for (const [index, product] of shop.products.entries()) {
      const drawing = drawProduct(shop, product, index)
      const sizes = join(folder, product.slug)
      rmSync(sizes, { recursive: true, force: true })
      mkdirSync(sizes, { recursive: true })
      writeFileSync(join(folder, `${product.slug}.svg`), drawing)
      const upload = join(temporary, 'drawing.png')
      await sharp(Buffer.from(drawing)).resize(PIXELS).flatten().png().toFile(upload)
      const resized = await resizePicture(shop.slug, upload, sizes)
      if ('refused' in resized) throw new Error(`${product.slug}: ${resized.refused}`)
    }
  }
} finally {
  rmSync(temporary, { recursive: true, force: true })
}
