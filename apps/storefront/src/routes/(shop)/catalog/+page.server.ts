import { error, redirect } from '@sveltejs/kit'
import { RequestError } from '#lib/api/request-error.ts'
import { catalogUrl, parseCatalogQuery } from '#lib/catalog/catalog-query.ts'
import { listWithCollection } from '#lib/server/catalog.ts'
import { describeCatalogPage } from '#lib/server/page-head/describe-catalog-page.ts'
import type { PageServerLoad } from './$types.js'

const pageSize = 20

export const load: PageServerLoad = async (event) => {
  const query = parseCatalogQuery(event.url.searchParams)
  const { products, intro } = await listWithCollection(event, {
    first: pageSize,
    after: query.pageHistory.at(-1) ?? null,
    search: query.search || null,
    collectionSlug: query.collection || null,
    sort: query.sort,
  }).catch((cause: unknown) => {
    // A truncated link has an invalid cursor; its first page still exists.
    const isBadInput = cause instanceof RequestError && cause.code === 'BAD_USER_INPUT'
    if (isBadInput && query.pageHistory.length > 0) redirect(303, catalogUrl({ ...query, pageHistory: [] }))
    throw cause
  })
  if (query.collection && !intro) error(404, 'Not found')
  describeCatalogPage(event, { query, products, intro, pageSize })
  return { query, products, intro, pageCount: Math.max(1, Math.ceil(products.totalCount / pageSize)) }
}
