import { LIMITS } from '../product/product-limits.ts'
import type { FileImage } from './file-product.ts'
import type { Format } from './formats.ts'
import { splitList } from './list-cell.ts'
import type { MappedRow } from './mapped-row.ts'
import type { CellReader } from './read-cells.ts'

/** The pictures of a row. Shopify and the plain format have one in a row, with its alternative text beside it; the others list them, separated by commas. */
export function imagesOf(row: MappedRow, cells: CellReader, format: Format): FileImage[] {
  const cell = row.cell('images')
  if (!cell) return []
  const { column } = cell
  const sources = splitList(cell.text)
  const isList = sources.length > 1 || format === 'PRESTASHOP' || format === 'WOOCOMMERCE'
  const altCell = row.cell('imageAlt')
  const alts = isList ? splitList(altCell?.text ?? '') : [altCell?.text ?? '']
  // A list with fewer or more texts does not tell which one belongs to which picture.
  const isParallel = alts.length === sources.length
  return sources.map((source, index) => {
    const alt = isParallel ? alts[index] : undefined
    const altText = altCell && alt ? cells.text({ ...altCell, text: alt }, LIMITS.altText) : undefined
    return { row: row.number, column, source, ...(altText !== undefined && { altText }) }
  })
}
