import type { CollectionIntro, FacetValue, Facets } from '#lib/api/documents/catalog.ts'
import { m } from '#lib/paraglide/messages.js'
import { optionParameter } from './catalog-filters.ts'

/** Checkboxes of one condition, with the name under which a form sends them. */
export interface FacetGroup {
  title: string
  parameter: string
  values: FacetValue[]
}

const isSelected = ({ selected }: FacetValue): boolean => selected

/**
 * The groups that narrow the list down: those of which every product has the only value are left out.
 *
 * @param intro the collection that is shown: it and those above it hold every product of the list
 */
export function facetGroups(facets: Facets, intro: CollectionIntro | null): FacetGroup[] {
  const above = new Set([intro?.slug, ...(intro?.breadcrumbs ?? []).map(({ slug }) => slug)])
  const collections = facets.collections.filter(({ value }) => !above.has(value))
  return [
    ...availabilityGroup(facets),
    ...facets.options
      .filter(({ values }) => values.length > 1 || values.some(isSelected))
      .map(({ name, values }) => ({ title: name, parameter: optionParameter(name), values })),
    ...(collections.length > 0 ? [{ title: m.nav_collections(), parameter: 'in', values: collections }] : []),
  ]
}

/** Only worth a question if something is sold out. */
function availabilityGroup({ availability }: Facets): FacetGroup[] {
  const inStock = availability.find(({ value }) => value === 'IN_STOCK')
  const isSoldOut = availability.some(({ value, count }) => value === 'OUT_OF_STOCK' && count > 0)
  if (!inStock || (!isSoldOut && !inStock.selected)) return []
  const value = { ...inStock, label: m.filter_in_stock(), value: '1' }
  return [{ title: m.filter_availability(), parameter: 'in_stock', values: [value] }]
}
