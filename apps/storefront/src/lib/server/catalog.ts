import type { RequestEvent } from '@sveltejs/kit'
import {
  collectionImagesQuery,
  collectionsQuery,
  productQuery,
  productsQuery,
  type Collection,
  type Product,
  type ProductPage,
  type ProductsInput,
} from '#lib/api/documents/catalog.ts'
import { callApi } from '#lib/server/api-client.ts'

export async function listCollections(event: RequestEvent): Promise<Collection[]> {
  return (await callApi(event, collectionsQuery)).collections
}

/** Image of each collection's first product, by collection id. */
export async function listCollectionImages(event: RequestEvent): Promise<Record<string, string | null>> {
  const { collections } = await callApi(event, collectionImagesQuery)
  return Object.fromEntries(collections.map(({ id, products }) => [id, products.nodes[0]?.imageUrl ?? null]))
}

export async function listProducts(event: RequestEvent, input: ProductsInput): Promise<ProductPage> {
  return (await callApi(event, productsQuery, input)).products
}

export async function readProduct(event: RequestEvent, slug: string): Promise<Product | null> {
  return (await callApi(event, productQuery, { slug })).product
}
