export interface PolicyInput {
  /** Where browsers reach the API, for payByCard and pictures. */
  apiUrl: string
  /** Set on the one page that hands the buyer to a bank. */
  bankOrigin: string | null
}

/** The directives that only a running server knows, to be joined to the ones SvelteKit writes. */
export function securityPolicy({ apiUrl, bankOrigin }: PolicyInput): string {
  const api = new URL(apiUrl).origin
  // A bank's page may redirect to another of its hosts before it answers, and browsers apply form-action to that too.
  const formAction = bankOrigin ? `'self' ${bankOrigin} https:` : `'self'`
  return `connect-src 'self' ${api}; img-src 'self' data: ${api}; form-action ${formAction}`
}
