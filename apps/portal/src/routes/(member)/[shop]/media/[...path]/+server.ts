import { API_URL } from '$app/env/private'
import { mediaPath } from '#lib/media/media-path.ts'
import type { RequestHandler } from './$types'

const PASSED = ['content-type', 'content-length', 'content-security-policy', 'etag', 'last-modified']

/** Passes a picture of the API on, so that pages of the portal load nothing from other sites. */
export const GET: RequestHandler = async ({ params }) => {
  const path = mediaPath(params.path)
  if (!path) return new Response(null, { status: 404 })
  const picture = await fetch(`${API_URL}${path}`, { redirect: 'error' }).catch(() => null)
  if (!picture?.ok) return new Response(null, { status: picture?.status === 404 ? 404 : 503 })
  const headers = new Headers({ 'cache-control': 'private, max-age=31536000, immutable' })
  for (const name of PASSED) {
    const value = picture.headers.get(name)
    if (value) headers.set(name, value)
  }
  return new Response(picture.body, { headers })
}
