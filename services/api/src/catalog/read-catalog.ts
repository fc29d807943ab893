import { inShop, type Orm } from '../platform/db/orm.ts'
import type { Discount } from '../discount/discount.ts'
import type { Shop } from '../shop/shop.ts'
import type { Bank } from '../shop/shop.type.ts'
import { pictureUrl } from '../media/picture.ts'
import type {
  CatalogCollection,
  CatalogProduct,
  CatalogShippingMethod,
  CatalogShippingZone,
} from './catalog.ts'
import type { CatalogChanges } from './catalog-changes.ts'
import { CatalogReader } from './catalog-reader.ts'
import type { CollectionRow } from './catalog-rows.ts'
import { wordsOf } from './search-words.ts'
import { toProduct } from './to-product.ts'

/** What was read of a shop, as of one instant. */
export interface CatalogRead {
  /** With at least one variant. */
  products: CatalogProduct[]
  /** Null when no collection changed. */
  collections: CollectionsRead | null
  settings: {
    shippingZones: CatalogShippingZone[]
    shippingMethods: CatalogShippingMethod[]
    banks: Bank[]
    discounts: Discount[]
  } | null
}

/** A collection without its products. */
export type CollectionFacts = Omit<
  CatalogCollection,
  'positions' | 'list' | 'expiresAt' | 'children' | 'parent' | 'breadcrumbs'
>

interface CollectionsRead {
  /** All collections, in the merchant's order. */
  rows: CollectionFacts[]
  /** Positions by product id, for each collection that changed. */
  positions: Map<string, Map<string, number>>
}

/** Reads what is out of date in a shop's catalog. `apiUrl` is prefixed to image paths. */
export function readCatalog(
  orm: Orm,
  shop: Shop,
  apiUrl: string,
  changes: CatalogChanges,
): Promise<CatalogRead> {
  return inShop(
    orm,
    shop.id,
    async (em) => {
      const reader = new CatalogReader(em, shop.id)
      const snapshot = await reader.snapshot()
      const images = await reader.images(changes === 'ALL' ? null : [...changes.products])
      const products: CatalogProduct[] = []
      const pages = changes === 'ALL' ? reader.allProducts() : reader.products([...changes.products])
      for await (const page of pages)
        for (const row of page)
          if (row.variants.length > 0)
            products.push(toProduct(row, images.get(row.id) ?? [], shop, apiUrl, snapshot))
      return {
        products,
        collections: await readCollections(reader, changes, (row) => toFacts(row, shop.id, apiUrl)),
        settings:
          changes === 'ALL' || changes.settings
            ? {
                shippingZones: await reader.shippingZones(),
                shippingMethods: await reader.shippingMethods(),
                banks: await reader.banks(),
                discounts: await reader.discounts(),
              }
            : null,
      }
    },
    { readOnly: true, isolationLevel: 'repeatable read' },
  )
}

async function readCollections(
  reader: CatalogReader,
  changes: CatalogChanges,
  toCollectionFacts: (row: CollectionRow) => CollectionFacts,
): Promise<CollectionsRead | null> {
  if (changes !== 'ALL' && changes.collections.size === 0) return null
  const rows = await reader.collections()
  const changed = changes === 'ALL' ? rows.map(({ id }) => id) : [...changes.collections]
  const positions = new Map(changed.map((id) => [id, new Map<string, number>()]))
  const sources = changes === 'ALL' ? [reader.members()] : changed.map((id) => reader.members(id))
  for (const pages of sources)
    for await (const page of pages)
      for (const { collectionId, productId, position } of page)
        positions.get(collectionId)?.set(productId, position)
  return { rows: rows.map(toCollectionFacts), positions }
}

function toFacts(
  { kind, rules, match, image, ...row }: CollectionRow,
  shopId: string,
  apiUrl: string,
): CollectionFacts {
  return {
    ...row,
    words: wordsOf(row.name).flatMap(({ parts, joined }) => (joined ? [...parts, joined] : parts)),
    rules: kind === 'RULES' ? { rules, match } : null,
    image: image && { ...image, altText: '', url: pictureUrl(apiUrl, shopId, image) },
  }
}
