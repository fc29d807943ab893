import type { RequestEvent } from '@sveltejs/kit'
import type { Product } from '#lib/api/documents/product.ts'
import type { Language } from '#lib/language-address.ts'

/** What the builders of the head read of a request to a French shop, for tests. */
export const sampleEvent = (address: string, locale: Language = 'fr'): RequestEvent =>
  ({
    url: new URL(address, 'https://lampes.test'),
    locals: {
      locale,
      shop: {
        name: 'Lampes & Cie',
        slug: 'lampes',
        locale: 'fr',
        country: 'FR',
        returnPolicy: { days: 14 },
        theme: { logo: null, accentColor: null },
      },
      shopConfig: { slug: 'lampes', key: '', secret: '', host: 'lampes.test' },
    },
  }) as unknown as RequestEvent

const picture = (name: string) => {
  const url = `https://api.test/media/${name}`
  return {
    altText: 'Une lampe',
    width: 1600,
    height: 1200,
    avif320: `${url}/320.avif`,
    avif640: `${url}/640.avif`,
    avif1280: `${url}/1280.avif`,
    webp320: `${url}/320.webp`,
    webp640: `${url}/640.webp`,
    webp1280: `${url}/1280.webp`,
  }
}

/** A product with variants at these prices, of which the first is sold out. */
export const sampleProduct = (prices: number[], currency = 'EUR'): Product => ({
  slug: 'lampe',
  name: 'Lampe </script> "A"',
  description: 'Une lampe\nen céramique.',
  descriptionHtml: '<p>Une lampe</p><p>en céramique.</p>',
  seoTitle: null,
  seoDescription: null,
  brand: 'Lumen',
  withdrawalExemption: null,
  imageUrl: null,
  images: [picture('a'), picture('b')],
  options: [],
  variants: prices.map((amount, index) => ({
    id: String(index),
    sku: `L-${index}`,
    gtin: index === 0 ? '6291041500213' : null,
    name: 'Standard',
    optionValues: [],
    availableQuantity: index === 0 ? 0 : 3,
    price: { amount, currency },
    priorPrice: null,
    recommendedPrice: null,
  })),
})
