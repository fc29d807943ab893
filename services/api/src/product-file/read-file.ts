import type { Mapping } from './field.ts'
import type { FileProduct } from './file-product.ts'
import { guessMapping, recognizeFormat, type Format } from './formats.ts'
import { ProblemList } from './problem.ts'
import { readProducts } from './read-products.ts'
import { readRows, type Table } from './read-rows.ts'

export interface FileReading {
  table: Table
  format: Format
  mapping: Mapping
  products: FileProduct[]
  problems: ProblemList
}

/**
 * Reads a file of products.
 * @param currency ISO 4217 code of the amounts in it
 * @param chosen the format and the field of each column, guessed when absent
 */
export async function readFile(
  bytes: Uint8Array,
  currency: string,
  chosen: { format?: Format | null; mapping?: Mapping | null } = {},
): Promise<FileReading> {
  const problems = new ProblemList()
  const table = await readRows(bytes, problems)
  const format = chosen.format ?? recognizeFormat(table.header)
  const mapping = chosen.mapping ?? guessMapping(table.header, format)
  const products = await readProducts(table, { format, mapping, currency }, problems)
  return { table, format, mapping, products, problems }
}
