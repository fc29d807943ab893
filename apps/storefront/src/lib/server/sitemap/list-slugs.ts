import { sitemapPagesQuery, sitemapProductsQuery } from '#lib/api/documents/sitemap.ts'
import { callApiAnonymously, type Caller } from '#lib/server/api-client.ts'
import type { ShopConfig } from '#lib/shop/shop-config.ts'

const CACHE_MS = 600_000
/** Shops whose products are kept: the least recently listed goes first. */
const MAX_SHOPS = 50

const cache = new Map<string, { slugs: Promise<string[]>; expiresAt: number }>()

/** The slugs of all published products of a shop, cached for ten minutes. Requests at the same time share one reading. */
export function listProductSlugs(shop: ShopConfig, caller: Caller): Promise<string[]> {
  const cached = cache.get(shop.slug)
  if (cached && cached.expiresAt > Date.now()) return cached.slugs
  const slugs = readProductSlugs(shop, caller)
  cache.delete(shop.slug)
  cache.set(shop.slug, { slugs, expiresAt: Date.now() + CACHE_MS })
  for (const oldest of [...cache.keys()].slice(0, -MAX_SHOPS)) cache.delete(oldest)
  // A failure is not kept.
  slugs.catch(() => cache.delete(shop.slug))
  return slugs
}

async function readProductSlugs(shop: ShopConfig, caller: Caller): Promise<string[]> {
  const slugs: string[] = []
  let after: string | null = null
  for (;;) {
    const { products }: Awaited<ReturnType<typeof readPage>> = await readPage(shop, caller, after)
    for (const { slug } of products.nodes) slugs.push(slug)
    if (!products.pageInfo.hasNextPage) return slugs
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
