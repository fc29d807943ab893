import type { RequestEvent } from '@sveltejs/kit'
import { RequestError } from '#lib/api/request-error.ts'
import { collectionUrl } from '#lib/catalog/catalog-query.ts'
import { LANGUAGES, type Language } from '#lib/language-address.ts'
import { callerOf } from '#lib/server/api-client.ts'
import { absoluteAddress, samePath } from '#lib/server/page-head/page-head.ts'
import { readLegalPages } from '#lib/server/shop.ts'
import type { ShopConfig } from '#lib/shop/shop-config.ts'
import { listCollectionSlugs, listProductPages } from './list-slugs.ts'
import type { SitemapEntry } from './sitemap-xml.ts'

/** Products of one part. Each has an address per language; a part may have 50,000 addresses and 50 MB. */
export const PRODUCTS_PER_PART = 10_000

/** The shop of a request. @throws RequestError if it could not be read, or does not sell now */
function shopOf({ locals }: RequestEvent): ShopConfig {
  if (!locals.shop || !locals.shopConfig) throw locals.shopError ?? new RequestError('SHOP_NOT_FOUND')
  return locals.shopConfig
}

/** The names of the parts: one of pages, then those of products. */
export async function listParts(event: RequestEvent): Promise<string[]> {
  const pages = await listProductPages(shopOf(event), callerOf(event))
  const count = Math.ceil(pages.length / PRODUCTS_PER_PART)
  return ['pages', ...Array.from({ length: count }, (_, index) => `products-${index + 1}`)]
}

/** What is in a part; null if there is no such part. */
export async function readPart(event: RequestEvent, part: string): Promise<Iterable<SitemapEntry> | null> {
  if (part === 'pages') return readPages(event)
  const [, number] = /^products-([1-9]\d{0,3})$/.exec(part) ?? []
  if (!number) return null
  const pages = await listProductPages(shopOf(event), callerOf(event))
  const start = (Number(number) - 1) * PRODUCTS_PER_PART
  if (start >= pages.length) return null
  return pages
    .values()
    .drop(start)
    .take(PRODUCTS_PER_PART)
    .map(({ slug, updatedAt }) => ({
      ...entryOf(event, samePath(`/products/${slug}`)),
      changedAt: updatedAt,
    }))
}

async function readPages(event: RequestEvent): Promise<SitemapEntry[]> {
  const shop = shopOf(event)
  const [collections, legalPages] = await Promise.all([
    listCollectionSlugs(shop, callerOf(event)),
    readLegalPages(shop, callerOf(event)),
  ])
  const paths = ['/', '/catalog', ...collections.map(collectionUrl)]
  return [
    ...paths.map((path) => entryOf(event, samePath(path))),
    ...legalPages[event.locals.locale].map(({ kind, slug, publishedAt }) => {
      const slugIn = (language: Language) =>
        legalPages[language].find((page) => page.kind === kind)?.slug ?? slug
      const byLanguage = LANGUAGES.map((language) => [language, `/pages/${slugIn(language)}`])
      return {
        ...entryOf(event, Object.fromEntries(byLanguage) as Record<Language, string>),
        changedAt: publishedAt,
      }
    }),
  ]
}

const entryOf = (event: RequestEvent, paths: Record<Language, string>): SitemapEntry => ({
  addresses: Object.fromEntries(
    LANGUAGES.map((language) => [language, absoluteAddress(event, paths[language], language)]),
  ) as Record<Language, string>,
})
