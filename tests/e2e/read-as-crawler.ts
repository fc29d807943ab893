/** What a crawler reads: it sends no cookie and follows no redirect. */
export interface CrawledPage {
  status: number
  headers: Headers
  text: string
  /** Where a redirect leads to. */
  location: string | null
}

/**
 * Reads an address of a shop as a crawler does.
 * @param storefront where the storefront listens
 * @param address absolute, on the host of the shop
 */
export async function readAsCrawler(
  storefront: string,
  address: string,
  headers: Record<string, string> = {},
): Promise<CrawledPage> {
  const { host, pathname, search } = new URL(address)
  const response = await fetch(storefront + pathname + search, {
    // Node.js sends this header by itself, and a crawler sends none.
    headers: { 'accept-language': '*', ...headers, host },
    redirect: 'manual',
  })
  return {
    status: response.status,
    headers: response.headers,
    text: await response.text(),
    location: response.headers.get('location'),
  }
}

/** The value of the first attribute of this name in the first tag that contains all of `parts`. */
export function attributeOf(html: string, attribute: string, ...parts: string[]): string | null {
  const tags = html.match(/<(meta|link|html)\b[^>]*>/g) ?? []
  const tag = tags.find((each) => parts.every((part) => each.includes(part)))
  return tag?.match(new RegExp(`\\b${attribute}="([^"]*)"`))?.[1]?.replaceAll('&amp;', '&') ?? null
}

/** The things of schema.org on a page. */
export const structuredDataOf = (html: string): Record<string, unknown>[] =>
  [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(
    ([, json = '']) => JSON.parse(json) as Record<string, unknown>,
  )
