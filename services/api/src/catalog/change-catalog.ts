import type { Change } from '../kernel/sorted-array.ts'
import { newListCache, putCollections, putProduct } from './build-catalog.ts'
import { buildCollection, changeMembers } from './build-collection.ts'
import type { Catalog, CatalogCollection, CatalogProduct } from './catalog.ts'
import type { ChangedParts } from './catalog-changes.ts'
import { changeFullList } from './full-list.ts'
import { productOrders } from './product-sort.ts'
import type { CatalogRead } from './read-catalog.ts'

/**
 * Puts what was read of the changed parts into a catalog: prepared beside it, in slices, and then shown at once. `onShown` runs in the
 * same step.
 */
export async function changeCatalog(
  catalog: Catalog,
  changes: ChangedParts,
  read: CatalogRead,
  onShown: () => void,
): Promise<void> {
  const change: Change<CatalogProduct> = {
    removed: [...changes.products].flatMap((id) => catalog.byId.get(id) ?? []),
    added: read.products,
  }
  const outdated = await addToIndex(catalog, change)
  const sorted = {
    NAME: await changeFullList(catalog.sorted.NAME, change),
    PRICE_ASC: await changeFullList(catalog.sorted.PRICE_ASC, change),
    PRICE_DESC: await changeFullList(catalog.sorted.PRICE_DESC, change),
    NEWEST: await changeFullList(catalog.sorted.NEWEST, change),
  }
  const collections = await changeCollections(catalog, change, read)

  for (const product of change.removed) removeProduct(catalog, product)
  for (const product of change.added) putProduct(catalog, product)
  putCollections(catalog, collections)
  Object.assign(catalog, {
    sorted,
    ...read.settings,
    prices: catalog.fingerprint.toString(),
    filtered: newListCache(sorted.NAME.products.length),
  })
  onShown()

  await catalog.index.remove(outdated)
}

/** Adds the products whose words changed to the index. Returns those that have to be removed from it. */
async function addToIndex(
  catalog: Catalog,
  { removed, added }: Change<CatalogProduct>,
): Promise<CatalogProduct[]> {
  const outdated = new Map(removed.map((product) => [product.id, product]))
  const changed = added.filter((product) => {
    const previous = outdated.get(product.id)
    if (!previous || textOf(previous) !== textOf(product)) return true
    product.slot = previous.slot
    outdated.delete(product.id)
    return false
  })
  await catalog.index.add(changed)
  return [...outdated.values()]
}

const textOf = ({ name, description, variants }: CatalogProduct): string =>
  JSON.stringify([name, description, variants.map((variant) => [variant.name, variant.sku])])

async function changeCollections(
  catalog: Catalog,
  change: Change<CatalogProduct>,
  { collections: read }: CatalogRead,
): Promise<CatalogCollection[]> {
  const current = new Map(catalog.collections.map((collection) => [collection.id, collection]))
  const added = new Map(change.added.map((product) => [product.id, product]))
  const removed = new Set(change.removed.map(({ id }) => id))
  const products = {
    get: (id: string) => added.get(id) ?? (removed.has(id) ? undefined : catalog.byId.get(id)),
    *values() {
      for (const product of catalog.byId.values()) if (!removed.has(product.id)) yield product
      yield* change.added
    },
  }
  const orders = productOrders(catalog.locale)
  const collections: CatalogCollection[] = []
  for (const row of read?.rows ?? catalog.collections) {
    const positions = read?.positions.get(row.id)
    const previous = current.get(row.id)
    if (positions) collections.push(await buildCollection(row, positions, products, orders))
    // A collection that is neither was created after the changes were collected: it is read with its own change.
    else if (previous) collections.push({ ...previous, ...row, ...(await changeMembers(previous, change)) })
  }
  return collections
}

/** Another product may have taken the slug, and a variant may have moved. */
function removeProduct(
  { byId, bySlug, byPreviousSlug, variants, fingerprint, variantTable }: Catalog,
  product: CatalogProduct,
): void {
  byId.delete(product.id)
  if (bySlug.get(product.slug) === product) bySlug.delete(product.slug)
  for (const slug of product.previousSlugs)
    if (byPreviousSlug.get(slug) === product) byPreviousSlug.delete(slug)
  for (const variant of product.variants) {
    fingerprint.subtract(variant)
    if (variants.get(variant.id) === variant) variants.delete(variant.id)
  }
  variantTable.remove(product)
}
