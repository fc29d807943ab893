import { expect, it } from 'vitest'
import { localPath } from './local-path.ts'

it.each([
  ['/shop/orders?status=PAID', '/shop/orders?status=PAID'],
  ['/shop/../other', '/other'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/..//evil.example', '/'],
  ['https://evil.example/', '/'],
  ['javascript:alert(1)', '/'],
  ['', '/'],
  [null, '/'],
])('of %j keeps %j', (given, kept) => {
  expect(localPath(given)).toBe(kept)
})
