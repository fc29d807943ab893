import { registerEnumType } from 'type-graphql'
import type { CatalogProduct } from './catalog.ts'

export enum ProductSort {
  NAME = 'NAME',
  PRICE_ASC = 'PRICE_ASC',
  PRICE_DESC = 'PRICE_DESC',
  NEWEST = 'NEWEST',
}
registerEnumType(ProductSort, { name: 'ProductSort' })

/** A place in a list that outlives the product that stood there: its sort key, then its id. */
export interface SortPosition {
  key: string | number
  id: string
}

/** One way to put products in a row: each one's key, and how two places stand to each other. */
export interface ProductOrder {
  name: string
  keyOf(product: CatalogProduct): string | number
  compare(a: SortPosition, b: SortPosition): number
}

const byId = (a: SortPosition, b: SortPosition): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
const upwards = (a: SortPosition, b: SortPosition): number => Number(a.key) - Number(b.key) || byId(a, b)
const downwards = (a: SortPosition, b: SortPosition): number => Number(b.key) - Number(a.key) || byId(a, b)

/** The contract's sorts, names in the alphabet of the shop's language. */
export function productOrders(locale: string): Record<ProductSort, ProductOrder> {
  const collator = new Intl.Collator(locale, { numeric: true })
  return {
    NAME: {
      name: 'NAME',
      keyOf: (product) => product.name,
      compare: (a, b) => collator.compare(String(a.key), String(b.key)) || byId(a, b),
    },
    PRICE_ASC: { name: 'PRICE_ASC', keyOf: (product) => product.priceRange.min.amount, compare: upwards },
    PRICE_DESC: { name: 'PRICE_DESC', keyOf: (product) => product.priceRange.max.amount, compare: downwards },
    NEWEST: { name: 'NEWEST', keyOf: (product) => product.createdAt, compare: downwards },
  }
}

/** As the merchant laid a collection out. */
export const collectionOrder = (positions: Map<string, number>): ProductOrder => ({
  name: 'COLLECTION',
  keyOf: (product) => positions.get(product.id) ?? 0,
  compare: upwards,
})
