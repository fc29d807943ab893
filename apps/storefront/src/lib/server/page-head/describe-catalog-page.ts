import type { RequestEvent } from '@sveltejs/kit'
import type { CollectionIntro, ProductPage } from '#lib/api/documents/catalog.ts'
import { catalogUrl, collectionUrl, defaultSort, type CatalogQuery } from '#lib/catalog/catalog-query.ts'
import { PICTURE_SIZES } from '#lib/catalog/picture-sources.ts'
import { m } from '#lib/paraglide/messages.js'
import { describePage, samePath, summaryOf, textOfHtml } from './page-head.ts'
import { breadcrumbList, catalogPlace, collectionPage } from './structured-data.ts'

interface CatalogPage {
  query: CatalogQuery
  products: ProductPage
  intro: CollectionIntro | null
  pageSize: number
}

/** Describes the catalog or a collection. Searches, filtered lists and lists in another order are not indexed: there are too many of them. */
export function describeCatalogPage(
  event: RequestEvent,
  { query, products, intro, pageSize }: CatalogPage,
): void {
  if (!isIndexed(event.url.searchParams, query)) return
  const shopName = event.locals.shop?.name ?? ''
  const name = intro?.name ?? m.catalog_all_products()
  const path = catalogUrl(query)
  const first = intro?.image
    ? { picture: intro.image, sizes: PICTURE_SIZES.intro }
    : products.nodes[0]?.image && { picture: products.nodes[0].image, sizes: PICTURE_SIZES.tile }
  const above =
    intro?.breadcrumbs.map(({ name: above, slug }) => ({ name: above, path: collectionUrl(slug) })) ?? []
  const places = intro ? [...above, { name, path: collectionUrl(intro.slug) }] : []
  describePage(event, {
    type: 'website',
    title: intro?.seoTitle ?? `${name} · ${shopName}`,
    description: intro?.seoDescription ?? summaryOf(textOfHtml(intro?.descriptionHtml ?? '')),
    paths: samePath(path),
    picture: first?.picture ?? null,
    first: first ?? null,
    structuredData: [
      collectionPage(event, {
        name,
        path,
        products: products.nodes,
        total: products.totalCount,
        before: (query.page - 1) * pageSize,
      }),
      breadcrumbList(event, [catalogPlace(), ...places]),
    ],
  })
}

/** Parameters of an address that say where a visitor comes from. */
const CAMPAIGN = /^(utm_\w+|gclid|gbraid|wbraid|gad_\w+|srsltid|fbclid|msclkid|mc_[ce]id|ref)$/

/** Whether a list is the whole catalog or a whole collection, in its own order: any other parameter is a condition. */
export function isIndexed(parameters: URLSearchParams, query: CatalogQuery): boolean {
  const conditions = [...parameters.keys()].filter(
    (name) =>
      !['collection', 'after', 'before', 'page', 'sort', 'search'].includes(name) && !CAMPAIGN.test(name),
  )
  return conditions.length === 0 && !query.search && query.sort === defaultSort(query)
}
