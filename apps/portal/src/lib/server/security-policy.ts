/**
 * The directive that only a running server knows, to be joined to the ones SvelteKit writes. `bankOrigin` is set on the
 * one page that hands the browser to a bank.
 */
export function formAction(bankOrigin: string | null): string {
  // A bank's page may redirect to another of its hosts before it answers, and browsers apply form-action to that too.
  return bankOrigin ? `form-action 'self' ${bankOrigin} https:` : `form-action 'self'`
}
