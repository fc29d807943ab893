import { expect, test } from 'vitest'
import { addressIn, readLanguageAddress, withLanguageOf } from './language-address.ts'

test.each([
  ['/en', 'en', '/'],
  ['/en/catalog', 'en', '/catalog'],
  ['/fr/products/lampe', 'fr', '/products/lampe'],
  ['/fr/pages/retractation', 'fr', '/pages/retractation'],
])('%s is an address in a language', (pathname, language, path) => {
  expect(readLanguageAddress(pathname)).toEqual({ language, path })
})

test.each([
  '/',
  '/catalog',
  '/english',
  '/de/catalog',
  '/en/cart',
  '/en/orders/ABC',
  '/en/en',
  '/en/products/a/b',
])('%s is none', (pathname) => {
  expect(readLanguageAddress(pathname)).toEqual({ language: null, path: pathname })
})

test('a page has no prefix in the language of the shop, and one in the other', () => {
  expect(addressIn('fr', '/catalog?collection=lampes', 'fr')).toBe('/catalog?collection=lampes')
  expect(addressIn('en', '/catalog?collection=lampes', 'fr')).toBe('/en/catalog?collection=lampes')
  expect(addressIn('en', '/', 'fr')).toBe('/en')
})

test('a redirect keeps the language of the address', () => {
  expect(withLanguageOf('/en/products/old', '/products/new')).toBe('/en/products/new')
  expect(withLanguageOf('/products/old', '/products/new')).toBe('/products/new')
})
