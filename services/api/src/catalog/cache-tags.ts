import type { BuyerContext } from '../app/context.ts'
import type { CatalogCache, ShopChanges } from './catalog-cache.ts'
import type { CatalogProduct } from './catalog.ts'

/**
 * Tags of answers that caches keep. An answer carries the tag of each thing whose change can change it, and what changed says which tags to
 * purge. With more products than this, an answer is purged whenever the stock of any changes.
 */
const MAX_PRODUCT_TAGS = 100

const product = (id: string): string => `product-${id}`
const collection = (id: string): string => `collection-${id}`
/** Every answer of a shop. */
export const shopTag = (shopId: string): string => `shop-${shopId}`
/** Lists, and what was not found: any change of products or collections can change them. */
const catalogTag = (shopId: string): string => `catalog-${shopId}`
/** Lists that a change of any stock can change. */
const stockTag = (shopId: string): string => `stock-${shopId}`

/** Collects what an answer for caches depends on. */
export class CacheTags {
  readonly #shopId: string
  readonly #tags = new Set<string>()
  readonly #products = new Set<string>()

  constructor(shopId: string) {
    this.#shopId = shopId
  }

  addProduct(id: string): void {
    this.#products.add(product(id))
  }

  addCollection(id: string): void {
    this.#tags.add(collection(id))
  }

  addList(): void {
    this.#tags.add(catalogTag(this.#shopId))
  }

  addStock(): void {
    this.#tags.add(stockTag(this.#shopId))
  }

  /** Those of the answer, the shop's first. */
  list(): string[] {
    const isLong = this.#products.size > MAX_PRODUCT_TAGS
    const rest = isLong ? [catalogTag(this.#shopId), stockTag(this.#shopId)] : this.#products
    return [...new Set([shopTag(this.#shopId), ...this.#tags, ...rest])]
  }
}

/** Notes a list of products in the answer of a request for caches. */
export async function tagProducts(
  ctx: BuyerContext,
  products: readonly Pick<CatalogProduct, 'id'>[],
): Promise<void> {
  const { cacheTags } = ctx
  if (!cacheTags) return
  cacheTags.addList()
  for (const { id } of products) cacheTags.addProduct(id)
  if ((await ctx.app.catalogs.of(ctx.shop)).dependsOnStock) cacheTags.addStock()
}

/** The tags of the answers that these changes of a shop can change. */
export function tagsOfChanges(catalogs: CatalogCache, shopId: string, changes: ShopChanges): string[] {
  const { parts, stock } = changes
  if (parts === 'ALL' || parts.settings) return [shopTag(shopId)]
  const tags = new Set<string>()
  for (const id of parts.products) tags.add(product(id))
  for (const id of parts.collections) tags.add(collection(id))
  if (tags.size > 0) tags.add(catalogTag(shopId))
  for (const variantId of stock.keys()) {
    const productId = catalogs.productOf(shopId, variantId)
    if (productId === undefined) return [shopTag(shopId)]
    tags.add(product(productId)).add(stockTag(shopId))
  }
  return [...tags]
}
