import type { RequestEvent } from '@sveltejs/kit'
import { isUnreachable } from '@triclic/telemetry'
import { API_URL } from '$app/env/private'
import { httpStatusOf, requestError } from '#lib/user-error.ts'
import { log } from './log.ts'
import { requestHeaders } from './merchant-api.ts'

/** Longer than a file may take that waits for its turn in the API; `fetch` itself gives up after 300 s. */
const TIMEOUT_MS = 290_000

/**
 * Passes a file on to a path of the API while it arrives, and answers what the API answers. A request that is refused as a whole becomes
 * `userErrors`, in the language of the page.
 */
export async function passUpload(event: RequestEvent, path: string): Promise<Response> {
  const headers = requestHeaders(event)
  headers.set('content-type', event.request.headers.get('content-type') ?? 'application/octet-stream')
  try {
    const response = await fetch(`${API_URL}${path}`, {
      method: 'POST',
      headers,
      body: event.request.body,
      duplex: 'half',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    } as RequestInit)
    const answer = (await response.json()) as { errors?: { extensions: { code: string } }[] }
    const code = answer.errors?.[0]?.extensions.code
    return code ? refuse(event, code) : Response.json(answer)
  } catch (cause) {
    if (!isUnreachable(cause)) throw cause
    log.warn({ err: cause }, 'The API is unreachable or too slow')
    return refuse(event, 'SERVICE_UNAVAILABLE')
  }
}

const refuse = (event: RequestEvent, code: string): Response =>
  Response.json({ userErrors: [requestError(code, event.locals.requestId)] }, { status: httpStatusOf(code) })
