import type { RequestEvent } from '@sveltejs/kit'
import { toDecimalString } from '@triclic/money'
import type { ListedProduct } from '#lib/api/documents/catalog.ts'
import type { Product, Variant } from '#lib/api/documents/product.ts'
import type { ShopIdentity } from '#lib/api/documents/shop.ts'
import { nameOfItem } from '#lib/catalog/variant-name.ts'
import { m } from '#lib/paraglide/messages.js'
import { absoluteAddress, type Thing } from './page-head.ts'

/** The way from the home page to the page, which is the last place. */
export const breadcrumbList = (event: RequestEvent, places: { name: string; path: string }[]): Thing => ({
  '@type': 'BreadcrumbList',
  itemListElement: [{ name: event.locals.shop?.name ?? '', path: '/' }, ...places].map(
    ({ name, path }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item: absoluteAddress(event, path),
    }),
  ),
})

/** The catalog as a place of `breadcrumbList`. */
export const catalogPlace = () => ({ name: m.catalog_all_products(), path: '/catalog' })

/** A product with the offer of each variant. https://developers.google.com/search/docs/appearance/structured-data/product-snippet */
export function productThing(event: RequestEvent, product: Product): Thing {
  const url = absoluteAddress(event, `/products/${product.slug}`)
  const pictures = product.images.map(({ webp1280 }) => webp1280)
  const [only] = product.variants
  return {
    '@type': 'Product',
    '@id': `${url}#product`,
    url,
    name: product.name,
    ...(product.description && { description: product.description }),
    ...(pictures.length > 0 && { image: pictures }),
    ...(product.brand && { brand: { '@type': 'Brand', name: product.brand } }),
    ...(product.variants.length === 1 && only && { sku: only.sku, ...gtinOf(only) }),
    offers: offersOf(event, product, url),
  }
}

function offersOf(event: RequestEvent, product: Product, url: string): Thing {
  const offers = product.variants.map((variant) => offerOf(event, product, variant, url))
  const [first] = offers
  if (offers.length === 1 && first) return first
  const prices = product.variants.map(({ price }) => price).sort((a, b) => a.amount - b.amount)
  const [lowest] = prices
  const highest = prices.at(-1)
  return {
    '@type': 'AggregateOffer',
    url,
    offerCount: offers.length,
    ...(lowest && { priceCurrency: lowest.currency, lowPrice: toDecimalString(lowest) }),
    ...(highest && { highPrice: toDecimalString(highest) }),
    offers,
  }
}

const offerOf = (event: RequestEvent, product: Product, variant: Variant, url: string): Thing => ({
  '@type': 'Offer',
  url,
  name: nameOfItem({ ...variant, product }),
  sku: variant.sku,
  ...gtinOf(variant),
  price: toDecimalString(variant.price),
  priceCurrency: variant.price.currency,
  availability: `https://schema.org/${variant.availableQuantity > 0 ? 'InStock' : 'OutOfStock'}`,
  seller: { '@type': 'Organization', name: event.locals.shop?.name ?? '' },
  ...returnPolicyOf(event, product),
})

const gtinOf = ({ gtin }: Variant): Thing => (gtin ? { gtin } : {})

/** The right of withdrawal. Left out for a product that cannot be returned, or only on a condition: schema.org has no term for these. */
function returnPolicyOf(event: RequestEvent, { withdrawalExemption }: Product): Thing {
  const { shop } = event.locals
  if (!shop || withdrawalExemption) return {}
  return {
    hasMerchantReturnPolicy: {
      '@type': 'MerchantReturnPolicy',
      applicableCountry: shop.country,
      returnPolicyCategory: 'https://schema.org/MerchantReturnFiniteReturnWindow',
      merchantReturnDays: shop.returnPolicy.days,
    },
  }
}

/** A list of products: each with its place in the whole list. */
export const collectionPage = (
  event: RequestEvent,
  {
    name,
    path,
    products,
    total,
    before,
  }: { name: string; path: string; products: readonly ListedProduct[]; total: number; before: number },
): Thing => ({
  '@type': 'CollectionPage',
  name,
  url: absoluteAddress(event, path),
  mainEntity: {
    '@type': 'ItemList',
    numberOfItems: total,
    itemListElement: products.map((product, index) => ({
      '@type': 'ListItem',
      position: before + index + 1,
      name: product.name,
      url: absoluteAddress(event, `/products/${product.slug}`),
    })),
  },
})

/** The website, with the address of its search. */
export const webSite = (event: RequestEvent): Thing => ({
  '@type': 'WebSite',
  name: event.locals.shop?.name ?? '',
  url: absoluteAddress(event, '/'),
  inLanguage: event.locals.locale,
  potentialAction: {
    '@type': 'SearchAction',
    target: {
      '@type': 'EntryPoint',
      urlTemplate: `${event.url.origin}/catalog?search={search_term_string}`,
    },
    'query-input': 'required name=search_term_string',
  },
})

/** Who sells: what the shop shows in its legal notice, as far as the merchant has entered it. */
export function organization(event: RequestEvent, { business, contactEmail }: ShopIdentity): Thing {
  const { shop } = event.locals
  const streetAddress = [business?.line1, business?.line2].filter(Boolean).join(', ')
  return {
    '@type': 'OnlineStore',
    '@id': `${absoluteAddress(event, '/')}#organization`,
    name: shop?.name ?? '',
    url: absoluteAddress(event, '/'),
    ...(shop?.theme.logo && { logo: shop.theme.logo.url }),
    ...(contactEmail && { email: contactEmail }),
    ...(business && {
      legalName: business.legalName,
      telephone: business.phone,
      ...(business.vatNumber && { vatID: business.vatNumber }),
      address: {
        '@type': 'PostalAddress',
        streetAddress,
        ...(business.postalCode && { postalCode: business.postalCode }),
        addressLocality: business.city,
        addressCountry: business.countryCode,
      },
    }),
  }
}
