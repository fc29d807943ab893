import { setImmediate } from 'node:timers/promises'
import type { Mapping } from './field.ts'
import type { FileImage, FileProduct, FileVariant } from './file-product.ts'
import type { Format } from './formats.ts'
import { groupRows, type ProductRows } from './group-rows.ts'
import { LIMITS } from '../product/product-limits.ts'
import { mapRows, type MappedRow } from './mapped-row.ts'
import type { ProblemList } from './problem.ts'
import { CellReader } from './read-cells.ts'
import { OptionReader } from './read-options.ts'
import type { Table } from './read-rows.ts'
import { toDescriptionHtml } from './to-description-html.ts'

const PRODUCTS_BETWEEN_PAUSES = 200

export interface ReadOptions {
  format: Format
  mapping: Mapping
  /** ISO 4217 code of the shop's currency. */
  currency: string
}

/** Reads the products of a table, and lists everything in it that is wrong. */
export async function readProducts(
  table: Table,
  options: ReadOptions,
  problems: ProblemList,
): Promise<FileProduct[]> {
  checkMapping(table, options.mapping, problems)
  if (problems.count > 0 && !options.mapping.some((field) => field === 'name' || field === 'sku')) return []
  const rows = mapRows(table, options.mapping)
  const reader = new ProductReader(rows, options, problems)
  const products: FileProduct[] = []
  for (const [index, group] of groupRows(rows, options.format, problems).entries()) {
    if (index % PRODUCTS_BETWEEN_PAUSES === 0) await setImmediate()
    products.push(reader.read(group))
  }
  return products
}

function checkMapping({ header }: Table, mapping: Mapping, problems: ProblemList): void {
  if (header.length > 0 && !mapping.includes('name') && !mapping.includes('sku'))
    problems.add('COLUMN_MISSING', { row: 1 })
  mapping.forEach((field, index) => {
    if (field && mapping.indexOf(field) < index)
      problems.add('COLUMN_TWICE', { row: 1, column: header[index] ?? '' })
  })
}

class ProductReader {
  readonly #cells: CellReader
  readonly #options: OptionReader
  readonly #format: Format
  readonly #problems: ProblemList
  readonly #rowOfSku = new Map<string, number>()

  constructor(rows: MappedRow[], { format, mapping, currency }: ReadOptions, problems: ProblemList) {
    this.#format = format
    this.#problems = problems
    this.#cells = new CellReader(rows, format, currency, problems)
    this.#options = new OptionReader(mapping.includes('option1Value'), this.#cells, problems)
  }

  read({ handle, rows, variantRows }: ProductRows): FileProduct {
    const [first] = rows as [MappedRow]
    const firstWith = (field: Parameters<MappedRow['cell']>[0]) =>
      rows.find((row) => row.cell(field)) ?? first
    const text = (field: 'name' | 'seoTitle' | 'seoDescription') =>
      this.#cells.text(firstWith(field).cell(field), LIMITS[field])
    const description = this.#cells.text(firstWith('description').cell('description'), LIMITS.descriptionHtml)
    const { names, valuesOf } = this.#options.read(rows, variantRows)
    if (variantRows.length > LIMITS.variants)
      this.#problems.add('TOO_MANY_VARIANTS', { row: first.number }, LIMITS.variants)
    return withoutUndefined({
      row: first.number,
      handle,
      name: text('name'),
      descriptionHtml: description && toDescriptionHtml(description, this.#format),
      status: this.#cells.status(
        firstWith('status').cell('status') ? firstWith('status') : firstWith('published'),
      ),
      seoTitle: text('seoTitle'),
      seoDescription: text('seoDescription'),
      optionNames: names,
      images: rows.flatMap((row) => imagesOf(row)),
      variants: variantRows.map((row) => this.#variant(row, valuesOf(row))),
    })
  }

  #variant(row: MappedRow, optionValues: string[]): FileVariant {
    const price = this.#cells.amount(row, 'price')
    return withoutUndefined({
      row: row.number,
      sku: this.#sku(row),
      optionValues,
      // What buyers pay now. The price that is crossed out beside it is computed from the history of prices.
      price: this.#cells.amount(row, 'salePrice') ?? price,
      recommendedPrice: this.#cells.amount(row, 'recommendedPrice'),
      taxCategory: this.#cells.taxCategory(row.cell('taxCategory')),
      weightGrams: this.#cells.weight(row),
      onHand: this.#cells.stock(row),
    })
  }

  #sku(row: MappedRow): string | undefined {
    const cell = row.cell('sku')
    const sku = this.#cells.text(cell, LIMITS.sku)
    if (!cell || sku === undefined) return undefined
    const firstRow = this.#rowOfSku.get(sku)
    if (firstRow === undefined) this.#rowOfSku.set(sku, row.number)
    else this.#problems.add('SKU_TWICE', cell, firstRow)
    return sku
  }
}

/** Shopify has one picture a row, the others list them separated by commas. */
function imagesOf(row: MappedRow): FileImage[] {
  const alt = row.cell('imageAlt')?.text
  const sources =
    row
      .cell('images')
      ?.text.split(/\s*,\s*/)
      .filter((source) => source !== '') ?? []
  const alts = sources.length > 1 ? (alt?.split(/\s*,\s*/) ?? []) : [alt]
  return sources.map((source, index) => withoutUndefined({ row: row.number, source, altText: alts[index] }))
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

const withoutUndefined = <T extends object>(value: T): Defined<T> =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Defined<T>
