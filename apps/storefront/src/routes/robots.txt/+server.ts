import type { RequestHandler } from './$types.js'

/** Nothing is forbidden: what must not be indexed says so itself, and would have to be read for that. */
export const GET: RequestHandler = ({ url }) =>
  new Response(`User-agent: *\nAllow: /\n\nSitemap: ${url.origin}/sitemap.xml\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  })
