import { Pace } from '../kernel/pace.ts'
import { parseGtin } from '../product/gtin.ts'
import { LIMITS } from '../product/product-limits.ts'
import { plainTextOf, sanitizeDescription } from '../product/sanitize-description.ts'
import { toOptionRow } from './combination-rows.ts'
import type { Field, Mapping } from './field.ts'
import type { FileProduct, FileVariant } from './file-product.ts'
import type { Format } from './formats.ts'
import { groupRows, type ProductRows } from './group-rows.ts'
import { mapRows, type MappedRow } from './mapped-row.ts'
import type { Cell, ProblemList } from './problem.ts'
import { CellReader } from './read-cells.ts'
import { CollectionReader } from './read-collections.ts'
import { imagesOf } from './read-images.ts'
import { OptionReader } from './read-options.ts'
import type { Table } from './read-rows.ts'
import { toDescriptionHtml } from './to-description-html.ts'

export interface ReadOptions {
  format: Format
  mapping: Mapping
  /** ISO 4217 code of the shop's currency. */
  currency: string
  /** IANA name of the shop's time zone. */
  timeZone: string
}

/** Reads the products of a table, and lists everything in it that is wrong, and what its author should know. */
export async function readProducts(
  table: Table,
  options: ReadOptions,
  problems: ProblemList,
  remarks: ProblemList,
): Promise<FileProduct[]> {
  checkMapping(table, options, problems)
  if (!namesProducts(options)) return []
  const rows = mapRows(table, options.mapping)
  const reader = await ProductReader.create(rows, options, problems, remarks)
  const products: FileProduct[] = []
  const pace = new Pace()
  for (const group of await groupRows(rows, options.format, problems)) {
    products.push(reader.read(group))
    await pace.add(reader.takeWork())
  }
  return products
}

/** What must be mapped, so that rows can be matched with products. */
const namesProducts = ({ format, mapping }: ReadOptions): boolean =>
  format === 'PRESTASHOP_COMBINATIONS'
    ? mapping.includes('id') || mapping.includes('productReference')
    : mapping.includes('name') || mapping.includes('sku')

function checkMapping({ header }: Table, options: ReadOptions, problems: ProblemList): void {
  if (header.length > 0 && !namesProducts(options)) problems.add('COLUMN_MISSING', { row: 1 })
  const used = new Set<Field>()
  for (const [index, field] of options.mapping.entries()) {
    if (field && used.has(field)) problems.add('COLUMN_TWICE', { row: 1, column: header[index] ?? '' })
    if (field) used.add(field)
  }
}

/** Of a row without its texts, for pauses. */
const WORK_PER_ROW = 1_000

class ProductReader {
  readonly #cells: CellReader
  readonly #options: OptionReader
  readonly #collections: CollectionReader
  readonly #format: Format
  readonly #problems: ProblemList
  readonly #remarks: ProblemList
  readonly #rowOfSku = new Map<string, number>()
  #work = 0

  private constructor(
    cells: CellReader,
    { format, mapping }: ReadOptions,
    problems: ProblemList,
    remarks: ProblemList,
  ) {
    this.#format = format
    this.#problems = problems
    this.#cells = cells
    const hasOptions = format === 'PRESTASHOP_COMBINATIONS' || mapping.includes('option1Value')
    this.#options = new OptionReader(hasOptions, cells, problems)
    this.#remarks = remarks
    this.#collections = new CollectionReader(format, cells, remarks)
  }

  static async create(
    rows: MappedRow[],
    options: ReadOptions,
    problems: ProblemList,
    remarks: ProblemList,
  ): Promise<ProductReader> {
    return new ProductReader(await CellReader.create(rows, options, problems), options, problems, remarks)
  }

  /** How much was done since the last call, for pauses. */
  takeWork(): number {
    const work = this.#work
    this.#work = 0
    return work
  }

