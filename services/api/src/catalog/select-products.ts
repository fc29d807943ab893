import type { Catalog, CatalogProduct, FullProductList, ProductList } from './catalog.ts'
import { matchVariants } from './match-variants.ts'
import { hasFilter, keyOfConditions, type ProductConditions } from './product-conditions.ts'
import { relevanceOrder } from './product-sort.ts'

/**
 * The products of a list of the catalog that meet conditions, in its order.
 * @param isRanked the best matches of the search first
 */
export function selectProducts(
  catalog: Catalog,
  conditions: ProductConditions,
  all: FullProductList,
  { isRanked }: { isRanked: boolean },
): ProductList {
  const { words, within } = conditions
  const isByScore = isRanked && words !== null
  if (conditions.isImpossible)
    return { order: isByScore ? relevanceOrder(all.order, new Map()) : all.order, products: [] }
  const isWholeList =
    within === null || (within.length === 1 && within[0]?.list === all && !conditions.includesDescendants)
  const isFiltered = hasFilter(conditions) || !isWholeList
  if (!words && !isFiltered) return all

  const key = JSON.stringify([isByScore, all.order.name, keyOfConditions(catalog, conditions)])
  const cached = catalog.filtered.get(key)
  if (cached) return cached
  const scores = words && catalog.index.search(words)
  const matches = isFiltered ? matchVariants(catalog, conditions, scores) : null
  const list =
    isByScore && scores
      ? rankMatches(all, scores, matches)
      : { order: all.order, products: filterList(all, (slot) => (matches ?? scores)?.[slot] !== 0) }
  catalog.filtered.set(key, list)
  return list
}

function filterList(
  { products, slots }: FullProductList,
  isWanted: (slot: number) => boolean,
): CatalogProduct[] {
  const found: CatalogProduct[] = []
  for (let index = 0; index < slots.length; index++)
    if (isWanted(slots[index] as number)) found.push(products[index] as CatalogProduct)
  return found
}

/** The products with a score, the highest first, and those of the same score in the order of the list. */
function rankMatches(
  { order, products, slots }: FullProductList,
  scores: Uint16Array,
  matches: Uint8Array | null,
): ProductList {
  const byScore: CatalogProduct[][] = []
  for (let index = 0; index < slots.length; index++) {
    const slot = slots[index] as number
    const score = scores[slot] as number
    if (score === 0 || matches?.[slot] === 0) continue
    ;(byScore[score] ??= []).push(products[index] as CatalogProduct)
  }
  const found = byScore.reverse().flat()
  const scoreOf = new Map(found.map(({ slot }) => [slot, scores[slot] as number]))
  return { order: relevanceOrder(order, scoreOf), products: found }
}
