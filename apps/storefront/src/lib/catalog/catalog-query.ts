import type { ProductSort } from '#lib/api/schema.ts'

export interface CatalogQuery {
  search: string
  collection: string
  sort: ProductSort
  /** Cursors of the pages from the second up to this one; the last one starts this page. */
  pageHistory: string[]
}

// A record, so that the compiler reports a sort order that is missing here.
const sorts: Record<ProductSort, true> = {
  RELEVANCE: true,
  NAME: true,
  NEWEST: true,
  PRICE_ASC: true,
  PRICE_DESC: true,
}

const defaultSort = (search: string): ProductSort => (search ? 'RELEVANCE' : 'NAME')

const isProductSort = (value: string | null): value is ProductSort =>
  value !== null && Object.hasOwn(sorts, value)

const maxSearchLength = 100

export function parseCatalogQuery(parameters: URLSearchParams): CatalogQuery {
  const sort = parameters.get('sort')
  const search = (parameters.get('search') ?? '')
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, maxSearchLength)
  return {
    search,
    collection: parameters.get('collection') ?? '',
    sort: isProductSort(sort) ? sort : defaultSort(search),
    pageHistory: parameters.getAll('after'),
  }
}

/** Builds the URL of a catalog page without default values. */
export function catalogUrl({ search, collection, sort, pageHistory }: CatalogQuery): string {
  const parameters = new URLSearchParams()
  if (search) parameters.set('search', search)
  if (collection) parameters.set('collection', collection)
  if (sort !== defaultSort(search)) parameters.set('sort', sort)
  for (const cursor of pageHistory) parameters.append('after', cursor)
  return parameters.size > 0 ? `/catalog?${parameters}` : '/catalog'
}
