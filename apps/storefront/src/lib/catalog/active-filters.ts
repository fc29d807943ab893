import { formatMoney } from '@triclic/money'
import type { FacetValue } from '#lib/api/documents/catalog.ts'
import { m } from '#lib/paraglide/messages.js'
import { getLocale } from '#lib/paraglide/runtime.js'
import { priceRangeOf, withoutOptionValue, type CatalogFilters } from './catalog-filters.ts'
import { catalogUrl, firstPageOf, type CatalogQuery } from './catalog-query.ts'

/** A filter that applies, and the address of the list without it. */
export interface ActiveFilter {
  label: string
  urlWithout: string
}

/** The filters that apply, as the buyer can remove them one by one. @param collections the facet that names the collections */
export function activeFilters(
  query: CatalogQuery,
  currency: string,
  collections: readonly FacetValue[],
): ActiveFilter[] {
  const { filters } = query
  const active = (label: string, others: CatalogFilters): ActiveFilter => ({
    label,
    urlWithout: catalogUrl({ ...firstPageOf(query), filters: others }),
  })
  const price = describePrices(priceRangeOf(filters, currency), currency)
  return [
    ...(price ? [active(price, { ...filters, minPrice: '', maxPrice: '' })] : []),
    ...(filters.inStock ? [active(m.filter_in_stock(), { ...filters, inStock: false })] : []),
    ...filters.options.flatMap(({ name, values }) =>
      values.map((value) =>
        active(m.filter_option({ name, value }), withoutOptionValue(filters, name, value)),
      ),
    ),
    ...filters.collections.map((slug) =>
      active(collections.find(({ value }) => value === slug)?.label ?? slug, {
        ...filters,
        collections: filters.collections.filter((each) => each !== slug),
      }),
    ),
  ]
}

function describePrices({ min, max }: ReturnType<typeof priceRangeOf>, currency: string): string | null {
  const text = (amount: number) =>
    formatMoney({ amount, currency }, getLocale(), { trailingZeroDisplay: 'stripIfInteger' })
  if (min !== null && max !== null) return m.filter_price_between({ min: text(min), max: text(max) })
  if (min !== null) return m.filter_price_from({ min: text(min) })
  return max === null ? null : m.filter_price_to({ max: text(max) })
}
