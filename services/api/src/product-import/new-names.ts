import type { FileProduct } from '../product-file/file-product.ts'
import type { ShopProduct } from '../product-file/shop-product.ts'
import { toSlug } from '../product/to-slug.ts'
import type { KnownProducts } from './match-products.ts'

/** Slugs and SKUs of new products and variants: unique in the shop and in the file. */
export class NewNames {
  readonly #slugs: Set<string>
  readonly #handles = new Set<string>()
  readonly #skus: Set<string>

  /** @param files all products of the file: what a later row names is not given to an earlier one */
  constructor({ bySlug, bySku, bySourceId }: KnownProducts, files: FileProduct[]) {
    this.#slugs = new Set(bySlug.keys())
    this.#skus = new Set(bySku.keys())
    const sources = [...bySourceId.values()].map(({ product }) => product)
    for (const { variants } of new Set([...bySlug.values(), ...bySku.values(), ...sources]))
      for (const { sku } of variants) this.#skus.add(sku)
    for (const { handle, variants } of files) {
      if (handle !== undefined) this.#slugs.add(handle)
      for (const { sku } of variants) if (sku !== undefined) this.#skus.add(sku)
    }
  }

  /** @param handle the slug in the file: no product of the shop has it, but two products of the file may */
  slug(handle: string | undefined, name: string, id: string): string {
    if (handle === undefined) return unique(this.#slugs, toSlug(name) || 'product', id)
    return unique(this.#handles, handle, id)
  }

  sku = (given: string | undefined, { slug }: ShopProduct, optionValues: string[], id: string): string =>
    given ?? unique(this.#skus, skuOf(slug, optionValues), id)
}

/** The SKU of an item for which the file has none: `pull-marin-m-ecru`. */
export const skuOf = (slug: string, optionValues: string[]): string =>
  [slug, ...optionValues.map(toSlug)]
    .filter((part) => part !== '')
    .join('-')
    .slice(0, 50)

/** The end of an id is random. */
function unique(taken: Set<string>, wanted: string, id: string): string {
  const ending = id.replaceAll('-', '')
  let name = wanted
  for (let length = 8; taken.has(name); length += 4) name = `${wanted}-${ending.slice(-length)}`
  taken.add(name)
  return name
}
