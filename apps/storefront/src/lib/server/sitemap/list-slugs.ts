import { sitemapPagesQuery, sitemapProductsQuery } from '#lib/api/documents/sitemap.ts'
import { callApiAnonymously, type Caller } from '#lib/server/api-client.ts'
import type { ShopConfig } from '#lib/shop/shop-config.ts'

const CACHE_MS = 600_000
/** Shops whose products are kept: the least recently listed goes first. */
const MAX_SHOPS = 50

/** A product with an address of its own. */
interface ListedPage {
  slug: string
  /** RFC 3339. */
  updatedAt: string
}

const cache = new Map<string, { pages: Promise<ListedPage[]>; expiresAt: number }>()

/** The slugs of all published products of a shop with the times of their last changes, cached for ten minutes. Requests at the same time share one reading. */
export function listProductPages(shop: ShopConfig, caller: Caller): Promise<ListedPage[]> {
  const cached = cache.get(shop.slug)
  if (cached && cached.expiresAt > Date.now()) return cached.pages
  const pages = readProductPages(shop, caller)
  cache.delete(shop.slug)
  cache.set(shop.slug, { pages, expiresAt: Date.now() + CACHE_MS })
  for (const oldest of [...cache.keys()].slice(0, -MAX_SHOPS)) cache.delete(oldest)
  // A failure is not kept.
  pages.catch(() => cache.delete(shop.slug))
  return pages
}

async function readProductPages(shop: ShopConfig, caller: Caller): Promise<ListedPage[]> {
  const pages: ListedPage[] = []
  let after: string | null = null
  for (;;) {
    const { products }: Awaited<ReturnType<typeof readPage>> = await readPage(shop, caller, after)
    pages.push(...products.nodes)
    if (!products.pageInfo.hasNextPage) return pages
    after = products.pageInfo.endCursor
  }
}

const readPage = (shop: ShopConfig, caller: Caller, after: string | null) =>
  callApiAnonymously(shop, caller, sitemapProductsQuery, { after })

/** The slugs of all collections of a shop. */
export async function listCollectionSlugs(shop: ShopConfig, caller: Caller): Promise<string[]> {
  const { collections } = await callApiAnonymously(shop, caller, sitemapPagesQuery)
  return collections.map(({ slug }) => slug)
}
