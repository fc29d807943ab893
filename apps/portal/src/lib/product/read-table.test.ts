import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTable } from './read-table.ts'

test.each([
  [
    'cells copied from a spreadsheet',
    '1\t2\n3\t4\n',
    [
      ['1', '2'],
      ['3', '4'],
    ],
  ],
  [
    'lines of Windows',
    '1\t2\r\n3\t4\r\n',
    [
      ['1', '2'],
      ['3', '4'],
    ],
  ],
  ['empty cells', '\t2\n3\t\n\n5\t6', [['', '2'], ['3', ''], [''], ['5', '6']]],
  ['a cell of several lines', '"a\nb"\t"say ""hi"""', [['a\nb', 'say "hi"']]],
  [
    'semicolons',
    '12,50;3\n13,90;4',
    [
      ['12,50', '3'],
      ['13,90', '4'],
    ],
  ],
  [
    'commas',
    '12.50,3\n13.90,4',
    [
      ['12.50', '3'],
      ['13.90', '4'],
    ],
  ],
  ['one column with decimal commas', '12,50\n1 300,00 €', [['12,50'], ['1 300,00 €']]],
  ['one amount of thousands', '1,234.50', [['1,234.50']]],
  ['a quote inside a cell', '19" screen\t5', [['19" screen', '5']]],
  ['a quote that is never closed', '"19\t5', [['"19', '5']]],
  ['one cell', 'hello', [['hello']]],
] as const)('%s', (_, text, cells) => {
  expect(readTable(text)).toEqual(cells)
})

test('what a spreadsheet copies is read back', () => {
  const cell = fc.stringMatching(/^[a-z0-9 ,;"\n]{0,6}$/).map((text) => text.trim())
  const table = fc
    .integer({ min: 2, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }))
  const quote = (text: string) => (/["\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  fc.assert(
    fc.property(table, (cells) => {
      const text = cells.map((row) => row.map(quote).join('\t')).join('\n')
      expect(readTable(`${text}\n`)).toEqual(cells)
    }),
  )
})
