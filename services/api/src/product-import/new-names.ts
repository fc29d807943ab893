import type { ShopProduct } from '../product-file/shop-product.ts'
import { toSlug } from '../product/to-slug.ts'
import type { KnownProducts } from './match-products.ts'

/** Slugs and SKUs of new products and variants: unique in the shop and in the file. */
export class NewNames {
  readonly #slugs: Set<string>
  readonly #skus: Set<string>

  constructor({ bySlug, bySku }: KnownProducts) {
    this.#slugs = new Set(bySlug.keys())
    this.#skus = new Set(bySku.keys())
  }

  slug = (wanted: string, id: string): string => unique(this.#slugs, wanted || 'p', id)

  sku = (given: string | undefined, { slug }: ShopProduct, optionValues: string[], id: string): string => {
    if (given === undefined) return unique(this.#skus, skuOf(slug, optionValues), id)
    this.#skus.add(given)
    return given
  }
}

/** The SKU of an item for which the file has none: `pull-marin-m-ecru`. */
export const skuOf = (slug: string, optionValues: string[]): string =>
  [slug, ...optionValues.map(toSlug)].join('-').slice(0, 50)

/** The end of an id is random. */
function unique(taken: Set<string>, wanted: string, id: string): string {
  const name = taken.has(wanted) ? `${wanted}-${id.slice(-8)}` : wanted
  taken.add(name)
  return name
}
