import { localPath } from './local-path.ts'

export type SignInReason = 'expired' | 'signed-out'

/** Where to sign in, with the page to come back to and the reason to say, if any. */
export function signInPath(input: { next?: string; reason?: SignInReason }): string {
  const query = new URLSearchParams()
  if (input.reason) query.set('reason', input.reason)
  if (input.next && localPath(input.next) !== '/') query.set('next', localPath(input.next))
  return query.size ? `/sign-in?${query}` : '/sign-in'
}
