import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import { signInPath } from '#lib/sign-in-path.ts'
import { askMerchantApi, MerchantApiError } from './merchant-api.ts'
import type { Operation } from './operation.ts'
import { closeSession } from './session.ts'

/** What a page needs, or the way out: to sign in, to choose a shop, or an error page that says what to do. */
export async function askForPage<Answer, Variables>(
  event: RequestEvent,
  operation: Operation<Answer, Variables>,
  variables: Variables,
): Promise<Answer> {
  try {
    return await askMerchantApi(event, operation, variables)
  } catch (problem) {
    if (!(problem instanceof MerchantApiError)) throw problem
    return leave(event, problem.code)
  }
}

function leave(event: RequestEvent, code: string): never {
  if (code === 'UNAUTHENTICATED') leaveToSignIn(event)
  if (code === 'FORBIDDEN') redirect(303, '/shops?reason=forbidden')
  if (code === 'BAD_USER_INPUT') leaveAddress(event)
  error(statusOf(code), code, { code })
}

/** What a page asks with stands in its address. One that the API can't read leads to the list's first page, or nowhere. */
function leaveAddress({ url }: RequestEvent): never {
  const first = new URL(url)
  first.searchParams.delete('after')
  if (first.search !== url.search) redirect(303, first.pathname + first.search)
  error(404, 'No such page', { code: 'NOT_FOUND' })
}

/** The API ends a session that was idle or revoked: the cookie goes too, and the sign-in page says so. */
export function leaveToSignIn(event: RequestEvent): never {
  closeSession(event)
  const next = event.request.method === 'GET' ? event.url.pathname + event.url.search : event.url.pathname
  redirect(303, signInPath({ next, reason: 'expired' }))
}

const statuses: Record<string, number> = {
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  INSECURE_TRANSPORT: 403,
  BAD_USER_INPUT: 400,
  QUERY_TOO_COMPLEX: 400,
  SERVICE_UNAVAILABLE: 503,
}

/** The HTTP status that goes with a code of the API. */
export const statusOf = (code: string): number => statuses[code] ?? 502
