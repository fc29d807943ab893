import type { RequestEvent } from '@sveltejs/kit'

/** Routes without secrets: what is compressed together with what a visitor typed could be guessed from its length. */
const COMPRESSED = new Set([
  '/(shop)',
  '/(shop)/catalog',
  '/(shop)/pages/[slug]',
  '/(shop)/products/[slug]',
  '/sitemap.xml',
  '/sitemaps/[part].xml',
])

const isText = (type: string | null): boolean =>
  /^(text\/(html|sveltekit-data)|application\/(json|xml))\b/.test(type ?? '')

/** Compresses a page, its data or a sitemap for a client that accepts it. A proxy in front need not do so again. */
export function compressResponse(response: Response, { request, route }: RequestEvent): Response {
  if (!response.body || !COMPRESSED.has(route.id ?? '') || !isText(response.headers.get('content-type')))
    return response
  response.headers.append('vary', 'accept-encoding')
  if (!/\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(request.headers.get('accept-encoding') ?? ''))
    return response
  const headers = new Headers(response.headers)
  headers.set('content-encoding', 'gzip')
  headers.delete('content-length')
  headers.delete('etag')
  const { status, statusText } = response
  return new Response(response.body.pipeThrough(new CompressionStream('gzip')), {
    status,
    statusText,
    headers,
  })
}
