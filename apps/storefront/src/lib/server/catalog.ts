import type { RequestEvent } from '@sveltejs/kit'
import {
  collectionImagesQuery,
  linksQuery,
  productQuery,
  productsQuery,
  shopPageQuery,
  type Collection,
  type CollectionIntro,
  type PageLink,
  type Product,
  type ProductPage,
  type ProductsInput,
  type ShopPage,
} from '#lib/api/documents/catalog.ts'
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

export async function listProducts(event: RequestEvent, input: ProductsInput): Promise<ProductPage> {
  return (await callApi(event, productsQuery, input)).products
}

/** The same, with the description and the picture of the collection; null if there is no such collection, or none is asked for. */
export async function listWithCollection(
  event: RequestEvent,
  input: ProductsInput,
): Promise<{ products: ProductPage; intro: CollectionIntro | null }> {
  const ofCollection = input.collectionSlug != null
  const { products, collections } = await callApi(event, productsQuery, { ...input, ofCollection })
  return { products, intro: collections?.find(({ slug }) => slug === input.collectionSlug) ?? null }
}

export async function readProduct(event: RequestEvent, slug: string): Promise<Product | null> {
  return (await callApi(event, productQuery, { slug })).product
}
