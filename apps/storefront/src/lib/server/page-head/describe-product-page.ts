import type { RequestEvent } from '@sveltejs/kit'
import type { Product } from '#lib/api/documents/product.ts'
import { PICTURE_SIZES } from '#lib/catalog/picture-sources.ts'
import { productTitle } from '#lib/catalog/product-title.ts'
import { describePage, samePath, summaryOf } from './page-head.ts'
import { breadcrumbList, catalogPlace, productThing } from './structured-data.ts'

export function describeProductPage(event: RequestEvent, product: Product): void {
  const path = `/products/${product.slug}`
  const picture = product.images[0] ?? null
  const [cheapest] = product.variants.map(({ price }) => price).sort((a, b) => a.amount - b.amount)
  describePage(event, {
    type: 'product',
    title: productTitle(product, { name: event.locals.shop?.name ?? '' }),
    description: product.seoDescription ?? summaryOf(product.description),
    paths: samePath(path),
    picture,
    // The address may choose another picture of the gallery.
    first:
      picture && !event.url.searchParams.has('picture') ? { picture, sizes: PICTURE_SIZES.gallery } : null,
    price: cheapest,
    structuredData: [
      productThing(event, product),
      breadcrumbList(event, [catalogPlace(), { name: product.name, path }]),
    ],
  })
}
