import { error, redirect } from '@sveltejs/kit'
import { RequestError } from '#lib/api/request-error.ts'
import { toProductFilters } from '#lib/catalog/catalog-filters.ts'
import { catalogUrl, firstPageOf, hasDefaults, parseCatalogQuery } from '#lib/catalog/catalog-query.ts'
import { listWithCollection } from '#lib/server/catalog.ts'
import { describeCatalogPage } from '#lib/server/page-head/describe-catalog-page.ts'
import type { PageServerLoad } from './$types.js'

const pageSize = 20

export const load: PageServerLoad = async (event) => {
  const query = parseCatalogQuery(event.url.searchParams)
  if (hasDefaults(event.url.searchParams)) redirect(303, catalogUrl(query))
  const isBackwards = query.cursor !== null && 'before' in query.cursor
  const { products, intro } = await listWithCollection(event, {
    ...(isBackwards ? { last: pageSize } : { first: pageSize }),
    ...query.cursor,
    search: query.search || null,
    collectionSlug: query.collection || null,
    sort: query.sort,
    filters: toProductFilters(query.filters, event.locals.shop?.currency ?? ''),
  }).catch((cause: unknown) => {
    // A truncated link has an invalid cursor; its first page still exists.
    const isBadInput = cause instanceof RequestError && cause.code === 'BAD_USER_INPUT'
    if (isBadInput && query.cursor) redirect(303, catalogUrl(firstPageOf(query)))
    throw cause
  })
  if (query.collection && !intro) error(404, 'Not found')
  describeCatalogPage(event, { query, products, intro, pageSize })
  return { query, products, intro, pageCount: Math.max(1, Math.ceil(products.totalCount / pageSize)) }
}
