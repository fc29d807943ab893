import { error, type RequestEvent } from '@sveltejs/kit'
import { isUnreachable } from '@triclic/telemetry'
import { API_URL } from '$app/env/private'
import { requestHeaders } from './merchant-api.ts'
import { redirectToSignIn } from './query-for-page.ts'

const PASSED_ON = ['content-type', 'content-disposition']

/** Passes a file on from the API while it arrives. @param path of the API, with its query */
export async function passOnFile(event: RequestEvent, path: string): Promise<Response> {
  const response = await fetch(`${API_URL}${path}`, {
    headers: requestHeaders(event),
    redirect: 'error',
    signal: event.request.signal,
  }).catch((cause: unknown) => {
    if (!isUnreachable(cause)) throw cause
    return error(503, { message: 'SERVICE_UNAVAILABLE', code: 'SERVICE_UNAVAILABLE' })
  })
  if (response.status === 401) redirectToSignIn(event)
  if (!response.ok) error(response.status, { message: 'The file was refused', code: 'NOT_FOUND' })
  const headers = PASSED_ON.map((name) => [name, response.headers.get(name) ?? ''] as [string, string])
  return new Response(response.body, { headers: [...headers, ['cache-control', 'private, no-store']] })
}
