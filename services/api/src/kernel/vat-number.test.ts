import { expect, test } from 'vitest'
import { MEMBER_STATES } from '../tax/tax-territory.ts'
import { parseVatNumber, parseViesNumber } from './vat-number.ts'

test.each([
  ['ATU12345678', 'AT'],
  ['BE 0123.456.789', 'BE'],
  ['BG123456789', 'BG'],
  ['CY12345678X', 'CY'],
  ['CZ12345678', 'CZ'],
  ['de 123 456 789', 'DE'],
  ['DK12345678', 'DK'],
  ['EE123456789', 'EE'],
  ['EL123456789', 'GR'],
  ['GR123456789', 'GR'],
  ['ESX12345678', 'ES'],
  ['FI12345678', 'FI'],
  ['FR 40 303 265 045', 'FR'],
  ['HR12345678901', 'HR'],
  ['HU12345678', 'HU'],
  ['IE1234567WA', 'IE'],
  ['IT12345678901', 'IT'],
  ['LT123456789', 'LT'],
  ['LU12345678', 'LU'],
  ['LV12345678901', 'LV'],
  ['MT12345678', 'MT'],
  ['NL123456789B01', 'NL'],
  ['PL1234567890', 'PL'],
  ['PT123456789', 'PT'],
  ['RO1234567890', 'RO'],
  ['SE123456789012', 'SE'],
  ['SI12345678', 'SI'],
  ['SK1234567890', 'SK'],
  ['XI123456789', 'XI'],
])('%s has the format of a VAT number of %s', (text, country) => {
  expect(parseViesNumber(text)?.country).toBe(country)
  expect(country === 'XI' || MEMBER_STATES.has(country)).toBe(true)
})

test('a VAT number is kept without separators, in upper case, with the prefix that VIES uses', () => {
  expect(parseVatNumber('fr 40-303.265 045')?.number).toBe('FR40303265045')
  expect(parseVatNumber('GR123456789')?.number).toBe('EL123456789')
})

test.each(['', 'FR', '123456789', 'DE12345678', 'GB123456789', 'CHE123456789', 'US123456789', 'DE12345678A'])(
  '“%s” has the format of no VAT number that VIES knows',
  (text) => expect(parseViesNumber(text)).toBeNull(),
)

test.each([
  ['GB123456789', 'GB'],
  ['CHE-123.456.788 TVA', 'CH'],
  ['NO123456789MVA', 'NO'],
])('%s is one of a neighbour of the EU', (text, country) =>
  expect(parseVatNumber(text)).toMatchObject({ country, isInVies: false }),
)

test('a French number whose key does not belong to its SIREN is none, for buyers as for shops', () => {
  expect(parseViesNumber('FR41303265045')).toBeNull()
  expect(parseVatNumber('FR41303265045')).toBeNull()
})
