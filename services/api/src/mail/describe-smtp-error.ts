/** What the portal shows of a failed try. Servers echo what they were sent, so their own words are left out. */
export function describeSmtpError(error: unknown): string {
  const { code, responseCode } = (error ?? {}) as { code?: unknown; responseCode?: unknown }
  const what = typeof code === 'string' && /^[A-Z_]{2,30}$/.test(code) ? code : 'no answer'
  return typeof responseCode === 'number'
    ? `The mail server answered ${responseCode} (${what}).`
    : `The mail server could not be used (${what}).`
}
