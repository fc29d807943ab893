import type { ProductSort } from '#lib/api/schema.ts'
import { appendFilters, parseFilters, type CatalogFilters } from './catalog-filters.ts'

export interface CatalogQuery {
  search: string
  /** Slug of the collection that is shown; empty for the whole catalog. */
  collection: string
  sort: ProductSort
  filters: CatalogFilters
  /** Where this page begins or ends; null for the first page. */
  cursor: { after: string } | { before: string } | null
  /** Number of this page, as shown: the API knows cursors only. */
  page: number
}

// A record, so that the compiler reports a sort order that is missing here.
const sorts: Record<ProductSort, true> = {
  RELEVANCE: true,
  NAME: true,
  NEWEST: true,
  PRICE_ASC: true,
  PRICE_DESC: true,
  COLLECTION: true,
}

/** Searches begin with what matches best, and collections are in the order of the merchant. */
export const defaultSort = ({
  search,
  collection,
}: Pick<CatalogQuery, 'search' | 'collection'>): ProductSort =>
  search ? 'RELEVANCE' : collection ? 'COLLECTION' : 'NAME'

const isProductSort = (value: string | null): value is ProductSort =>
  value !== null && Object.hasOwn(sorts, value)

/** The orders that a list can have: only a collection has one of the merchant. */
export const sortsOf = ({ collection }: Pick<CatalogQuery, 'collection'>): ProductSort[] =>
  (Object.keys(sorts) as ProductSort[]).filter((sort) => sort !== 'COLLECTION' || collection !== '')

const maxSearchLength = 100

export const noFilters: CatalogFilters = {
  minPrice: '',
  maxPrice: '',
  inStock: false,
  options: [],
  collections: [],
}

export function parseCatalogQuery(parameters: URLSearchParams): CatalogQuery {
  const sort = parameters.get('sort')
  const search = (parameters.get('search') ?? '')
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, maxSearchLength)
  const collection = parameters.get('collection') ?? ''
  const cursor = parseCursor(parameters)
  return {
    search,
    collection,
    sort:
      isProductSort(sort) && sortsOf({ collection }).includes(sort)
        ? sort
        : defaultSort({ search, collection }),
    filters: parseFilters(parameters),
    cursor,
    page: cursor ? Math.max(2, Math.trunc(Number(parameters.get('page'))) || 2) : 1,
  }
}

function parseCursor(parameters: URLSearchParams): CatalogQuery['cursor'] {
  const [after, before] = [parameters.get('after'), parameters.get('before')]
  if (after) return { after }
  return before ? { before } : null
}

/** Builds the URL of a catalog page without default values. */
export function catalogUrl({ search, collection, sort, filters, cursor, page }: CatalogQuery): string {
  const parameters = new URLSearchParams()
  if (search) parameters.set('search', search)
  if (collection) parameters.set('collection', collection)
  if (sort !== defaultSort({ search, collection })) parameters.set('sort', sort)
  appendFilters(parameters, filters)
  if (cursor) for (const [name, value] of Object.entries(cursor)) parameters.set(name, String(value))
  if (cursor) parameters.set('page', String(page))
  return parameters.size > 0 ? `/catalog?${parameters}` : '/catalog'
}

/** The first page of the same list. */
export const firstPageOf = (query: CatalogQuery): CatalogQuery => ({ ...query, cursor: null, page: 1 })

/** The address of a page next to this one. The first one has no cursor, however the buyer gets there. */
export function neighbourUrl(query: CatalogQuery, cursor: { after: string } | { before: string }): string {
  const page = query.page + ('after' in cursor ? 1 : -1)
  return catalogUrl(page <= 1 ? firstPageOf(query) : { ...query, cursor, page })
}

/** Whether a form sent what means nothing: empty fields, and the usual order. Its address is then replaced by that of `catalogUrl`. */
export function hasDefaults(parameters: URLSearchParams): boolean {
  const isEmpty = ['search', 'price_min', 'price_max'].some((name) => parameters.get(name) === '')
  return isEmpty || parameters.get('sort') === defaultSort(parseCatalogQuery(parameters))
}

/** The address of a collection's page. */
export const collectionUrl = (slug: string): string => `/catalog?${new URLSearchParams({ collection: slug })}`
