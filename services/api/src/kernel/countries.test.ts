import { expect, test } from 'vitest'
import { parseCountry } from './countries.ts'

test.each([
  ['FR', 'FR'],
  [' gb ', 'GB'],
  ['AX', 'AX'],
  ['FRA', null],
  ['250', null],
  ['XK', null],
  ['UK', null],
  ['EU', null],
  ['', null],
  ['constructor', null],
])('reads the country code %j as %j', (text, code) => expect(parseCountry(text)).toBe(code))
