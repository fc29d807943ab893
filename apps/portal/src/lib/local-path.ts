/** The given path if it stays on this site, else `/`: what comes back from a query string or a form is not to be trusted. */
export function localPath(path: string | null | undefined): string {
  if (!path?.startsWith('/')) return '/'
  const base = 'http://portal.invalid'
  if (!URL.canParse(path, base)) return '/'
  const url = new URL(path, base)
  return url.origin === base && !url.pathname.startsWith('//') ? url.pathname + url.search : '/'
}
