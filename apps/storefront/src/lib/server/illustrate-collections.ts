import type { RequestEvent } from '@sveltejs/kit'
import { callApi } from '#lib/server/call-api.ts'

interface Answer {
  collections: { id: string; products: { nodes: { imageUrl: string | null }[] } }[]
}

const document = 'query CollectionPictures { collections { id products(first: 1) { nodes { imageUrl } } } }'

/** A picture of each collection by its id: its first product's. */
export async function illustrateCollections(event: RequestEvent): Promise<Record<string, string | null>> {
  const { collections } = await callApi<Answer>(event, document)
  return Object.fromEntries(collections.map(({ id, products }) => [id, products.nodes[0]?.imageUrl ?? null]))
}
