/** Fields of a form in the order sent, including repeated names. */
export type Pairs = readonly (readonly [name: string, value: string])[]

export function readForm(text: string): Pairs {
  return [...new URLSearchParams(text)]
}

export function writeForm(pairs: Pairs): string {
  return new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString()
}

/** The first name that occurs more than once. */
export function findRepeated(pairs: Pairs): string | undefined {
  const seen = new Set<string>()
  return pairs.find(([name]) => seen.size === seen.add(name).size)?.[0]
}

/** Appends an encoded form to a URL, which may already have a query. */
export function appendQuery(url: string, text: string): string {
  if (!text) return url
  return `${url}${url.includes('?') ? '&' : '?'}${text}`
}
