import { Pace } from '../kernel/pace.ts'
import { toSlug } from '../product/to-slug.ts'
import type { Field } from './field.ts'
import type { Format } from './formats.ts'
import type { MappedRow } from './mapped-row.ts'
import type { Cell, ProblemList } from './problem.ts'

/** The rows of one product. */
export interface ProductRows {
  /** As the file gives it, not derived from the name. */
  handle: string | undefined
  /** Rows that describe the product, the first one that fills in a field counts. */
  rows: MappedRow[]
  variantRows: MappedRow[]
}

/** Finds the rows that belong together, in the order of the file. */
export async function groupRows(
  rows: MappedRow[],
  format: Format,
  problems: ProblemList,
): Promise<ProductRows[]> {
  if (format === 'PRESTASHOP_COMBINATIONS') return groupCombinations(rows, problems)
  return format === 'WOOCOMMERCE' && rows.some((row) => row.cell('type'))
    ? groupByParent(rows, problems)
    : groupByHandle(rows, problems)
}

const VARIANT_FIELDS: Field[] = [
  'sku',
  'variantName',
  'price',
  'priceExcludingTax',
  'salePrice',
  'stock',
  'option1Value',
]
/** Of a row, for pauses. */
const WORK = 200

/** Rows with the same handle, or without handles the same name, are one product. A row with a SKU alone is one item. */
async function groupByHandle(rows: MappedRow[], problems: ProblemList): Promise<ProductRows[]> {
  const products = new Map<string, ProductRows>()
  const pace = new Pace()
  for (const row of rows) {
    await pace.add(WORK)
    const [handle, name] = [slugOf(row.cell('handle')), slugOf(row.cell('name'))]
    const sku = row.cell('sku')?.text
    const key = (handle && `handle ${handle}`) || (name && `name ${name}`) || (sku && `sku ${sku}`)
    if (!key) {
      problems.add('ROW_WITHOUT_PRODUCT', { row: row.number })
      continue
    }
    const product = products.get(key) ?? { handle, rows: [], variantRows: [] }
    products.set(key, product)
    product.rows.push(row)
    if (VARIANT_FIELDS.some((field) => row.cell(field))) product.variantRows.push(row)
  }
  return [...products.values()]
}

/** WooCommerce: a variable product has its own row, and its variations name it by SKU or as `id:12`. */
async function groupByParent(rows: MappedRow[], problems: ProblemList): Promise<ProductRows[]> {
  const products: ProductRows[] = []
  const parents = new Map<string, ProductRows>()
  const variations: MappedRow[] = []
  const pace = new Pace()
  for (const row of rows) {
    await pace.add(WORK)
    const types = (row.cell('type')?.text ?? 'simple').toLowerCase().split(/\s*,\s*/)
    if (types.includes('variation')) {
      variations.push(row)
      continue
    }
    const isVariable = types.includes('variable')
    if (!isVariable && !types.includes('simple')) {
      problems.add('UNKNOWN_TYPE', row.cell('type') ?? { row: row.number })
      continue
    }
    const [id, sku] = [row.cell('id')?.text, row.cell('sku')?.text]
    // Nobody orders the SKU of a variable product, so it can name the product.
    const product = {
      handle: isVariable ? slugOf(row.cell('sku')) : undefined,
      rows: [row],
      variantRows: isVariable ? [] : [row],
    }
    products.push(product)
    if (isVariable && id) parents.set(`id:${id}`, product)
    if (isVariable && sku) parents.set(sku, product)
  }
  for (const row of variations) {
    await pace.add(WORK)
    const parent = parents.get(row.cell('parent')?.text ?? '')
    if (parent) parent.variantRows.push(row)
    else problems.add('PARENT_MISSING', row.cell('parent') ?? { row: row.number })
  }
  return products
}

/** PrestaShop: each row is a combination of options of the product with this id, or with this SKU. */
async function groupCombinations(rows: MappedRow[], problems: ProblemList): Promise<ProductRows[]> {
  const products = new Map<string, ProductRows>()
  const pace = new Pace()
  for (const row of rows) {
    await pace.add(WORK)
    const key = row.cell('id')?.text ?? row.cell('productReference')?.text
    if (!key) {
      problems.add('ROW_WITHOUT_PRODUCT', { row: row.number })
      continue
    }
    const product = products.get(key) ?? { handle: undefined, rows: [], variantRows: [] }
    products.set(key, product)
    product.rows.push(row)
    product.variantRows.push(row)
  }
  return [...products.values()]
}

const slugOf = (cell: Cell | undefined): string | undefined => toSlug(cell?.text ?? '') || undefined
