import { LANGUAGES, type Language } from '#lib/language-address.ts'

/** A page in each language. */
export interface SitemapEntry {
  addresses: Record<Language, string>
  /** RFC 3339; absent where it is not known. */
  changedAt?: string
}

const NAMESPACES =
  'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

/** A sitemap of other sitemaps, by their addresses. https://www.sitemaps.org/protocol.html */
export const sitemapIndex = (addresses: readonly string[]): string =>
  `${DECLARATION}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${addresses
    .map((address) => `<sitemap><loc>${escapeXml(address)}</loc></sitemap>\n`)
    .join('')}</sitemapindex>\n`

/** The parts of a sitemap, in pieces: each page in each language, with its other languages. */
export function* sitemapParts(entries: Iterable<SitemapEntry>): Generator<string> {
  yield `${DECLARATION}<urlset ${NAMESPACES}>\n`
  for (const entry of entries) yield LANGUAGES.map((language) => urlElement(entry, language)).join('')
  yield '</urlset>\n'
}

function urlElement({ addresses, changedAt }: SitemapEntry, language: Language): string {
  const alternates = LANGUAGES.map(
    (each) => `<xhtml:link rel="alternate" hreflang="${each}" href="${escapeXml(addresses[each])}"/>`,
  )
  const changed = changedAt ? `<lastmod>${changedAt}</lastmod>` : ''
  return `<url><loc>${escapeXml(addresses[language])}</loc>${changed}${alternates.join('')}</url>\n`
}

const escapeXml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')

const textEncoder = new TextEncoder()
/** Pieces are sent together up to this length. */
const CHUNK_CHARACTERS = 65_536

/** Sends pieces as they are made, as fast as they are read. */
export const streamOf = (pieces: Iterator<string>): ReadableStream<Uint8Array> =>
  new ReadableStream({
    pull(controller) {
      let chunk = ''
      while (chunk.length < CHUNK_CHARACTERS) {
        const { value, done } = pieces.next()
        if (done) {
          if (chunk) controller.enqueue(textEncoder.encode(chunk))
          return controller.close()
        }
        chunk += value
      }
      controller.enqueue(textEncoder.encode(chunk))
    },
  })
