import type { Catalog, CatalogCollection } from './catalog.ts'
import { withDescendants } from './collection-tree.ts'
import { bitOfOption, COLLECTIONS, PRICE, STOCK, type VariantVisitor } from './match-variants.ts'
import { OPTIONS_PER_VARIANT, NONE, type VariantTable } from './variant-table.ts'
import type { ProductConditions } from './product-conditions.ts'

/** Counts products by what the conditions leave of their variants. The condition on what is counted is not applied. */
export class VariantTally implements VariantVisitor {
  /** Minor units; more than `maxPrice` if nothing is left. */
  minPrice = Infinity
  maxPrice = -Infinity
  /** Products by `VariantTable.inStock` of their variants. */
  readonly stock: [number, number] = [0, 0]
  /** Products by option value. */
  readonly values: Int32Array
  readonly #table: VariantTable
  /** The bit of the condition on the option of each value, or 0. */
  readonly #bits: Int32Array
  /** By option value, and by `inStock`: the product that was counted last. The variants of a product follow each other. */
  readonly #counted: Int32Array
  readonly #countedInStock: [number, number] = [NONE, NONE]
  /** By slot. */
  readonly #leftInAnyCollection: Uint8Array

  readonly #includesDescendants: boolean

  constructor({ variantTable, index }: Catalog, { options, includesDescendants }: ProductConditions) {
    this.#includesDescendants = includesDescendants
    this.#table = variantTable
    const { size } = variantTable.options
    this.values = new Int32Array(size)
    this.#counted = new Int32Array(size).fill(NONE)
    this.#bits = new Int32Array(size)
    for (const [at, { key }] of options.entries())
      for (const { id } of variantTable.options.find(key)?.values.values() ?? [])
        this.#bits[id] = bitOfOption(at)
    this.#leftInAnyCollection = new Uint8Array(index.slotCount)
  }

  visit(row: number, slot: number, failed: number): void {
    if (failed === 0 || failed === PRICE) {
      const price = this.#table.prices[row] as number
      if (price < this.minPrice) this.minPrice = price
      if (price > this.maxPrice) this.maxPrice = price
    }
    if (failed === 0 || failed === STOCK) this.#countStock(this.#table.inStock[row] as 0 | 1, slot)
    if (failed === 0 || failed === COLLECTIONS) this.#leftInAnyCollection[slot] = 1
    if (failed === 0 || failed > COLLECTIONS) this.#countValues(row, slot, failed)
  }

  #countStock(inStock: 0 | 1, slot: number): void {
    if (this.#countedInStock[inStock] === slot) return
    this.#countedInStock[inStock] = slot
    this.stock[inStock]++
  }

  #countValues(row: number, slot: number, failed: number): void {
    const first = row * OPTIONS_PER_VARIANT
    for (let at = first; at < first + OPTIONS_PER_VARIANT; at++) {
      const value = this.#table.values[at] as number
      if (value === NONE || this.#counted[value] === slot) continue
      if (failed !== 0 && failed !== this.#bits[value]) continue
      this.#counted[value] = slot
      this.values[value] = (this.values[value] as number) + 1
    }
  }

  countIn(collection: CatalogCollection): number {
    const left = this.#leftInAnyCollection
    let count = 0
    if (!this.#includesDescendants || collection.children.length === 0) {
      for (const slot of collection.list.slots) count += left[slot] as number
      return count
    }
    const counted = new Uint8Array(left.length)
    for (const { list } of withDescendants([collection]))
      for (const slot of list.slots) {
        if (left[slot] === 1 && counted[slot] === 0) count++
        counted[slot] = 1
      }
    return count
  }
}
