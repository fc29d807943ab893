import { containsCardNumber, containsLongCardNumber } from '@triclic/card-core/text'
import { decimalsOf } from '@triclic/money'
import { foldText } from '../catalog/fold-text.ts'
import { Pace } from '../kernel/pace.ts'
import { TaxCategory } from '../tax/tax-category.ts'
import type { Field } from './field.ts'
import type { ProductStatus } from './file-product.ts'
import type { Format } from './formats.ts'
import { LIMITS } from '../product/product-limits.ts'
import type { MappedRow } from './mapped-row.ts'
import type { Cell, ProblemList } from './problem.ts'
import { STATUSES, TAX_CATEGORIES } from './words.ts'
import { readDate } from './read-date.ts'
import { guessDecimalSeparator, readNumber, toUnits, type DecimalSeparator } from './read-number.ts'

const NUMBER_FIELDS = [
  'price',
  'priceExcludingTax',
  'priceImpact',
  'salePrice',
  'recommendedPrice',
  'stock',
  'weightGrams',
  'weightKilograms',
  'weightImpact',
] as const
type NumberField = (typeof NUMBER_FIELDS)[number]

/** Decimals of an amount without tax: as many as shops calculate with. */
const NET_DECIMALS = 6

type Separators = ReadonlyMap<Field, DecimalSeparator | undefined>

interface CellOptions {
  format: Format
  /** ISO 4217 code of the amounts. */
  currency: string
  /** IANA name, of times without one. */
  timeZone: string
}

/** Reads the cells of one file, and lists what is wrong with them. */
export class CellReader {
  readonly #separators: Separators
  readonly #decimals: number
  readonly #format: Format
  readonly #timeZone: string
  readonly #problems: ProblemList

  private constructor(separators: Separators, options: CellOptions, problems: ProblemList) {
    this.#separators = separators
    this.#format = options.format
    this.#timeZone = options.timeZone
    this.#decimals = decimalsOf(options.currency)
    this.#problems = problems
  }

  /** Looks at all numbers of the file first: those of a column are written alike. */
  static async create(rows: MappedRow[], options: CellOptions, problems: ProblemList): Promise<CellReader> {
    // Shopify, WooCommerce and PrestaShop write a decimal point, whatever the language of the shop.
    const usual = options.format === 'PLAIN' ? undefined : '.'
    const separators = new Map<Field, DecimalSeparator | undefined>()
    const pace = new Pace()
    for (const field of NUMBER_FIELDS)
      separators.set(field, (await guessSeparatorOf(rows, field, pace)) ?? usual)
    return new CellReader(separators, options, problems)
  }

  /** A text that people read. */
  text(cell: Cell | undefined, maxLength: number): string | undefined {
    return this.#text(cell, maxLength, containsCardNumber)
  }

  /** A number of the merchant's own. Bar codes have 13 digits, as some card numbers have. */
  reference(cell: Cell | undefined, maxLength: number): string | undefined {
    return this.#text(cell, maxLength, containsLongCardNumber)
  }

  /** Lists what a text became, where that is longer than the shop stores, or shows a card number that tags separated. */
  checkStored(cell: Cell, stored: readonly string[], maxLength: number): boolean {
    const isTooLong = stored.some((text) => text.length > maxLength)
    if (isTooLong) this.#problems.add('TEXT_TOO_LONG', cell, maxLength)
    const hasCard = stored.some((text) => containsCardNumber(text))
    if (hasCard) this.#problems.add('CARD_NUMBER', cell)
    return !isTooLong && !hasCard
  }

