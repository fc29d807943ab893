import { listParts } from '#lib/server/sitemap/sitemap-of-shop.ts'
import { sitemapIndex } from '#lib/server/sitemap/sitemap-xml.ts'
import type { RequestHandler } from './$types.js'

export const GET: RequestHandler = async (event) => {
  const parts = await listParts(event)
  const index = sitemapIndex(parts.map((part) => `${event.url.origin}/sitemaps/${part}.xml`))
  return new Response(index, {
    headers: { 'content-type': 'application/xml', 'cache-control': 'public, max-age=3600' },
  })
}