  read(group: ProductRows): FileProduct {
    const { handle, rows } = group
    const [first] = rows as [MappedRow]
    const isTooMany = group.variantRows.length > LIMITS.variants
    if (isTooMany) this.#problems.add('TOO_MANY_VARIANTS', { row: first.number }, LIMITS.variants)
    const variantRows = isTooMany ? [] : this.#toVariantRows(group.variantRows)
    this.#work += WORK_PER_ROW * (rows.length + variantRows.length)
    const cellOf = (field: Field) => rows.find((row) => row.cell(field))?.cell(field)
    const text = (field: 'name' | 'seoTitle' | 'seoDescription' | 'brand') =>
      this.#cells.text(cellOf(field), LIMITS[field])
    const { names, valuesOf } = this.#options.read(
      this.#format === 'PRESTASHOP_COMBINATIONS' ? variantRows : rows,
      variantRows,
    )
    if (names === undefined || names.length === 0) this.#requireNames(variantRows)
    const product = withoutUndefined({
      row: first.number,
      handle: this.#handle(handle, cellOf('handle')),
      name: text('name'),
      nameAt: first.placeOf('name'),
      descriptionHtml: this.#description(cellOf('description')),
      ...this.#cells.status(rows.find((row) => row.cell('status') ?? row.cell('published')) ?? first),
      publishAt: this.#cells.date(cellOf('publishAt')),
      collections: this.#collections.read(rows),
      externalId: this.#externalId(cellOf('id')),
      externalIdCell: cellOf('id'),
      productReference: this.#cells.reference(cellOf('productReference'), LIMITS.sku),
      seoTitle: text('seoTitle'),
      seoDescription: text('seoDescription'),
      brand: text('brand'),
      optionNames: names,
      images: rows.flatMap((row) => imagesOf(row, this.#cells, this.#format)),
      variants: variantRows.map((row) => this.#variant(row, valuesOf(row))),
    })
    const tooMany = product.images[LIMITS.images]
    if (tooMany) this.#problems.add('TOO_MANY_PICTURES', tooMany, LIMITS.images)
    return product
  }

  #toVariantRows = (rows: MappedRow[]): MappedRow[] =>
    this.#format === 'PRESTASHOP_COMBINATIONS' ? rows.map((row) => toOptionRow(row, this.#problems)) : rows

  #handle(handle: string | undefined, cell: Cell | undefined): string | undefined {
    if (cell) this.#cells.text(cell, LIMITS.name)
    return handle
  }

  /** As the shop stores it: sanitised. */
  #description(cell: Cell | undefined): string | undefined {
    const written = this.#cells.text(cell, LIMITS.descriptionHtml)
    if (!cell || written === undefined) return undefined
    this.#work += written.length
    const html = sanitizeDescription(toDescriptionHtml(written, this.#format))
    return this.#cells.checkStored(cell, [html, plainTextOf(html)], LIMITS.descriptionHtml) ? html : undefined
  }

  #externalId = (cell: Cell | undefined): string | undefined =>
    this.#format.startsWith('PRESTASHOP') && /^\d{1,10}$/.test(cell?.text ?? '') ? cell?.text : undefined

  /** A product without options may have several variants, each with a name. */
  #requireNames(variantRows: MappedRow[]): void {
    if (variantRows.length > 1 && variantRows.some((row) => row.cell('variantName')))
      for (const row of variantRows)
        if (!row.cell('variantName')) this.#problems.add('VARIANT_NAME_MISSING', row.placeOf('variantName'))
  }

  #variant(row: MappedRow, optionValues: string[]): FileVariant {
    const price = this.#cells.amount(row, 'price')
    return withoutUndefined({
      row: row.number,
      sku: this.#sku(row),
      name: this.#cells.text(row.cell('variantName'), LIMITS.variantName),
      optionValues,
      // What buyers pay now. The price that is crossed out beside it is computed from the history of prices.
      price: this.#cells.amount(row, 'salePrice') ?? price,
      netPrice: this.#cells.netAmount(row, 'priceExcludingTax'),
      netPriceImpact: this.#cells.netAmount(row, 'priceImpact'),
      priceAt: row.placeOf('price'),
      skuAt: row.placeOf('sku'),
      netCell: row.cell('priceExcludingTax') ?? row.cell('priceImpact'),
      recommendedPrice: this.#cells.amount(row, 'recommendedPrice'),
      taxCategory: this.#cells.taxCategory(row.cell('taxCategory')),
      weightGrams: this.#cells.weight(row),
      weightImpact: this.#cells.weightImpact(row),
      gtin: this.#gtin(row.cell('gtin')),
      onHand: this.#cells.stock(row),
    })
  }

  /** The number of a barcode. Other programs store any text, and 0 where there is none: what is no such number is left out. */
  #gtin(cell: Cell | undefined): string | undefined {
    const isOfOtherProgram = this.#format !== 'PLAIN'
    const text = this.#cells.reference(cell, LIMITS.gtin)
    if (!cell || text === undefined || (isOfOtherProgram && /^0*$/.test(text))) return undefined
    const gtin = parseGtin(text)
    if (gtin === null) (isOfOtherProgram ? this.#remarks : this.#problems).add('NOT_A_BARCODE', cell)
    return gtin ?? undefined
  }

  #sku(row: MappedRow): string | undefined {
    const cell = row.cell('sku')
    const sku = this.#cells.reference(cell, LIMITS.sku)
    if (!cell || sku === undefined) return undefined
    const firstRow = this.#rowOfSku.get(sku)
    if (firstRow === undefined) this.#rowOfSku.set(sku, row.number)
    else this.#problems.add('SKU_TWICE', cell, firstRow)
    return sku
  }
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

const withoutUndefined = <T extends object>(value: T): Defined<T> =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Defined<T>
