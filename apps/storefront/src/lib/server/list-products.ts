import type { RequestEvent } from '@sveltejs/kit'
import type { ProductPage, ProductSort } from '#lib/api/types.ts'
import { callApi } from '#lib/server/call-api.ts'
import { money } from '#lib/server/fragments.ts'

export interface ListProductsInput {
  first: number
  after?: string | null
  search?: string | null
  collectionSlug?: string | null
  sort: ProductSort
}

const document = `query Products($first: Int, $after: String, $search: String, $collectionSlug: String, $sort: ProductSort) {
  products(first: $first, after: $after, search: $search, collectionSlug: $collectionSlug, sort: $sort) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes {
      id slug name imageUrl
      priceRange { min { ${money} } max { ${money} } }
      variants { id availableQuantity }
    }
  }
}`

export async function listProducts(event: RequestEvent, input: ListProductsInput): Promise<ProductPage> {
  return (await callApi<{ products: ProductPage }>(event, document, { ...input })).products
}
