import type { RequestEvent } from '@sveltejs/kit'
import type { Product } from '#lib/api/types.ts'
import { callApi } from '#lib/server/call-api.ts'
import { money } from '#lib/server/fragments.ts'

const document = `query Product($slug: String!) {
  product(slug: $slug) {
    id slug name description imageUrl
    variants { id sku name availableQuantity price { ${money} } }
  }
}`

export async function readProduct(event: RequestEvent, slug: string): Promise<Product | null> {
  return (await callApi<{ product: Product | null }>(event, document, { slug })).product
}
