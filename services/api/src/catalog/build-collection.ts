import { forEachInSlices } from '../kernel/slices.ts'
import type { Change } from '../kernel/sorted-array.ts'
import type { CatalogCollection, CatalogProduct } from './catalog.ts'
import { createMatcher, expiryOf } from './collection-rules.ts'
import { changeFullList, fullListOf } from './full-list.ts'
import { collectionOrder, type ListSort, type ProductOrder } from './product-sort.ts'
import type { CollectionFacts } from './read-catalog.ts'

const PRODUCTS_PER_SLICE = 500

/** The products of a shop that have a variant. */
interface Products {
  get(id: string): CatalogProduct | undefined
  values(): Iterable<CatalogProduct>
}

/** Finds and sorts the products of a collection. */
export async function buildCollection(
  facts: CollectionFacts,
  positions: Map<string, number>,
  products: Products,
  orders: Record<ListSort, ProductOrder>,
): Promise<CatalogCollection> {
  const { rules, sort } = facts
  const members: CatalogProduct[] = []
  const now = Date.now()
  let expiresAt = Infinity
  if (rules) {
    const matches = createMatcher(rules)
    await forEachInSlices(products.values(), PRODUCTS_PER_SLICE, (product) => {
      if (!matches(product, now)) return
      members.push(product)
      expiresAt = Math.min(expiresAt, expiryOf(rules.rules, product, now))
    })
  } else
    await forEachInSlices(positions.keys(), PRODUCTS_PER_SLICE, (productId) => {
      const product = products.get(productId)
      if (product) members.push(product)
    })
  const order = sort === 'MANUAL' ? collectionOrder(positions) : orders[sort]
  const list = await fullListOf(members, order)
  return {
    ...facts,
    positions: rules ? new Map() : positions,
    list,
    expiresAt,
    ...{ children: [], parent: null, breadcrumbs: [] },
  }
}

/** What a change of products changes in a collection that stays as it is itself. */
export async function changeMembers(
  { list, positions, rules, expiresAt }: CatalogCollection,
  change: Change<CatalogProduct>,
): Promise<Pick<CatalogCollection, 'list' | 'expiresAt'>> {
  const now = Date.now()
  const matches = rules && createMatcher(rules)
  const listed = rules && change.removed.length > 0 ? new Set(list.products) : null
  // By the list and not by the rules: meanwhile a product may have been sold out, or have become old.
  const removed = change.removed.filter((product) =>
    listed ? listed.has(product) : positions.has(product.id),
  )
  const added = change.added.filter((product) =>
    matches ? matches(product, now) : positions.has(product.id),
  )
  if (removed.length + added.length === 0) return { list, expiresAt }
  const expiries = rules ? added.map((product) => expiryOf(rules.rules, product, now)) : []
  return {
    list: await changeFullList(list, { removed, added }),
    expiresAt: Math.min(expiresAt, ...expiries),
  }
}
