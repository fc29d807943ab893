import type { RequestEvent } from '@sveltejs/kit'
import {
  collectionImagesQuery,
  linksQuery,
  newestProductsQuery,
  productsQuery,
  shopPageQuery,
  type Collection,
  type CollectionIntro,
  type ListedProduct,
  type PageLink,
  type ProductPage,
  type ProductsInput,
  type ShopPage,
} from '#lib/api/documents/catalog.ts'
import { productQuery, type Product } from '#lib/api/documents/product.ts'
import { suggestionsQuery, type Suggestions } from '#lib/api/documents/search.ts'
import type { PictureData } from '#lib/api/documents/fragments.ts'
import { callApi } from '#lib/server/api-client.ts'

/** What header and footer link to: the collections, and the shop's legal pages. */
export async function readLinks(
  event: RequestEvent,
): Promise<{ collections: Collection[]; pages: PageLink[] }> {
  const { collections, shopPages } = await callApi(event, linksQuery)
  return { collections, pages: shopPages }
}

export async function readShopPage(event: RequestEvent, slug: string): Promise<ShopPage | null> {
  return (await callApi(event, shopPageQuery, { slug })).shopPage
}

/** The picture of each collection, or else that of its first product, by collection id. */
export async function listCollectionImages(event: RequestEvent): Promise<Record<string, PictureData | null>> {
  const { collections } = await callApi(event, collectionImagesQuery)
  return Object.fromEntries(
    collections.map(({ id, image, products }) => [id, image ?? products.nodes[0]?.image ?? null]),
  )
}

/** The newest products, and how many there are in all. */
export async function listNewest(
  event: RequestEvent,
  first: number,
): Promise<{ nodes: ListedProduct[]; totalCount: number }> {
  return (await callApi(event, newestProductsQuery, { first })).products
}

/** A page of products with its facets, and the collection that is shown; null if there is none, or none is asked for. */
export async function listWithCollection(
  event: RequestEvent,
  input: ProductsInput,
): Promise<{ products: ProductPage; intro: CollectionIntro | null }> {
  const slug = input.collectionSlug ?? ''
  const variables = { ...input, slug, ofCollection: slug !== '' }
  const { products, collection } = await callApi(event, productsQuery, variables)
  return { products, intro: collection ?? null }
}

export async function readProduct(event: RequestEvent, slug: string): Promise<Product | null> {
  return (await callApi(event, productQuery, { slug })).product
}

/** What a buyer who is typing a search may mean. */
export async function readSuggestions(event: RequestEvent, query: string): Promise<Suggestions> {
  return (await callApi(event, suggestionsQuery, { query, first: 5 })).suggestions
}
