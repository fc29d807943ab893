import type { CatalogProduct, CatalogVariant } from './catalog.ts'
import { OptionDictionary } from './option-dictionary.ts'

/** A product has at most as many options. */
export const OPTIONS_PER_VARIANT = 3
const INITIAL_ROWS = 64

/** No product: the row is free. No value: the product has fewer options. */
export const NONE = -1

/**
 * What a filter looks at in each variant of a shop, as columns: looking at all rows takes a fraction of the time of looking at all variants.
 * The rows of a product follow each other.
 */
export class VariantTable {
  readonly options = new OptionDictionary()
  /** The slot of the product: see search-index.ts. */
  slots = new Int32Array(INITIAL_ROWS)
  /** Minor units. */
  prices = new Float64Array(INITIAL_ROWS)
  /** 1 if it can be bought now. */
  inStock = new Uint8Array(INITIAL_ROWS)
  /** Ids of option values, OPTIONS_PER_VARIANT for each row. */
  values = new Int32Array(INITIAL_ROWS * OPTIONS_PER_VARIANT)
  /** Changes whenever a variant is sold out or in stock again. */
  stockVersion = 0
  #length = 0
  /** The first rows of free blocks, by the length of the block. */
  readonly #free = new Map<number, number[]>()

  /** Rows from 0, among them free ones. */
  get length(): number {
    return this.#length
  }

  /** Adds a product that has a slot, and sets the `row` of its variants. */
  add({ slot, options, variants }: CatalogProduct): void {
    let row = this.#free.get(variants.length)?.pop() ?? this.#append(variants.length)
    for (const variant of variants) {
      variant.row = row
      this.slots[row] = slot
      this.prices[row] = variant.price.amount
      this.inStock[row] = Number(variant.availableQuantity > 0)
      for (let place = 0; place < OPTIONS_PER_VARIANT; place++) {
        const [option, value] = [options[place], variant.optionValues[place]]
        this.values[row * OPTIONS_PER_VARIANT + place] =
          option && value !== undefined ? this.options.add(option.name, value) : NONE
      }
      row++
    }
  }

  /** Removes a product, which must be unchanged since it was added. */
  remove({ options, variants }: CatalogProduct): void {
    const start = variants[0]?.row ?? 0
    this.slots.fill(NONE, start, start + variants.length)
    for (const { optionValues } of variants)
      for (const [place, value] of optionValues.entries()) {
        const option = options[place]
        if (option) this.options.remove(option.name, value)
      }
    const blocks = this.#free.get(variants.length)
    if (blocks) blocks.push(start)
    else this.#free.set(variants.length, [start])
  }

  /** To be called when the available quantity of a variant has changed. */
  setStock({ row, availableQuantity }: CatalogVariant): void {
    const inStock = Number(availableQuantity > 0)
    if (this.inStock[row] === inStock) return
    this.inStock[row] = inStock
    this.stockVersion++
  }

  #append(count: number): number {
    const start = this.#length
    this.#length += count
    if (this.#length <= this.slots.length) return start
    const capacity = Math.max(this.#length, this.slots.length * 2)
    this.slots = grown(this.slots, new Int32Array(capacity))
    this.prices = grown(this.prices, new Float64Array(capacity))
    this.inStock = grown(this.inStock, new Uint8Array(capacity))
    this.values = grown(this.values, new Int32Array(capacity * OPTIONS_PER_VARIANT))
    return start
  }
}

function grown<Column extends Int32Array | Float64Array | Uint8Array>(from: Column, to: Column): Column {
  to.set(from)
  return to
}
