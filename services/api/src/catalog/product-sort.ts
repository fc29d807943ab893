import { registerEnumType } from 'type-graphql'
import type { CatalogProduct } from './catalog.ts'

export enum ProductSort {
  NAME = 'NAME',
  PRICE_ASC = 'PRICE_ASC',
  PRICE_DESC = 'PRICE_DESC',
  NEWEST = 'NEWEST',
  RELEVANCE = 'RELEVANCE',
  COLLECTION = 'COLLECTION',
}
registerEnumType(ProductSort, {
  name: 'ProductSort',
  valuesConfig: {
    RELEVANCE: { description: 'Best matches for `search` first; by name if there is no `search`.' },
    COLLECTION: {
      description: 'As the merchant ordered the collection of `collectionSlug`; by name without one.',
    },
    NAME: { description: 'A to Z, as the language of the shop sorts.' },
    NEWEST: { description: 'The newest product first.' },
    PRICE_ASC: { description: 'By the lowest price of their variants, cheapest first.' },
    PRICE_DESC: { description: 'By the lowest price of their variants, dearest first.' },
  },
  description: 'The order of a list of products.',
})

/** The sort orders that depend neither on a search nor on a collection. */
export type ListSort = Exclude<`${ProductSort}`, 'RELEVANCE' | 'COLLECTION'>

/** A position in a sorted list, which stays valid when the product there is deleted: its sort key, then its id. */
export interface SortPosition {
  key: string | number
  id: string
}

/** A sort order: the key of each product, and how two positions compare. */
export interface ProductOrder {
  name: string
  keyOf(product: CatalogProduct): string | number
  compare(a: SortPosition, b: SortPosition): number
}

const byId = (a: SortPosition, b: SortPosition): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
const ascending = (a: SortPosition, b: SortPosition): number => Number(a.key) - Number(b.key) || byId(a, b)
const descending = (a: SortPosition, b: SortPosition): number => Number(b.key) - Number(a.key) || byId(a, b)

/** The sort orders of the public API; names are collated in the shop's language. */
export function productOrders(locale: string): Record<ListSort, ProductOrder> {
  const collator = new Intl.Collator(locale, { numeric: true })
  return {
    NAME: {
      name: 'NAME',
      keyOf: (product) => product.name,
      compare: (a, b) => collator.compare(String(a.key), String(b.key)) || byId(a, b),
    },
    PRICE_ASC: { name: 'PRICE_ASC', keyOf: (product) => product.priceRange.min.amount, compare: ascending },
    PRICE_DESC: {
      name: 'PRICE_DESC',
      keyOf: (product) => product.priceRange.max.amount,
      compare: descending,
    },
    NEWEST: { name: 'NEWEST', keyOf: (product) => product.createdAt, compare: descending },
  }
}

/** The order in which the merchant arranged a collection. */
export const collectionOrder = (positions: Map<string, number>): ProductOrder => ({
  name: 'COLLECTION',
  keyOf: (product) => positions.get(product.id) ?? 0,
  compare: ascending,
})

/** Higher scores first, then by name. `scores` by the products' slots. */
export const relevanceOrder = (byName: ProductOrder, scores: Map<number, number>): ProductOrder => ({
  name: 'RELEVANCE',
  keyOf: (product) => `${scores.get(product.slot) ?? 0} ${product.name}`,
  compare(a, b) {
    const [scoreA, nameA] = splitKey(a)
    const [scoreB, nameB] = splitKey(b)
    return scoreB - scoreA || byName.compare({ key: nameA, id: a.id }, { key: nameB, id: b.id })
  },
})

function splitKey({ key }: SortPosition): [score: number, name: string] {
  const [score = ''] = String(key).split(' ', 1)
  return [Number(score) || 0, String(key).slice(score.length + 1)]
}

/** Compares two products in a sort order. */
export const comparator =
  (order: ProductOrder) =>
  (a: CatalogProduct, b: CatalogProduct): number =>
    order.compare({ key: order.keyOf(a), id: a.id }, { key: order.keyOf(b), id: b.id })
