import { error } from '@sveltejs/kit'
import { isUnreachable } from '@triclic/telemetry'
import { API_URL } from '$app/env/private'
import { redirectToSignIn } from '#lib/server/query-for-page.ts'
import { requestHeaders } from '#lib/server/merchant-api.ts'
import type { RequestHandler } from './$types'

const PASSED_ON = ['content-type', 'content-disposition']

/** Passes the shop's products on from the API, as a file in the chosen format. */
export const GET: RequestHandler = async (event) => {
  const format = event.url.searchParams.get('format') ?? ''
  const response = await fetch(`${API_URL}/merchant/exports/products?format=${encodeURIComponent(format)}`, {
    headers: requestHeaders(event),
    redirect: 'error',
    signal: event.request.signal,
  }).catch((cause: unknown) => {
    if (!isUnreachable(cause)) throw cause
    return error(503, { message: 'SERVICE_UNAVAILABLE', code: 'SERVICE_UNAVAILABLE' })
  })
  if (response.status === 401) redirectToSignIn(event)
  if (!response.ok) error(response.status, { message: 'The export was refused', code: 'NOT_FOUND' })
  const headers = Object.fromEntries(PASSED_ON.map((name) => [name, response.headers.get(name) ?? '']))
  return new Response(response.body, { headers })
}
