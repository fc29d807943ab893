import { request, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'

/** What a crawler reads: it sends no cookie and follows no redirect. */
export interface CrawledPage {
  status: number
  headers: IncomingMessage['headers']
  text: string
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
  const sent = { 'accept-encoding': 'gzip', ...headers, host }
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(new URL(pathname + search, storefront), { headers: sent }, resolve)
      .on('error', reject)
      .end()
  })
  const body = await buffer(response)
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text: String(response.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body),
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
