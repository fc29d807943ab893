import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeProblem, type ProblemCode } from './problem-texts.ts'
import { readFile } from './read-file.ts'

const readProblems = async (text: string | Uint8Array) => {
  const { problems } = await readFile(typeof text === 'string' ? Buffer.from(text) : text, 'EUR')
  return problems.listed
}

/** The published test number of Visa. */
const CARD = '4111 1111 1111 1111'

/** Values that no column of this kind can take. */
const INVALID: Record<string, [string, ProblemCode][]> = {
  Price: [
    ['gratuit', 'NOT_A_NUMBER'],
    ['-1', 'NEGATIVE_NUMBER'],
    ['1.234', 'AMBIGUOUS_NUMBER'],
    ['12,345678', 'TOO_MANY_DECIMALS'],
    ['99999999999', 'NUMBER_TOO_LARGE'],
    ['1.2.3', 'NOT_A_NUMBER'],
    ['#REF!', 'NOT_A_NUMBER'],
    ['1E+05', 'NOT_A_NUMBER'],
  ],
  'Recommended price': [
    ['sur demande', 'NOT_A_NUMBER'],
    ['-0,01', 'NEGATIVE_NUMBER'],
  ],
  Stock: [
    ['beaucoup', 'NOT_A_NUMBER'],
    ['2,5', 'NOT_WHOLE'],
    ['-3', 'NEGATIVE_NUMBER'],
    ['99999999999', 'NUMBER_TOO_LARGE'],
  ],
  'Weight (g)': [
    ['lourd', 'NOT_A_NUMBER'],
    ['-5', 'NEGATIVE_NUMBER'],
  ],
  Status: [['peut-être', 'UNKNOWN_STATUS']],
  'Tax category': [['TVA réduite', 'UNKNOWN_TAX_CATEGORY']],
  Name: [
    ['x'.repeat(300), 'TEXT_TOO_LONG'],
    [`Payé par ${CARD}`, 'CARD_NUMBER'],
    ['Caf\0é', 'NOT_TEXT'],
    ['Caf\ufffd', 'NOT_TEXT'],
  ],
  SKU: [
    ['S'.repeat(120), 'TEXT_TOO_LONG'],
    ['SKU-1', 'SKU_TWICE'],
    [CARD, 'CARD_NUMBER'],
  ],
  'Option 1 value': [['Rouge', 'OPTION_NAME_MISSING']],
}
const HEADER = [
  'Handle',
  'Name',
  'Status',
  'SKU',
  'Price',
  'Recommended price',
  'Tax category',
  'Stock',
  'Weight (g)',
  'Option 1 name',
  'Option 1 value',
]
const validRow = (index: number) => [
  `p-${index}`,
  `Product ${index}`,
  'published',
  `SKU-${index}`,
  '10',
  '12',
  'standard',
  '5',
  '200',
  '',
  '',
]
const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`
const toCsv = (rows: string[][], separator: string) =>
  rows.map((row) => row.map(quote).join(separator)).join('\r\n')

describe('broken files', () => {
  const cases = Object.entries(INVALID).flatMap(([column, values]) =>
    values.map((value) => [column, ...value] as const),
  )

  it('names row, column and remedy of each of 200 invalid cells, wherever it is', async () => {
    const places = cases.flatMap((entry) =>
      [2, 3, 7, 40, 99, 100, 101, 120].map((row) => [...entry, row] as const),
    )
    expect(places.length).toBeGreaterThanOrEqual(200)
    for (const [column, value, code, row] of places) {
      const rows = Array.from({ length: 120 }, (_, index) => validRow(index + 1))
      const changed = rows[row - 2]
      if (!changed) continue
      changed[HEADER.indexOf(column)] = value
      const problems = await readProblems(toCsv([HEADER, ...rows], row % 2 === 0 ? ';' : ','))
      // A repeated SKU is reported where it is repeated.
      const expectedRow = code === 'SKU_TWICE' && row === 2 ? undefined : row
      if (expectedRow === undefined) expect(problems).toEqual([])
      else expect(problems).toEqual([expect.objectContaining({ code, row: expectedRow, column })])
      for (const problem of problems) {
        expect(JSON.stringify(problem)).not.toContain('1111')
        for (const language of ['en', 'fr'] as const)
          expect(describeProblem(problem, language)).toMatch(/^[^{}]+\. [^{}]+\.$/u)
      }
    }
  })

  it('lists the problems of all cells at once, and counts those beyond 500', async () => {
    const rows = Array.from({ length: 300 }, (_, index) => {
      const row = validRow(index)
      row[4] = 'x'
      row[7] = 'y'
      return row
    })
    const { problems } = await readFile(Buffer.from(toCsv([HEADER, ...rows], ',')), 'EUR')
    expect([problems.listed.length, problems.count]).toEqual([500, 600])
  })

  it.each<[string, string, ProblemCode, number]>([
    ['a quotation mark that is never closed', 'Name,Price\nA,1\n"B,2\nC,3\n', 'QUOTE_NOT_CLOSED', 3],
    ['text after a closing quotation mark', 'Name,Price\n"A"x,1\n', 'TEXT_AFTER_QUOTE', 2],
    ['a quotation mark in a text without them', 'Name,Price\nB,1\nNail 5",1\n', 'QUOTE_IN_TEXT', 3],
    ['a separator that is not quoted', 'Name,Price\nA, b,1\n', 'TOO_MANY_CELLS', 2],
    ['no rows', 'Name,Price\n', 'FILE_EMPTY', 1],
    ['nothing', '', 'FILE_EMPTY', 1],
    ['no name and no SKU', 'Price,Stock\n1,2\n', 'COLUMN_MISSING', 1],
    ['a row that belongs to no product', 'Name,SKU,Price\nA,1,1\n,,5\n', 'ROW_WITHOUT_PRODUCT', 3],
    ['a row that belongs to no product, in a file of SKUs', 'SKU,Price\n1,1\n,5\n', 'ROW_WITHOUT_PRODUCT', 3],
    ['the same options twice', 'Handle,Name,SKU,Price\na,A,1,1\na,,2,1\n', 'VARIANT_TWICE', 3],
    [
      'a variation without its product',
      'Type,SKU,Name,Regular price,Parent\nvariation,v,V,1,none\n',
      'PARENT_MISSING',
      2,
    ],
    [
      'a product that only links to others',
      'Type,SKU,Name,Regular price\ngrouped,g,G,1\n',
      'UNKNOWN_TYPE',
      2,
    ],
    ['a row that is far too long', `Name,Price\n${'x'.repeat(600_000)},1\n`, 'ROW_TOO_LONG', 2],
  ])('reports %s', async (_name, text, code, row) => {
    expect(await readProblems(text)).toEqual([expect.objectContaining({ code, row })])
  })

  it('never fails on any bytes', async () => {
    const fragments = fc.constantFrom(
      ...'",;\t\r\n\0€é=x1',
      'Handle',
      'Name',
      'Price',
      'Type',
      'variation',
      'Parent',
      '""',
      '\ufeff',
    )
    const texts = fc.array(fragments, { maxLength: 80 }).map((parts) => Buffer.from(parts.join('')))
    await fc.assert(
      fc.asyncProperty(fc.oneof(texts, fc.uint8Array({ maxLength: 300 })), async (bytes) => {
        for (const problem of await readProblems(bytes)) expect(problem.row).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })
})
