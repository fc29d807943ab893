import type { ProductSort } from '#lib/api/types.ts'

export interface CatalogQuery {
  search: string
  collection: string
  sort: ProductSort
  /** Cursors of the pages before this one, in order; the last one is where this page begins. */
  trail: string[]
}

export const sorts: ProductSort[] = ['NAME', 'NEWEST', 'PRICE_ASC', 'PRICE_DESC']

export function readCatalogQuery(parameters: URLSearchParams): CatalogQuery {
  const sort = parameters.get('sort') as ProductSort
  return {
    search: (parameters.get('search') ?? '')
      .replace(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, 100),
    collection: parameters.get('collection') ?? '',
    sort: sorts.includes(sort) ? sort : 'NAME',
    trail: parameters.getAll('after'),
  }
}

/** The link of a catalog page; defaults are left out. */
export function catalogLink({ search, collection, sort, trail }: CatalogQuery): string {
  const parameters = new URLSearchParams()
  if (search) parameters.set('search', search)
  if (collection) parameters.set('collection', collection)
  if (sort !== 'NAME') parameters.set('sort', sort)
  for (const cursor of trail) parameters.append('after', cursor)
  return parameters.size > 0 ? `/catalog?${parameters}` : '/catalog'
}
