import type { BuyerContext } from '../src/app/context.ts'
import { buildCatalog } from '../src/catalog/build-catalog.ts'
import type { Catalog, CatalogProduct } from '../src/catalog/catalog.ts'
import type { CatalogRead } from '../src/catalog/read-catalog.ts'
import { toProduct } from '../src/catalog/to-product.ts'
import type { Shop } from '../src/shop/shop.ts'
import { TaxCategory } from '../src/tax/tax-category.ts'

/** What a test of the catalogue in memory says about a product. */
export interface ProductFacts {
  id: string
  name?: string
  optionNames?: string[]
  variants: { price: number; available: number; optionValues?: string[] }[]
}

const SHOP = { id: '', currency: 'EUR', locale: 'fr' } as Shop

/** A product as it was read, not yet in a catalogue. */
export const productOf = ({ id, name = id, optionNames = [], variants }: ProductFacts): CatalogProduct =>
  toProduct(
    {
      id,
      slug: id,
      previousSlugs: [],
      name,
      description: '',
      descriptionHtml: '',
      seoTitle: null,
      seoDescription: null,
      brand: null,
      withdrawalExemption: null,
      optionNames,
      imagePath: null,
      createdAt: 0,
      updatedAt: 0,
      variants: variants.map(({ price, available, optionValues = [] }, position) => ({
        productId: id,
        id: `${id}-${position}`,
        sku: '',
        name: '',
        optionValues,
        price,
        taxCategory: TaxCategory.STANDARD,
        priorPrice: null,
        recommendedPrice: null,
        weightGrams: null,
        gtin: null,
        available,
        position,
      })),
    },
    [],
    SHOP,
    '',
    '',
  )

/** Collections of chosen products, by slug; the slug is also the name and the id. `parents` by slug too. */
export const collectionsOf = (
  members: Record<string, string[]>,
  parents: Record<string, string>,
): NonNullable<CatalogRead['collections']> => ({
  rows: Object.keys(members).map((slug, position) => ({
    ...{
      id: slug,
      slug,
      name: slug,
      position,
      descriptionHtml: '',
      seoTitle: null,
      seoDescription: null,
      image: null,
      rules: null,
    },
    ...{ words: [slug], parentId: parents[slug] ?? null },
    sort: 'MANUAL',
  })),
  positions: new Map(
    Object.entries(members).map(([slug, ids]) => [slug, new Map(ids.map((id, index) => [id, index]))]),
  ),
})

export const catalogOf = (
  products: ProductFacts[],
  members: Record<string, string[]>,
  parents: Record<string, string> = {},
): Promise<Catalog> =>
  buildCatalog(SHOP, {
    products: products.map(productOf),
    collections: collectionsOf(members, parents),
    settings: null,
  })

/** A request of a shop that has this catalogue in memory. */
export const requestOf = (catalog: Catalog): BuyerContext =>
  ({ app: { catalogs: { of: async () => catalog } }, shop: SHOP, language: 'en' }) as unknown as BuyerContext
