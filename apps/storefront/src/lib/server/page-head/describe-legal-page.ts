import type { RequestEvent } from '@sveltejs/kit'
import type { ShopPage } from '#lib/api/documents/catalog.ts'
import { LANGUAGES } from '#lib/language-address.ts'
import { callerOf } from '#lib/server/api-client.ts'
import { readLegalPages } from '#lib/server/shop.ts'
import { describePage, summaryOf, textOfHtml, type PageHead } from './page-head.ts'
import { breadcrumbList } from './structured-data.ts'

/** A legal page has a slug in each language in which it is published. */
export async function describeLegalPage(
  event: RequestEvent,
  { kind, slug, title, html }: ShopPage,
): Promise<void> {
  const { shopConfig, shop } = event.locals
  if (!shopConfig || !shop) return
  const pages = await readLegalPages(shopConfig, callerOf(event))
  const pathIn = (language: (typeof LANGUAGES)[number]) =>
    `/pages/${pages[language].find((page) => page.kind === kind)?.slug ?? slug}`
  describePage(event, {
    type: 'website',
    title: `${title} · ${shop.name}`,
    description: summaryOf(textOfHtml(html)),
    paths: Object.fromEntries(LANGUAGES.map((each) => [each, pathIn(each)])) as PageHead['paths'],
    picture: null,
    structuredData: [breadcrumbList(event, [{ name: title, path: `/pages/${slug}` }])],
  })
}
