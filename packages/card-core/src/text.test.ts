import fc from 'fast-check'
import { expect, test } from 'vitest'
import { containsCardNumber, redactCardNumbers } from './text.ts'

test.each([
  '4242424242424242',
  'Ma carte : 4242 4242 4242 4242 exp 12/29',
  '4242-4242-4242-4242',
  '4242.4242.4242.4242',
  '4242\u00a04242\u202f4242\n4242',
  '4242\u20134242\u20074242\u20094242',
  '\u200e4242\u200f4242\u2066 4242\u2069 4242\n',
  '4242\u22124242\u00ad4242\u200b4242',
  'Amex 3782 822463 10005',
  'diners: 30569309025904.',
  '\uff14\uff12\uff14\uff12 4242 4242 4242',
  'no 5555555555554444123',
  'order 7 4242424242424242',
  '00004242424242424242',
])('finds the card number in text %#', (text) => expect(containsCardNumber(text)).toBe(true))

test.each([
  '',
  'Sonnez deux fois, code 1234A, 2e étage',
  '+33 6 12 34 56 78',
  '12 rue de la Paix, 75002 Paris',
  '4242 4242 4242 4241',
  '1234567890123456',
  '01993000-4242-7424-8242-424242424242',
  '42424242-4242-4242-8242-424242424242',
])('finds no card number in text %#', (text) => expect(containsCardNumber(text)).toBe(false))

test('terminates on any text, however long', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 3000 }), (text) => typeof containsCardNumber(text) === 'boolean'),
  )
  expect(containsCardNumber('1 '.repeat(50_000))).toBe(false)
})

test('redacts a number with each separator that it may have, in a line of a log', () => {
  const separators = [
    '',
    ' ',
    '-',
    '.',
    '_',
    '/',
    ',',
    ':',
    '|',
    '*',
    '\t',
    '\n',
    '\v',
    '\f',
    '\r',
    '\u00a0',
    '\u2013',
    '\u200b',
  ]
  for (const separator of separators) {
    const number = ['4242', '4242', '4242', '4242'].join(separator)
    expect(redactCardNumbers(`{"level":30,"n":12,"msg":"card ${number}"}`), JSON.stringify(separator)).toBe(
      '{"level":30,"n":12,"msg":"card [card]"}',
    )
  }
})

test('redacts a card number with the digits around it, and leaves UUIDs unchanged', () => {
  const uuid = '42424242-4242-4242-8242-424242424242'
  const line = (message: string) => `{"id":"${uuid}","err":"${message}"}`
  expect(redactCardNumbers(line('7 4242-4242-4242-4242, then 5555555555554444!'))).toBe(
    line('[card], then [card]!'),
  )
})
