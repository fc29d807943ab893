interface PolicyInput {
  /** Where browsers reach the API, for payByCard and product images. */
  apiUrl: string
  /** Set on the page that redirects the buyer to a bank. */
  bankOrigin: string | null
}

/** CSP directives known only at run time, appended to those that SvelteKit writes. */
export function runtimePolicy({ apiUrl, bankOrigin }: PolicyInput): string {
  const api = new URL(apiUrl).origin
  // A bank's page may redirect to another of its hosts, and browsers apply form-action to redirects too.
  const formAction = bankOrigin ? `'self' ${bankOrigin} https:` : `'self'`
  return `connect-src 'self' ${api}; img-src 'self' data: ${api}; form-action ${formAction}`
}
