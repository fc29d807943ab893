import { parseAmount } from '@triclic/money'
import type { ProductFilters } from '#lib/api/schema.ts'

/** What narrows a list down, as the address says it. */
export interface CatalogFilters {
  /** As it was typed, in the shop's currency: "12.50"; empty for no limit. */
  minPrice: string
  maxPrice: string
  inStock: boolean
  options: { name: string; values: string[] }[]
  /** Slugs. */
  collections: string[]
}

// What the API accepts.
const MAX_OPTIONS = 20
const MAX_VALUES = 100
const MAX_COLLECTIONS = 50
const MAX_LENGTH = 255

const OPTION_PREFIX = 'option.'
const isShort = (text: string): boolean => text !== '' && text.length <= MAX_LENGTH

/** What is too much or too long is left out. */
export function parseFilters(parameters: URLSearchParams): CatalogFilters {
  const options: CatalogFilters['options'] = []
  let count = 0
  for (const name of new Set([...parameters.keys()].filter((key) => key.startsWith(OPTION_PREFIX)))) {
    const values = [...new Set(parameters.getAll(name).filter(isShort))]
    count += values.length
    const option = name.slice(OPTION_PREFIX.length)
    if (values.length === 0 || !isShort(option) || count > MAX_VALUES || options.length === MAX_OPTIONS)
      continue
    options.push({ name: option, values })
  }
  return {
    minPrice: parameters.get('price_min')?.trim() ?? '',
    maxPrice: parameters.get('price_max')?.trim() ?? '',
    inStock: parameters.get('in_stock') === '1',
    options,
    collections: [...new Set(parameters.getAll('in').filter(isShort))].slice(0, MAX_COLLECTIONS),
  }
}

/** Appends the filters to the parameters of an address. */
export function appendFilters(parameters: URLSearchParams, filters: CatalogFilters): void {
  if (filters.minPrice) parameters.set('price_min', filters.minPrice)
  if (filters.maxPrice) parameters.set('price_max', filters.maxPrice)
  if (filters.inStock) parameters.set('in_stock', '1')
  for (const { name, values } of filters.options)
    for (const value of values) parameters.append(OPTION_PREFIX + name, value)
  for (const slug of filters.collections) parameters.append('in', slug)
}

/** The name of an option's checkboxes. */
export const optionParameter = (name: string): string => OPTION_PREFIX + name

/** Whether an address narrows a list down by price, availability, options or collections. */
export function isFiltered({ searchParams }: URL): boolean {
  const { minPrice, maxPrice, inStock, options, collections } = parseFilters(searchParams)
  return Boolean(minPrice || maxPrice || inStock || options.length > 0 || collections.length > 0)
}

/** The range of prices in minor units; null for what is no price, or no limit. Limits in the wrong order are exchanged. */
export function priceRangeOf(
  { minPrice, maxPrice }: CatalogFilters,
  currency: string,
): { min: number | null; max: number | null } {
  const min = parseAmount(minPrice, currency)
  const max = parseAmount(maxPrice, currency)
  return min !== null && max !== null && max < min ? { min: max, max: min } : { min, max }
}

/** The filters as the API takes them. */
export function toProductFilters(filters: CatalogFilters, currency: string): ProductFilters {
  return {
    price: priceRangeOf(filters, currency),
    availability: filters.inStock ? 'IN_STOCK' : null,
    options: filters.options,
    collections: filters.collections,
  }
}

/** The filters without one value of an option. */
export function withoutOptionValue(filters: CatalogFilters, name: string, value: string): CatalogFilters {
  const options = filters.options
    .map((option) =>
      option.name === name ? { name, values: option.values.filter((each) => each !== value) } : option,
    )
    .filter(({ values }) => values.length > 0)
  return { ...filters, options }
}
