import { expect, test } from 'vitest'
import { parsePercent } from './percent.ts'

test.each([
  ['20', 2000],
  ['5.5', 550],
  ['5,5 %', 550],
  ['2,15', 215],
  ['0', 0],
  ['', null],
  ['abc', null],
  ['-1', null],
  ['1,234', null],
])('“%s” is %s basis points', (text, basisPoints) => expect(parsePercent(text)).toBe(basisPoints))
