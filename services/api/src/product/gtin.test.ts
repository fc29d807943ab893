import { expect, test } from 'vitest'
import { parseGtin } from './gtin.ts'

test.each([
  // Examples of GS1: a GTIN-8, a GTIN-12, a GTIN-13 and a GTIN-14.
  ['96385074', '96385074'],
  ['614141000036', '614141000036'],
  ['6291041500213', '6291041500213'],
  ['10614141000415', '10614141000415'],
  [' 6291041-500213 ', '6291041500213'],
  ['6291041500214', null],
  ['629104150021', null],
  ['62910415002', null],
  ['629104150021X', null],
  ['', null],
])('%s is read as %s', (text, gtin) => {
  expect(parseGtin(text)).toBe(gtin)
})
