import { LIMITS } from '../product/product-limits.ts'
import type { FileCollection } from './file-product.ts'
import type { Format } from './formats.ts'
import { splitList } from './list-cell.ts'
import type { MappedRow } from './mapped-row.ts'
import type { Cell, ProblemList } from './problem.ts'
import type { CellReader } from './read-cells.ts'

/** Names of PrestaShop's root category, which contains everything. */
const ROOTS = new Set(['home', 'accueil', 'root', 'racine'])

/** Reads the collections of products: what other programs call categories, types or tags. */
export class CollectionReader {
  readonly #format: Format
  readonly #cells: CellReader
  readonly #remarks: ProblemList

  constructor(format: Format, cells: CellReader, remarks: ProblemList) {
    this.#format = format
    this.#cells = cells
    this.#remarks = remarks
  }

  /** Each name once, in any case. Undefined when the rows name none. */
  read(rows: MappedRow[]): FileCollection[] | undefined {
    const found = new Map<string, FileCollection>()
    for (const row of rows)
      for (const cell of [row.cell('collections'), row.cell('tags')])
        for (const name of cell ? this.#namesIn(cell) : [])
          if (cell && !found.has(name.toLowerCase()))
            found.set(name.toLowerCase(), { row: row.number, column: cell.column, name })
    return found.size > 0 ? [...found.values()] : undefined
  }

  #namesIn(cell: Cell): string[] {
    const names = splitList(cell.text).map((path) => this.#lastOf(path))
    return names.flatMap((name) => {
      if (this.#format === 'PRESTASHOP' && ROOTS.has(name.toLowerCase())) return []
      if (this.#format === 'PRESTASHOP' && /^\d+$/.test(name)) {
        this.#remarks.add('COLLECTION_NUMBER', cell)
        return []
      }
      const text = this.#cells.text({ ...cell, text: name }, LIMITS.name)
      return text ? [text] : []
    })
  }

  /** Of `Clothing > Shirts` (WooCommerce) or `Home/Clothing/Shirts` (PrestaShop), `Shirts`: there are no collections within others. */
  #lastOf(path: string): string {
    const separator = { WOOCOMMERCE: '>', PRESTASHOP: '/' }[this.#format as 'WOOCOMMERCE' | 'PRESTASHOP']
    return separator ? (path.split(separator).at(-1)?.trim() ?? '') : path
  }
}
