import { RequestError } from '../kernel/errors.ts'
import { foldOption } from './option-dictionary.ts'
import type { Availability, OptionFilter, PriceFilter, ProductFilters } from './product-filters.type.ts'

const MAX_OPTIONS = 20
const MAX_VALUES = 100
const MAX_COLLECTIONS = 50
const MAX_LENGTH = 255

/** Filters of a search, checked and normalized. What is empty is no filter. */
export interface ParsedFilters {
  /** Minor units, both included. */
  minPrice: number
  maxPrice: number
  availability: Availability | null
  /** Normalized values by normalized name of an option. */
  options: Map<string, Set<string>>
  /** Slugs. */
  collections: string[]
}

const refuse = (message: string): never => {
  throw new RequestError('BAD_USER_INPUT', `filters.${message}`)
}

/** @throws BAD_USER_INPUT for a range that contains no price, and for too many or too long values */
export function parseFilters(filters: ProductFilters | null | undefined): ParsedFilters {
  const collections = filters?.collections ?? []
  if (collections.length > MAX_COLLECTIONS) refuse(`collections has more than ${MAX_COLLECTIONS} items.`)
  if (collections.some(isTooLong)) refuse(`collections has an item of more than ${MAX_LENGTH} characters.`)
  return {
    ...parsePrice(filters?.price),
    availability: filters?.availability ?? null,
    options: parseOptions(filters?.options ?? []),
    collections: [...new Set(collections)],
  }
}

const isTooLong = (text: string): boolean => text.length > MAX_LENGTH

function parsePrice(price: PriceFilter | null | undefined): Pick<ParsedFilters, 'minPrice' | 'maxPrice'> {
  const minPrice = price?.min ?? 0
  const maxPrice = price?.max ?? Infinity
  if (minPrice < 0) refuse('price.min must not be negative.')
  if (maxPrice < minPrice) refuse('price.max must not be less than price.min.')
  return { minPrice, maxPrice }
}

function parseOptions(filters: readonly OptionFilter[]): ParsedFilters['options'] {
  if (filters.length > MAX_OPTIONS) refuse(`options has more than ${MAX_OPTIONS} items.`)
  const options: ParsedFilters['options'] = new Map()
  let count = 0
  for (const { name, values } of filters) {
    count += values.length
    if (count > MAX_VALUES) refuse(`options has more than ${MAX_VALUES} values.`)
    if ([name, ...values].some(isTooLong)) refuse(`options has a text of more than ${MAX_LENGTH} characters.`)
    if (values.length === 0) continue
    const key = foldOption(name)
    options.set(key, new Set([...(options.get(key) ?? []), ...values.map(foldOption)]))
  }
  return options
}
