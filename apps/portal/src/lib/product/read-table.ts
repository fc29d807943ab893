import { readAmount } from './read-number.ts'

/**
 * The cells of a pasted table: tabs as spreadsheets copy them, or the lines of a CSV file with semicolons or commas. A cell in
 * quotes may contain separators and line breaks.
 */
export function readTable(text: string): string[][] {
  const separator = findSeparator(text)
  const rows: string[][] = [[]]
  const cell = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^${separator}\\r\\n]*))(${separator}|\\r\\n|\\r|\\n|$)`,
    'gy',
  )
  // Of the last line, only what is there counts.
  const table = text.replace(/(?:\r\n|\r|\n)$/, '')
  while (cell.lastIndex <= table.length) {
    const found = cell.exec(table)
    // A quote inside a cell: the rest of it is taken as it is.
    if (!found)
      return table.split(/\r\n|\r|\n/).map((line) => line.split(separator).map((each) => each.trim()))
    const [, quoted, bare = '', end] = found
    rows.at(-1)?.push((quoted?.replaceAll('""', '"') ?? bare).trim())
    if (end === '') break
    if (end !== separator) rows.push([])
  }
  return rows
}

function findSeparator(text: string): '\t' | ';' | ',' {
  if (text.includes('\t')) return '\t'
  if (text.includes(';')) return ';'
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim())
  // A column of amounts with decimal commas is one column.
  const areAmounts = lines.every((line) => readAmount(line, 'EUR', 'fr') !== null || !line.includes(','))
  return areAmounts ? '\t' : ','
}
