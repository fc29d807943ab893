import { defineMessages } from '../kernel/messages.ts'
import type { Language } from '../kernel/errors.ts'
import { money } from '../kernel/money.type.ts'
import type { Catalog } from './catalog.ts'
import { compareOptionValues } from './compare-option-values.ts'
import type { FacetValue, OptionFacet, ProductFacets } from './facets.type.ts'
import { matchVariants } from './match-variants.ts'
import { foldOption, type KnownOption } from './option-dictionary.ts'
import type { ProductConditions } from './product-conditions.ts'
import { Availability } from './product-filters.type.ts'
import { VariantTally } from './variant-tally.ts'

const MAX_OPTIONS = 20
const MAX_VALUES = 200

const text = defineMessages({
  IN_STOCK: { en: 'In stock', fr: 'En stock' },
  OUT_OF_STOCK: { en: 'Sold out', fr: 'Épuisé' },
})

/** What the products that meet the conditions can be narrowed down by. */
export function countFacets(
  catalog: Catalog,
  conditions: ProductConditions,
  language: Language,
): ProductFacets {
  const tally = new VariantTally(catalog, conditions)
  matchVariants(catalog, conditions, conditions.words && catalog.index.search(conditions.words), tally)
  const { currency } = catalog
  const { minPrice, maxPrice } = tally
  return {
    price: minPrice <= maxPrice ? { min: money(minPrice, currency), max: money(maxPrice, currency) } : null,
    availability: [Availability.IN_STOCK, Availability.OUT_OF_STOCK]
      .map((value) => {
        const inStock = value === Availability.IN_STOCK ? 1 : 0
        const selected = conditions.inStock === inStock
        return { label: text(value, language), value, selected, count: tally.stock[inStock] }
      })
      .filter(isShown),
    options: optionFacets(catalog, conditions, tally),
    collections: catalog.collections
      .map((collection) => ({
        label: collection.name,
        value: collection.slug,
        selected: conditions.collections?.includes(collection) ?? false,
        count: tally.countIn(collection),
      }))
      .filter(isShown),
  }
}

const isShown = ({ count, selected }: FacetValue): boolean => count > 0 || selected

function optionFacets(catalog: Catalog, conditions: ProductConditions, tally: VariantTally): OptionFacet[] {
  const compare = compareOptionValues(catalog.locale)
  const found = [...catalog.variantTable.options.options].map((option) => {
    const key = foldOption(option.name)
    const selected = conditions.options.find((condition) => condition.key === key)
    const values = valuesOf(option, selected?.valueIds ?? new Set(), tally)
    const products = values.reduce((sum, { count }) => sum + count, 0)
    return { key, name: option.name, values, products, selected: selected !== undefined }
  })
  return found
    .filter(({ values }) => values.length > 0)
    .sort((a, b) => b.products - a.products || (a.key < b.key ? -1 : 1))
    .filter(({ selected }, index) => selected || index < MAX_OPTIONS)
    .map(({ name, values }) => ({ name, values: values.sort((a, b) => compare(a.value, b.value)) }))
}

function valuesOf(
  option: KnownOption,
  selectedIds: ReadonlySet<number>,
  { values: counts }: VariantTally,
): FacetValue[] {
  const found: FacetValue[] = []
  for (const known of option.values.values()) {
    const count = counts[known.id] as number
    const selected = selectedIds.has(known.id)
    if (count === 0 && !selected) continue
    const { value } = known
    found.push({ label: value, value, selected, count })
  }
  if (found.length <= MAX_VALUES) return found
  return found
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .filter(({ selected }, index) => selected || index < MAX_VALUES)
}
