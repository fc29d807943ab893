import { registerEnumType } from 'type-graphql'
import type { CatalogProduct } from './catalog.ts'

export enum ProductSort {
  NAME = 'NAME',
  PRICE_ASC = 'PRICE_ASC',
  PRICE_DESC = 'PRICE_DESC',
  NEWEST = 'NEWEST',
}
registerEnumType(ProductSort, { name: 'ProductSort' })

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
export function productOrders(locale: string): Record<ProductSort, ProductOrder> {
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
