import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import type { TadaDocumentNode } from '#lib/graphql/graphql.ts'
import { signInPath } from '#lib/paths.ts'
import { httpStatusOf } from '#lib/user-error.ts'
import { closeSession } from './cookies.ts'
import { MerchantApiError, requestMerchantApi } from './merchant-api.ts'

/** Loads the data of a page. On failure, redirects to sign in or to the list of shops, or throws an error page. */
export async function queryForPage<Result, Variables>(
  event: RequestEvent,
  document: TadaDocumentNode<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  try {
    return await requestMerchantApi(event, document, variables)
  } catch (failure) {
    if (!(failure instanceof MerchantApiError)) throw failure
    return leavePage(event, failure.code)
  }
}

function leavePage(event: RequestEvent, code: string): never {
  if (code === 'UNAUTHENTICATED') redirectToSignIn(event)
  if (code === 'FORBIDDEN') redirect(303, '/shops?reason=forbidden')
  if (code === 'BAD_USER_INPUT') leaveInvalidAddress(event)
  error(httpStatusOf(code), code, { code })
}

/** The variables of a page come from its address: an invalid cursor leads to the first page, anything else is 404. */
function leaveInvalidAddress({ url }: RequestEvent): never {
  const firstPage = new URL(url)
  firstPage.searchParams.delete('after')
  if (firstPage.search !== url.search) redirect(303, firstPage.pathname + firstPage.search)
  error(404, 'Page not found', { code: 'NOT_FOUND' })
}

/** Deletes the cookie of a session that expired or was revoked, and redirects to the sign-in page. */
export function redirectToSignIn(event: RequestEvent): never {
  closeSession(event)
  const next = event.request.method === 'GET' ? event.url.pathname + event.url.search : event.url.pathname
  redirect(303, signInPath({ next, reason: 'expired' }))
}
