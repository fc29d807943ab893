import { error, type RequestEvent } from '@sveltejs/kit'

const loopback = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/

/** Throws an error page for plain HTTP from another machine, since the portal shows personal data. */
export function requireSecureTransport(event: RequestEvent): void {
  if (event.url.protocol === 'https:' || loopback.test(event.getClientAddress())) return
  error(403, 'A secure connection is required', { code: 'INSECURE_TRANSPORT' })
}

/** The form-action directive. `bankOrigin` is set only for the page that submits a form to a bank. */
export function formActionDirective(bankOrigin: string | null): string {
  // A bank's page may redirect to another host before it answers, and browsers apply form-action to that too.
  return bankOrigin ? `form-action 'self' ${bankOrigin} https:` : `form-action 'self'`
}

/** The policy of the one page that sends a card straight to the storefront API: it may connect to this URL too, and no other page may. */
export const withConnection = (policy: string, url: string | null): string =>
  url ? policy.replace("connect-src 'self'", `connect-src 'self' ${url}`) : policy
