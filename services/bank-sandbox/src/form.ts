/** A posted form in the order sent, repeated names kept. */
export type Pairs = readonly (readonly [name: string, value: string])[]

export function readForm(text: string): Pairs {
  return [...new URLSearchParams(text)]
}

export function writeForm(pairs: Pairs): string {
  return new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString()
}

export function findRepeated(pairs: Pairs): string | undefined {
  const seen = new Set<string>()
  return pairs.find(([name]) => seen.size === seen.add(name).size)?.[0]
}

/** Adds a form to a URL that may have a query of its own. */
export function appendQuery(url: string, text: string): string {
  if (!text) return url
  return `${url}${url.includes('?') ? '&' : '?'}${text}`
}
