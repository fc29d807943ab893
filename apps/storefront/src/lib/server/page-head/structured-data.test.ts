import { expect, test } from 'vitest'
import { headTags, structuredDataTag } from './head-tags.ts'
import { describeProductPage } from './describe-product-page.ts'
import type { Thing } from './page-head.ts'
import { sampleEvent, sampleProduct } from './sample-event.ts'
import { breadcrumbList, collectionPage, organization, productThing, webSite } from './structured-data.ts'

/** What each thing must have, by https://developers.google.com/search/docs/appearance/structured-data (read in November 2026). */
const REQUIRED: Record<string, string[]> = {
  Product: ['name', 'image', 'offers'],
  Offer: ['price', 'priceCurrency', 'availability', 'url'],
  AggregateOffer: ['lowPrice', 'highPrice', 'priceCurrency', 'offerCount'],
  BreadcrumbList: ['itemListElement'],
  ListItem: ['position', 'name'],
  OnlineStore: ['name', 'url'],
  Organization: ['name'],
  Brand: ['name'],
  MerchantReturnPolicy: ['applicableCountry', 'returnPolicyCategory', 'merchantReturnDays'],
  PostalAddress: ['streetAddress', 'addressLocality', 'addressCountry'],
  WebSite: ['name', 'url', 'potentialAction'],
  SearchAction: ['target', 'query-input'],
  EntryPoint: ['urlTemplate'],
  CollectionPage: ['name', 'url', 'mainEntity'],
  ItemList: ['numberOfItems', 'itemListElement'],
}

/** Each thing within a thing, and itself. */
function thingsIn(value: unknown): Thing[] {
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.values(value).flatMap(thingsIn)
  return '@type' in value ? [value as Thing, ...inner] : inner
}

const event = sampleEvent('/products/lampe')
const listed = {
  id: '1',
  slug: 'lampe',
  name: 'Lampe',
  image: null,
  priceRange: { min: { amount: 1, currency: 'EUR' }, max: { amount: 1, currency: 'EUR' } },
  variants: [],
}
const business = {
  legalName: 'Lampes SARL',
  line1: '1 rue du Four',
  line2: null,
  postalCode: '39000',
  city: 'Lons-le-Saunier',
  countryCode: 'FR',
  phone: '+33 3 00 00 00 00',
  vatNumber: 'FR00123456789',
}

test.each<[string, Thing]>([
  ['a product with one variant', productThing(event, sampleProduct([1250]))],
  ['a product with several variants', productThing(event, sampleProduct([1250, 900]))],
  ['breadcrumbs', breadcrumbList(event, [{ name: 'Lampe', path: '/products/lampe' }])],
  ['a shop', organization(event, { contactEmail: 'a@lampes.test', business })],
  [
    'a shop before the merchant has entered who sells',
    organization(event, { contactEmail: null, business: null }),
  ],
  ['the website', webSite(event)],
  [
    'a list',
    collectionPage(event, { name: 'Lampes', path: '/catalog', products: [listed], total: 21, before: 20 }),
  ],
])('%s has what search engines require', (_what, thing) => {
  const missing = thingsIn(thing).flatMap((each) => {
    const required = REQUIRED[String(each['@type'])] ?? ['an entry in the table']
    return required
      .filter((name) => each[name] === undefined || each[name] === '')
      .map((name) => `${String(each['@type'])}.${name}`)
  })
  expect(missing).toEqual([])
})

test.each([
  ['EUR', 1250, '12.50'],
  ['JPY', 1250, '1250'],
  ['TND', 1250, '1.250'],
])('a price in %s has the digits of its currency', (currency, amount, price) => {
  expect(productThing(event, sampleProduct([amount], currency))['offers']).toMatchObject({
    price,
    priceCurrency: currency,
    availability: 'https://schema.org/OutOfStock',
    sku: 'L-0',
  })
})

test('several variants are offered from the lowest to the highest price', () => {
  expect(productThing(event, sampleProduct([1250, 900, 10_000]))['offers']).toMatchObject({
    lowPrice: '9.00',
    highPrice: '100.00',
    offerCount: 3,
    offers: [{ availability: 'https://schema.org/OutOfStock' }, { price: '9.00' }, { price: '100.00' }],
  })
})

test('a name cannot end the element', () => {
  const tag = structuredDataTag(productThing(event, sampleProduct([1250])))
  expect(tag.match(/<\/script>/g)).toHaveLength(1)
  const [, json = ''] = /^<script type="application\/ld\+json">(.*)<\/script>$/s.exec(tag) ?? []
  expect(JSON.parse(json)).toMatchObject({ '@context': 'https://schema.org', name: 'Lampe </script> "A"' })
})

test('a page names itself, its languages, its picture and its lowest price', () => {
  const page = sampleEvent('/en/products/lampe?utm_source=letter', 'en')
  describeProductPage(page, sampleProduct([1250, 900]))
  const tags = headTags(page)
  for (const tag of [
    '<link rel="canonical" href="https://lampes.test/en/products/lampe" />',
    '<link rel="alternate" hreflang="en" href="https://lampes.test/en/products/lampe" />',
    '<link rel="alternate" hreflang="fr" href="https://lampes.test/products/lampe" />',
    '<link rel="alternate" hreflang="x-default" href="https://lampes.test/products/lampe" />',
    '<meta name="description" content="Une lampe en céramique." />',
    '<meta property="og:title" content="Lampe &lt;/script&gt; &quot;A&quot; · Lampes &amp; Cie" />',
    '<meta property="og:image" content="https://api.test/media/a/1280.webp" />',
    '<meta property="og:image:height" content="960" />',
    '<meta property="og:image:alt" content="Une lampe" />',
    '<meta property="product:price:amount" content="9.00" />',
    '<meta name="twitter:card" content="summary_large_image" />',
  ])
    expect(tags).toContain(tag)
  expect(tags).not.toContain('noindex')
  expect(tags).toMatch(/<link rel="preload" as="image" fetchpriority="high" type="image\/avif" imagesrcset="/)
})

test('a page that is not described is not indexed', () => {
  const tags = headTags(sampleEvent('/cart'))
  expect(tags).toContain('<meta name="robots" content="noindex" />')
  expect(tags).not.toContain('canonical')
})

test('a product has its brand, its barcode and, unless it is exempt, the days in which it can be returned', () => {
  const thing = productThing(event, sampleProduct([1250]))
  expect(thing).toMatchObject({
    brand: { '@type': 'Brand', name: 'Lumen' },
    gtin: '6291041500213',
    offers: {
      gtin: '6291041500213',
      hasMerchantReturnPolicy: { applicableCountry: 'FR', merchantReturnDays: 14 },
    },
  })
  const personal = { ...sampleProduct([1250]), brand: null, withdrawalExemption: 'MADE_TO_MEASURE' as const }
  const { brand, offers } = productThing(event, personal)
  expect([brand, offers]).toEqual([
    undefined,
    expect.not.objectContaining({ hasMerchantReturnPolicy: expect.anything() as unknown }),
  ])
})
