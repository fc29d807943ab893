import type { Catalog, CatalogCollection } from './catalog.ts'
import { withDescendants } from './collection-tree.ts'
import type { ProductConditions } from './product-conditions.ts'
import { NONE, OPTIONS_PER_VARIANT } from './variant-table.ts'

/** Bits of the conditions that a variant does not meet; those on options follow. */
export const PRICE = 1
export const STOCK = 2
export const COLLECTIONS = 4
const OPTIONS = 8
export const bitOfOption = (index: number): number => OPTIONS << index

/** Is told of each variant of a product that meets all conditions, or all but one. */
export interface VariantVisitor {
  /** `failed` is 0, or the bit of the condition that the variant does not meet. */
  visit(row: number, slot: number, failed: number): void
}

/**
 * Whether products meet conditions, by slot: 1 if one of their variants meets all of them at once. It looks at all variants, in less than half
 * a millisecond for 25,000.
 * @param scores of the search for the words of the conditions; null without a search
 */
export function matchVariants(
  catalog: Catalog,
  conditions: ProductConditions,
  scores: Uint16Array | null,
  visitor?: VariantVisitor,
): Uint8Array {
  const { slots, prices, inStock, values, options, length } = catalog.variantTable
  const { minPrice, maxPrice } = conditions
  const slotCount = catalog.index.slotCount
  const matches = new Uint8Array(slotCount)
  if (conditions.isImpossible) return matches
  const within = conditions.within && membersOf(conditions.within, conditions, slotCount)
  const members = conditions.collections && membersOf(conditions.collections, conditions, slotCount)
  const bits = new Int32Array(options.size)
  let optionBits = 0
  for (const [index, { valueIds }] of conditions.options.entries()) {
    optionBits |= bitOfOption(index)
    for (const id of valueIds) bits[id] = bitOfOption(index)
  }

  for (let row = 0; row < length; row++) {
    const slot = slots[row] as number
    if (slot === NONE || scores?.[slot] === 0 || within?.[slot] === 0) continue
    const price = prices[row] as number
    let failed = price < minPrice || price > maxPrice ? PRICE : 0
    if (conditions.inStock !== null && inStock[row] !== conditions.inStock) failed |= STOCK
    if (members?.[slot] === 0) failed |= COLLECTIONS
    if (optionBits !== 0) {
      let met = 0
      const first = row * OPTIONS_PER_VARIANT
      for (let at = first; at < first + OPTIONS_PER_VARIANT; at++) {
        const value = values[at] as number
        if (value !== NONE) met |= bits[value] as number
      }
      failed |= optionBits & ~met
    }
    if (failed === 0) matches[slot] = 1
    if (visitor && (failed & (failed - 1)) === 0) visitor.visit(row, slot, failed)
  }
  return matches
}

/** By slot: 1 for a product that is in one of the collections. */
function membersOf(
  collections: readonly CatalogCollection[],
  { includesDescendants }: ProductConditions,
  slotCount: number,
): Uint8Array {
  const members = new Uint8Array(slotCount)
  for (const { list } of includesDescendants ? withDescendants(collections) : collections)
    for (const slot of list.slots) members[slot] = 1
  return members
}
