import { containsLongCardNumber } from '@triclic/card-core/text'
import { decimalsOf } from '@triclic/money'
import { foldText } from '../catalog/fold-text.ts'
import { TaxCategory } from '../tax/tax-category.ts'
import type { Field } from './field.ts'
import type { ProductStatus } from './file-product.ts'
import type { Format } from './formats.ts'
import { LIMITS } from '../product/product-limits.ts'
import type { MappedRow } from './mapped-row.ts'
import type { Cell, ProblemList } from './problem.ts'
import { guessDecimalSeparator, readNumber, toUnits, type DecimalSeparator } from './read-number.ts'

const NUMBER_FIELDS = [
  'price',
  'salePrice',
  'recommendedPrice',
  'stock',
  'weightGrams',
  'weightKilograms',
] as const
type NumberField = (typeof NUMBER_FIELDS)[number]

/** Reads the cells of one file, and lists what is wrong with them. */
export class CellReader {
  readonly #separators: Map<Field, DecimalSeparator | undefined>
  readonly #decimals: number
  readonly #format: Format
  readonly #problems: ProblemList

  constructor(rows: MappedRow[], format: Format, currency: string, problems: ProblemList) {
    this.#format = format
    this.#problems = problems
    this.#decimals = decimalsOf(currency)
    this.#separators = new Map(
      NUMBER_FIELDS.map((field) => [
        field,
        guessDecimalSeparator(textsOf(rows, field)) ?? this.#usualSeparator,
      ]),
    )
  }

  /** Shops export with a decimal point, whatever their language. */
  get #usualSeparator(): DecimalSeparator | undefined {
    return this.#format === 'PLAIN' ? undefined : '.'
  }

  text(cell: Cell | undefined, maxLength: number): string | undefined {
    if (!cell) return undefined
    if (cell.text.length > maxLength) this.#problems.add('TEXT_TOO_LONG', cell, maxLength)
    // Bar codes have 13 digits, as some card numbers have.
    else if (containsLongCardNumber(cell.text)) this.#problems.add('CARD_NUMBER', cell)
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
    return units === null ? undefined : this.#bounded(cell, units, LIMITS.price)
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

  status(row: MappedRow): ProductStatus | undefined {
    const [status, published] = [this.#status(row.cell('status')), this.#status(row.cell('published'))]
    return status === 'PUBLISHED' ? (published ?? status) : (status ?? published)
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
    const separator = field === 'weightKilograms' ? (known ?? (cell.text.includes(',') ? ',' : '.')) : known
    const reading = readNumber(cell.text, separator)
    if ('decimal' in reading) return reading.decimal
    this.#problems.add(reading.problem, cell)
    return undefined
  }

  #bounded(cell: Cell, units: number, max: number): number | undefined {
    if (units >= 0 && units <= max) return units
    if (units < 0) this.#problems.add('NEGATIVE_NUMBER', cell)
    else this.#problems.add('NUMBER_TOO_LARGE', cell, max)
    return undefined
  }

  #status(cell: Cell | undefined): ProductStatus | undefined {
    if (!cell) return undefined
    const status = STATUSES.get(foldText(cell.text))
    if (!status) this.#problems.add('UNKNOWN_STATUS', cell)
    return status
  }
}

function* textsOf(rows: MappedRow[], field: Field): Generator<string> {
  for (const row of rows) {
    const cell = row.cell(field)
    if (cell) yield cell.text
  }
}

const lookup = <T>(words: Record<string, T>): Map<string, T> => new Map(Object.entries(words))

/** WooCommerce writes -1 for a draft and 0 for a private product, PrestaShop 0 for an inactive one. */
const STATUSES = new Map<string, ProductStatus>([
  ...['published', 'publie', 'publiee', 'active', 'actif', 'true', 'vrai', 'yes', 'oui', '1'].map(
    (word) => [word, 'PUBLISHED'] as const,
  ),
  ...[
    'draft',
    'brouillon',
    'unlisted',
    'private',
    'inactive',
    'inactif',
    'false',
    'faux',
    'no',
    'non',
    '0',
    '-1',
  ].map((word) => [word, 'DRAFT'] as const),
  ...['archived', 'archive', 'archivee'].map((word) => [word, 'ARCHIVED'] as const),
])

export const TAX_CATEGORY_NAMES: Record<'en' | 'fr', Record<TaxCategory, string>> = {
  en: {
    STANDARD: 'standard',
    FOOD: 'food',
    PREPARED_FOOD: 'prepared food',
    BOOKS: 'books',
    PRESS: 'press',
    MEDICINES: 'medicines',
    PLANTS: 'plants',
    ART: 'art',
    OTHER: 'other',
  },
  fr: {
    STANDARD: 'normale',
    FOOD: 'alimentation',
    PREPARED_FOOD: 'plats préparés',
    BOOKS: 'livres',
    PRESS: 'presse',
    MEDICINES: 'médicaments',
    PLANTS: 'plantes',
    ART: 'art',
    OTHER: 'autre',
  },
}

const TAX_CATEGORIES = lookup(
  Object.fromEntries(
    Object.values(TAX_CATEGORY_NAMES).flatMap((names) =>
      Object.entries(names).map(([category, name]) => [foldText(name), category as TaxCategory]),
    ),
  ),
)
