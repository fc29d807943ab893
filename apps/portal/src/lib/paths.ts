/**
 * Returns the path if it stays on this site, otherwise `/`. Protects redirects whose target comes from a query or a
 * form.
 */
export function localPath(path: string | null | undefined): string {
  if (!path?.startsWith('/')) return '/'
  const base = 'http://portal.invalid'
  if (!URL.canParse(path, base)) return '/'
  const url = new URL(path, base)
  return url.origin === base && !url.pathname.startsWith('//') ? url.pathname + url.search : '/'
}

type SignInReason = 'expired' | 'signed-out' | 'password-reset'

/** The URL of the sign-in page, with the page to return to and the reason to show. */
export function signInPath(input: { next?: string; reason?: SignInReason }): string {
  const query = new URLSearchParams()
  if (input.reason) query.set('reason', input.reason)
  if (input.next && localPath(input.next) !== '/') query.set('next', localPath(input.next))
  return query.size ? `/sign-in?${query}` : '/sign-in'
}

/** The URL of the page that asks for the password again, and then returns to `next`. */
export const reauthenticationPath = (next: string): string =>
  `/reauthenticate?${new URLSearchParams({ next: localPath(next) })}`

/** Whether a redirect leads to the sign-in page. */
export const isSignInPath = (path: string): boolean => path.split('?')[0] === '/sign-in'

/** The query string of a page of a list. `cursors`: one per page visited, the last one leads to this page. */
export function pageHref(cursors: readonly string[], otherParameters: Record<string, string> = {}): string {
  const query = new URLSearchParams(otherParameters)
  for (const cursor of cursors) query.append('after', cursor)
  return `?${query}`
}
