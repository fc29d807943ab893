/** If more products and collections than this have changed, the whole catalog is read again. */
const MAX_IDS = 1_000

/** Changed parts of a catalog: products and collections by id. */
export interface ChangedParts {
  products: Set<string>
  collections: Set<string>
  /** Shipping zones and methods, banks and discounts. */
  settings: boolean
}

/** What is out of date in a catalog. */
export type CatalogChanges = 'ALL' | ChangedParts

export const noChanges = (): ChangedParts => ({
  products: new Set(),
  collections: new Set(),
  settings: false,
})

export const isEmpty = (changes: CatalogChanges): boolean =>
  changes !== 'ALL' && changes.products.size + changes.collections.size === 0 && !changes.settings

export function mergeChanges(a: CatalogChanges, b: CatalogChanges): CatalogChanges {
  if (a === 'ALL' || b === 'ALL') return 'ALL'
  const products = new Set([...a.products, ...b.products])
  const collections = new Set([...a.collections, ...b.collections])
  if (products.size + collections.size > MAX_IDS) return 'ALL'
  return { products, collections, settings: a.settings || b.settings }
}
