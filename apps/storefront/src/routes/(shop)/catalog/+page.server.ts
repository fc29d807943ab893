import { redirect } from '@sveltejs/kit'
import { ApiProblem } from '#lib/api/api-problem.ts'
import { listProducts } from '#lib/server/list-products.ts'
import { catalogLink, readCatalogQuery } from '#lib/read-catalog-query.ts'
import type { PageServerLoad } from './$types.js'

const pageSize = 20

export const load: PageServerLoad = async (event) => {
  const query = readCatalogQuery(event.url.searchParams)
  const products = await listProducts(event, {
    first: pageSize,
    after: query.trail.at(-1) ?? null,
    search: query.search || null,
    collectionSlug: query.collection || null,
    sort: query.sort,
  }).catch((cause: unknown) => {
    // An address cut short on its way: its first page is still there.
    const isUnread = cause instanceof ApiProblem && cause.code === 'BAD_USER_INPUT'
    if (isUnread && query.trail.length > 0) redirect(303, catalogLink({ ...query, trail: [] }))
    throw cause
  })
  return { query, products, pageCount: Math.max(1, Math.ceil(products.totalCount / pageSize)) }
}
