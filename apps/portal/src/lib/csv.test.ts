import { expect, it } from 'vitest'
import { csvLine } from './csv.ts'

it.each([
  [['a', 'b;c', 'd"e'], ';', '"a";"b;c";"d""e"\r\n'],
  [
    ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'],
    ',',
    `"'=1+1","'+1","'-1","'@SUM(A1)","'\t=1","'\r=1"\r\n`,
  ],
  [['two\nlines', '', 'a=1'], ',', '"two\nlines","","a=1"\r\n'],
] as const)('%j with %s', (cells, separator, line) => {
  expect(csvLine(cells, separator)).toBe(line)
})
