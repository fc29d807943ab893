/** Spreadsheets run a cell that begins so as a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/

/**
 * A line of a CSV file (RFC 4180), with every cell in quotes. A cell that a spreadsheet would run as a formula gets an apostrophe before it, which
 * the spreadsheet does not show.
 */
export const csvLine = (cells: readonly string[], separator: ',' | ';'): string =>
  `${cells.map((cell) => `"${(FORMULA.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`).join(separator)}\r\n`
