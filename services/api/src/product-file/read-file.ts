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
  /** What is wrong: such a file is not imported. */
  problems: ProblemList
  /** What its author should know. */
  remarks: ProblemList
}

/** Whose file it is. */
export interface FileOwner {
  /** ISO 4217 code of the amounts in the file. */
  currency: string
  /** IANA name of the time zone of its times. */
  timeZone: string
}

/**
 * Reads a file of products.
 * @param chosen the format and the field of each column, guessed when absent
 */
export async function readFile(
  bytes: Uint8Array,
  { currency, timeZone }: FileOwner,
  chosen: { format?: Format | null; mapping?: Mapping | null } = {},
): Promise<FileReading> {
  const [problems, remarks] = [new ProblemList(), new ProblemList()]
  const table = await readRows(bytes, problems)
  const format = chosen.format ?? recognizeFormat(table.header)
  const mapping = chosen.mapping ?? guessMapping(table.header, format)
  const options = { format, mapping, currency, timeZone }
  const products = await readProducts(table, options, problems, remarks)
  return { table, format, mapping, products, problems, remarks }
}
