import type { Catalog, CatalogCollection } from './catalog.ts'
import type { ParsedFilters } from './parse-filters.ts'
import { Availability } from './product-filters.type.ts'
import type { WrittenWord } from './search-words.ts'

/** What an option filter selects of the options that the shop's variants have. */
export interface OptionCondition {
  /** The normalized name of the option. */
  key: string
  valueIds: Set<number>
}

/** Which products are wanted of a catalog. Valid as long as the catalog stays as it is. */
export interface ProductConditions {
  /** No product is found, whatever the other conditions. */
  isImpossible: boolean
  /** All of them must match; null: no search. */
  words: WrittenWord[] | null
  /** The product must be in one of them; null: in any, or in none. */
  within: CatalogCollection[] | null
  minPrice: number
  maxPrice: number
  /** As `VariantTable.inStock`; null: any. */
  inStock: 0 | 1 | null
  options: OptionCondition[]
  /** The product must be in one of them; null: no such filter. */
  collections: CatalogCollection[] | null
  /** Whether a product of a collection within one of these is in it too. */
  includesDescendants: boolean
}

type GivenConditions = Pick<ProductConditions, 'isImpossible' | 'words' | 'within'> &
  Partial<Pick<ProductConditions, 'includesDescendants'>>

export function toConditions(
  catalog: Catalog,
  filters: ParsedFilters,
  { includesDescendants = false, ...given }: GivenConditions,
): ProductConditions {
  const { minPrice, maxPrice, availability, options, collections } = filters
  return {
    ...given,
    includesDescendants,
    minPrice,
    maxPrice,
    inStock: availability && (availability === Availability.IN_STOCK ? 1 : 0),
    options: [...options].map(([key, values]) => {
      const known = catalog.variantTable.options.find(key)?.values
      return { key, valueIds: new Set([...values].flatMap((value) => known?.get(value)?.id ?? [])) }
    }),
    collections:
      collections.length > 0 ? collections.flatMap((slug) => catalog.collectionBySlug.get(slug) ?? []) : null,
  }
}

export const hasFilter = ({
  minPrice,
  maxPrice,
  inStock,
  options,
  collections,
}: ProductConditions): boolean =>
  minPrice > 0 || maxPrice < Infinity || inStock !== null || options.length > 0 || collections !== null

/** Equal for conditions that find the same products while the catalog stays as it is. Contains no text of the buyer but the words of the search. */
export const keyOfConditions = (
  { variantTable }: Catalog,
  {
    words,
    within,
    minPrice,
    maxPrice,
    inStock,
    options,
    collections,
    includesDescendants,
  }: ProductConditions,
): string =>
  JSON.stringify([
    words?.map(({ parts }) => parts) ?? null,
    within?.map(({ id }) => id) ?? null,
    minPrice,
    maxPrice,
    inStock === null ? null : [inStock, variantTable.stockVersion],
    options.map(({ valueIds }) => [...valueIds].sort((a, b) => a - b)),
    collections?.map(({ id }) => id) ?? null,
    includesDescendants,
  ])
