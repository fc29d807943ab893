import { mkdirSync, writeFileSync } from 'node:fs'
import { demoShops } from './demo/demo-shops.ts'
import { drawProduct } from './draw/draw-product.ts'

/** `node seed/draw-media.ts` draws the pictures of all demo products and saves them in seed/media. */
for (const shop of demoShops) {
  const folder = new URL(`media/${shop.slug}/`, import.meta.url)
  mkdirSync(folder, { recursive: true })
  for (const [index, product] of shop.products.entries())
    writeFileSync(new URL(`${product.slug}.svg`, folder), drawProduct(shop, product, index))
}
