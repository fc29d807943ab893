/** The address of a page of a list: the cursors that lead there, one a page, and what else the address holds. */
export function trailHref(cursors: readonly string[], keep: Record<string, string> = {}): string {
  const query = new URLSearchParams(keep)
  for (const cursor of cursors) query.append('after', cursor)
  return `?${query}`
}
