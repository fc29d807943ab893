import { expect, test } from 'vitest'
import { sitemapIndex, sitemapParts, streamOf } from './sitemap-xml.ts'

const entry = (slug: string) => ({
  addresses: { fr: `https://shop.test/${slug}`, en: `https://shop.test/en/${slug}` },
})

test('each page is listed in each language, with its other languages', () => {
  const xml = [...sitemapParts([{ ...entry('lampe'), changedAt: '2026-11-01T10:00:00.000Z' }])].join('')
  const alternates =
    '<xhtml:link rel="alternate" hreflang="en" href="https://shop.test/en/lampe"/>' +
    '<xhtml:link rel="alternate" hreflang="fr" href="https://shop.test/lampe"/>'
  for (const address of ['https://shop.test/lampe', 'https://shop.test/en/lampe'])
    expect(xml).toContain(
      `<url><loc>${address}</loc><lastmod>2026-11-01T10:00:00.000Z</lastmod>${alternates}</url>`,
    )
  expect(xml.match(/<url>/g)).toHaveLength(2)
})

test('addresses are escaped', () => {
  const address = `https://shop.test/catalog?a=1&b=<'">`
  const xml = [...sitemapParts([{ addresses: { fr: address, en: address } }])].join('')
  expect(xml).toContain('<loc>https://shop.test/catalog?a=1&amp;b=&lt;&apos;&quot;&gt;</loc>')
  expect(sitemapIndex(['https://shop.test/a?b&c'])).toContain('<loc>https://shop.test/a?b&amp;c</loc>')
})

test('a part of 10,000 products stays below 50,000 addresses and 50 MB, and is sent in pieces', async () => {
  const entries = Iterator.from(
    Array.from({ length: 10_000 }, (_, index) => entry(`${'é'.repeat(100)}-${index}`)),
  )
  let bytes = 0
  let pieces = 0
  let addresses = 0
  for await (const chunk of streamOf(sitemapParts(entries))) {
    bytes += chunk.length
    pieces++
    addresses += new TextDecoder().decode(chunk).match(/<url>/g)?.length ?? 0
  }
  expect(addresses).toBe(20_000)
  expect(bytes).toBeLessThan(50_000_000)
  expect(pieces).toBeGreaterThan(10)
})