  #text(
    cell: Cell | undefined,
    maxLength: number,
    containsCard: (text: string) => boolean,
  ): string | undefined {
    if (!cell) return undefined
    if (cell.text.length > maxLength) this.#problems.add('TEXT_TOO_LONG', cell, maxLength)
    else if (containsCard(cell.text)) this.#problems.add('CARD_NUMBER', cell)
    else return cell.text
    return undefined
  }

  /** Minor units. Shops calculate prices with tax to six decimals; such a price is rounded as they show it. */
  amount(row: MappedRow, field: 'price' | 'salePrice' | 'recommendedPrice'): number | undefined {
    const cell = row.cell(field)
    const decimal = cell && this.#number(cell, field)
    if (!cell || decimal === undefined) return undefined
    const units = toUnits(decimal, this.#decimals, this.#format !== 'PLAIN')
    if (units === null) this.#problems.add('TOO_MANY_DECIMALS', cell, this.#decimals)
    return units === null
      ? undefined
      : this.#bounded(cell, units, LIMITS.price, LIMITS.price / 10 ** this.#decimals)
  }

  /** An amount without tax, in millionths of the currency's main unit. A difference may be below zero. */
  netAmount(row: MappedRow, field: 'priceExcludingTax' | 'priceImpact'): number | undefined {
    const cell = row.cell(field)
    const decimal = cell && this.#number(cell, field)
    if (!cell || decimal === undefined) return undefined
    const units = toUnits(decimal, NET_DECIMALS, true)
    const max = LIMITS.price * 10 ** (NET_DECIMALS - this.#decimals)
    if (units === null) return undefined
    if (field === 'priceImpact' && units < 0 && units >= -max) return units
    return this.#bounded(cell, units, max, LIMITS.price / 10 ** this.#decimals)
  }

  /** Pieces. Other programs count below zero what they sold without having it: none is left. */
  stock(row: MappedRow): number | undefined {
    const cell = row.cell('stock')
    const decimal = cell && this.#number(cell, 'stock')
    if (!cell || decimal === undefined) return undefined
    const pieces = toUnits(decimal, 0, false)
    if (pieces === null) this.#problems.add('NOT_WHOLE', cell)
    if (pieces === null) return undefined
    return this.#format !== 'PLAIN' && pieces < 0 ? 0 : this.#bounded(cell, pieces, LIMITS.quantity)
  }

  weight(row: MappedRow): number | undefined {
    const field = row.cell('weightGrams') ? 'weightGrams' : 'weightKilograms'
    const cell = row.cell(field)
    const decimal = cell && this.#number(cell, field)
    const grams = decimal === undefined ? null : toUnits(decimal, field === 'weightGrams' ? 0 : 3, true)
    return cell && grams !== null ? this.#bounded(cell, grams, LIMITS.weightGrams) : undefined
  }

  /** The difference of a combination's weight, in grams. */
  weightImpact(row: MappedRow): number | undefined {
    const cell = row.cell('weightImpact')
    const decimal = cell && this.#number(cell, 'weightImpact')
    const grams = decimal === undefined ? null : toUnits(decimal, 3, true)
    if (!cell || grams === null) return undefined
    return grams < 0 && grams >= -LIMITS.weightGrams ? grams : this.#bounded(cell, grams, LIMITS.weightGrams)
  }

  /** The status, and whether it comes from a column that knows only yes and no. */
  status(row: MappedRow): { status?: ProductStatus; isStatusFromYesOrNo?: true } {
    const [status, published] = [this.#status(row.cell('status')), this.#status(row.cell('published'))]
    const isFromPublished = published !== undefined && (status === undefined || status === 'PUBLISHED')
    if (isFromPublished) return { status: published, isStatusFromYesOrNo: true }
    return status === undefined ? {} : { status }
  }

  date(cell: Cell | undefined): Date | undefined {
    if (!cell) return undefined
    const date = readDate(cell.text, this.#timeZone)
    if (date && date >= EARLIEST_DATE && date <= LATEST_DATE) return date
    this.#problems.add('NOT_A_DATE', cell)
    return undefined
  }

  taxCategory(cell: Cell | undefined): TaxCategory | undefined {
    if (!cell) return undefined
    const category = TAX_CATEGORIES.get(foldText(cell.text))
    if (!category) this.#problems.add('UNKNOWN_TAX_CATEGORY', cell, Object.values(TaxCategory).join(', '))
    return category
  }

  #number(cell: Cell, field: NumberField): string | undefined {
    const known = this.#separators.get(field)
    // Three decimals are usual for kilograms.
    const isInKilograms = field === 'weightKilograms' || field === 'weightImpact'
    const separator = isInKilograms ? (known ?? (cell.text.includes(',') ? ',' : '.')) : known
    const reading = readNumber(cell.text, separator)
    if ('decimal' in reading) return reading.decimal
    this.#problems.add(reading.problem, cell)
    return undefined
  }

  #bounded(cell: Cell, units: number, max: number, shownMax = max): number | undefined {
    if (units >= 0 && units <= max) return units
    if (units < 0) this.#problems.add('NEGATIVE_NUMBER', cell)
    else this.#problems.add('NUMBER_TOO_LARGE', cell, shownMax)
    return undefined
  }

  #status(cell: Cell | undefined): ProductStatus | undefined {
    if (!cell) return undefined
    const status = STATUSES.get(foldText(cell.text))
    if (!status) this.#problems.add('UNKNOWN_STATUS', cell)
    return status
  }
}

/** Years before this one are mistakes. */
const EARLIEST_DATE = new Date('2000-01-01T00:00:00Z')
/** Later years are written with more digits, which PostgreSQL does not read. */
const LATEST_DATE = new Date('9999-12-31T00:00:00Z')

async function guessSeparatorOf(
  rows: MappedRow[],
  field: Field,
  pace: Pace,
): Promise<DecimalSeparator | undefined> {
  for (const row of rows) {
    const cell = row.cell(field)
    const separator = cell && guessDecimalSeparator([cell.text])
    if (separator) return separator
    await pace.add(50 + (cell?.text.length ?? 0))
  }
  return undefined
}
