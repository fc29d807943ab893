import { listProducts } from '#lib/server/list-products.ts'
import { readCatalogQuery } from '#lib/read-catalog-query.ts'
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
  })
  return { query, products, pageCount: Math.max(1, Math.ceil(products.totalCount / pageSize)) }
}
