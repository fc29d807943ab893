import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import type { TadaDocumentNode } from '#lib/graphql/graphql.ts'
import type { LayoutResult } from '#lib/member/member.documents.ts'
import { signInPath } from '#lib/paths.ts'
import { httpStatusOf } from '#lib/user-error.ts'
import { closeSession } from './cookies.ts'
import { MerchantApiError, requestMerchantApi } from './merchant-api.ts'

/**
 * Loads a page by one request: its own data, and as `layout` the data of the layouts, which have no `load` of their own.
 * On failure, redirects to sign in or to the list of shops, or throws an error page.
 */
export async function queryForPage<Result extends LayoutResult, Variables>(
  event: RequestEvent,
  document: TadaDocumentNode<Result, Variables>,
  variables: Variables,
) {
  const { viewer, shopAlerts, ...data } = await requestMerchantApi(event, document, variables).catch(
    (failure: unknown) => {
      if (!(failure instanceof MerchantApiError)) throw failure
      return leavePage(event, failure.code)
    },
  )
  const layout = {
    member: viewer as Result['viewer'],
    openUnmatchedPayments: shopAlerts?.openUnmatchedPaymentCount ?? 0,
    cardMailWarning: shopAlerts?.cardMailWarning ?? null,
    secondFactorOff: shopAlerts?.secondFactorOff ?? false,
    nextSetupStep: shopAlerts?.nextSetupStep ?? null,
  }
  return { ...data, layout }
}

/** Like queryForPage, for a page that needs no session and has no layout data: on failure throws an error page. */
export const queryForVisitor = <Result, Variables>(
  event: RequestEvent,
  document: TadaDocumentNode<Result, Variables>,
  variables: Variables,
): Promise<Result> =>
  requestMerchantApi(event, document, variables).catch((failure: unknown) => {
    if (!(failure instanceof MerchantApiError)) throw failure
    const { code } = failure
    error(httpStatusOf(code), code, { code })
  })

/** Like queryForPage, for a page of a shop: `layout` has the member's role and permissions in this shop too. */
export async function queryForShopPage<Result extends LayoutResult, Variables>(
  event: RequestEvent,
  document: TadaDocumentNode<Result, Variables>,
  variables: Variables,
) {
  const { layout, ...data } = await queryForPage(event, document, variables)
  const membership = layout.member.memberships.find(({ shop }) => shop.slug === event.params['shop'])
  return { ...data, layout: { ...layout, ...(membership ?? leavePage(event, 'FORBIDDEN')) } }
}

function leavePage(event: RequestEvent, code: string): never {
  if (code === 'UNAUTHENTICATED') redirectToSignIn(event)
  if (code === 'FORBIDDEN') redirect(303, '/shops?reason=forbidden')
  if (code === 'BAD_USER_INPUT') rejectInvalidUrl(event)
  error(httpStatusOf(code), code, { code })
}

/**
 * The variables come from the page's URL: an invalid cursor redirects to the first page; any other invalid value is a
 * 404.
 */
function rejectInvalidUrl({ url }: RequestEvent): never {
  const firstPage = new URL(url)
  firstPage.searchParams.delete('after')
  if (firstPage.search !== url.search) redirect(303, firstPage.pathname + firstPage.search)
  error(404, 'Page not found', { code: 'NOT_FOUND' })
}

/** The page of a form: its parameters, such as the token of an invitation, without the name of the action. */
function pageOfAction({ pathname, searchParams }: URL): string {
  const parameters = [...searchParams].filter(([name]) => !name.startsWith('/'))
  return parameters.length > 0 ? `${pathname}?${new URLSearchParams(parameters)}` : pathname
}

/** Deletes the cookie of a session that expired or was revoked, and redirects to the sign-in page. */
export function redirectToSignIn(event: RequestEvent): never {
  closeSession(event)
  const next =
    event.request.method === 'GET' ? event.url.pathname + event.url.search : pageOfAction(event.url)
  redirect(303, signInPath({ next, reason: 'expired' }))
}
