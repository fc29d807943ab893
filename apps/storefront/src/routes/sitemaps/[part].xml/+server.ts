import { error } from '@sveltejs/kit'
import { readPart } from '#lib/server/sitemap/sitemap-of-shop.ts'
import { sitemapParts, streamOf } from '#lib/server/sitemap/sitemap-xml.ts'
import type { RequestHandler } from './$types.js'

export const GET: RequestHandler = async (event) => {
  const entries = await readPart(event, event.params.part)
  if (!entries) error(404, 'Not found')
  return new Response(streamOf(sitemapParts(entries)), {
    headers: { 'content-type': 'application/xml', 'cache-control': 'public, max-age=3600' },
  })
}
