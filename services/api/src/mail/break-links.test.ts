import { expect, test } from 'vitest'
import { breakLinks, hasLink } from './break-links.ts'

test.each([
  'Camille',
  'Jean-François de La Tour',
  'Dr. Anne-Marie O’Neill',
  'J. R. R. Tolkien',
  'J.R.R. Tolkien',
  '12 bis, rue de l’Abbé-Grégoire',
  'Bât. C',
  'Sonner après 12:30',
  '李小龍',
  'محمد',
])('leaves %s as it is', (name) => {
  expect(breakLinks(name)).toBe(name)
  expect(hasLink(name)).toBe(false)
})

test.each([
  ['Gain 500 EUR http://x.test', 'Gain 500 EUR http: //x. test'],
  ['www.x.test/win', 'www. x. test/win'],
  ['HTTPS://X.TEST', 'HTTPS: //X. TEST'],
  ['www.y', 'www. y'],
  ['win@x.test', 'win @ x. test'],
  ['mailto:win', 'mailto: win'],
  ['tel:+33123', 'tel: +33123'],
  ['x．test', 'x． test'],
  ['x。test', 'x。 test'],
  ['x.\u200btest', 'x. \u200btest'],
  ['1.2.3.4/win', '1. 2. 3. 4/win'],
  ['bücher.example', 'bücher. example'],
  ['a\u202etset.x', 'atset.x'],
  ['Booking.com', 'Booking. com'],
])('writes %j as %j', (name, expected) => {
  expect(breakLinks(name)).toBe(expected)
  expect(hasLink(name)).toBe(true)
})
