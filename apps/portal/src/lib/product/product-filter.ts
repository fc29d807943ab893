import type { VariablesOf } from '../graphql/graphql.ts'
import type { productsQuery, ProductSortKey, ProductStatus } from './product.documents.ts'

const STATUSES: readonly ProductStatus[] = ['DRAFT', 'PUBLISHED', 'ARCHIVED']
const SORT_KEYS: readonly ProductSortKey[] = ['NAME', 'UPDATED', 'CREATED']

/** The filter of the product list, as encoded in the page’s URL. */
export interface ProductFilter {
  status: ProductStatus | null
  search: string
  /** The id of a collection. */
  collection: string
  /** Only products with a variant at or below its low-stock threshold. */
  isLowOnStock: boolean
  sort: ProductSortKey
  /** The cursors of the pages visited; the last one leads to this page. */
  cursors: string[]
}

export const readProductFilter = (query: URLSearchParams): ProductFilter => ({
  status: STATUSES.find((status) => status === query.get('status')) ?? null,
  search: (query.get('search') ?? '')
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 100),
  collection: query.get('collection') ?? '',
  isLowOnStock: query.has('low'),
  sort: SORT_KEYS.find((key) => key === query.get('sort')) ?? 'NAME',
  cursors: query.getAll('after'),
})

/** The query string of a filter, with its `?`; empty when nothing is filtered. */
export function writeProductFilter(filter: ProductFilter): string {
  const query = new URLSearchParams()
  if (filter.status) query.set('status', filter.status)
  if (filter.search) query.set('search', filter.search)
  if (filter.collection) query.set('collection', filter.collection)
  if (filter.isLowOnStock) query.set('low', '1')
  if (filter.sort !== 'NAME') query.set('sort', filter.sort)
  for (const cursor of filter.cursors) query.append('after', cursor)
  return query.size ? `?${query}` : ''
}

type ProductFilterInput = NonNullable<VariablesOf<typeof productsQuery>['filter']>

/** The filter as input of the API's `products`. */
export const toProductFilterInput = (filter: ProductFilter): ProductFilterInput => ({
  ...(filter.status && { status: [filter.status] }),
  ...(filter.search && { search: filter.search }),
  ...(filter.collection && { collectionId: filter.collection }),
  ...(filter.isLowOnStock && { lowStock: true }),
})

/** Whether anything but the status is filtered. */
export const isNarrowed = (filter: ProductFilter): boolean =>
  Boolean(filter.search || filter.collection || filter.isLowOnStock)
