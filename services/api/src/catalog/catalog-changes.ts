/** More changed products are read with the whole catalog, part by part. */
const MAX_IDS = 1_000

/** What is out of date in a catalog: everything, or parts of it. Products and collections by id; settings are shipping methods and banks. */
export type CatalogChanges = 'ALL' | { products: Set<string>; collections: Set<string>; settings: boolean }

export const noChanges = (): CatalogChanges => ({
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
