import type { CatalogCollection } from './catalog.ts'

/** Sets what each of a shop's collections is in, and what is in it. A parent that was deleted meanwhile is none. */
export function linkCollections(collections: readonly CatalogCollection[]): void {
  const byId = new Map(collections.map((collection) => [collection.id, collection]))
  for (const collection of collections) Object.assign(collection, { children: [], breadcrumbs: [] })
  for (const collection of collections) {
    collection.parent = byId.get(collection.parentId ?? '') ?? null
    collection.parent?.children.push(collection)
  }
  for (const { parent, breadcrumbs } of collections)
    for (let above = parent; above; above = above.parent) breadcrumbs.unshift(above)
}

/** Collections and all that is in them, at any depth; each may be listed more than once. */
export const withDescendants = (collections: readonly CatalogCollection[]): CatalogCollection[] =>
  collections.flatMap((collection) => [collection, ...withDescendants(collection.children)])
