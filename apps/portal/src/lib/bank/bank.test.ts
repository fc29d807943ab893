import { expect, test } from 'vitest'
import { brandOf, brandUrl, OTHER_BRAND, type BankAccount, type BankProtocol } from './bank.ts'

const protocol = {
  brands: [
    { name: 'One', testUrl: 'https://test.one/', productionUrl: 'https://one/' },
    { name: 'Two', testUrl: 'https://two/', productionUrl: 'https://two/' },
  ],
} as BankProtocol

test('a brand has a page for each mode', () => {
  expect(brandUrl(protocol, 'One', 'TEST')).toBe('https://test.one/')
  expect(brandUrl(protocol, 'One', 'PRODUCTION')).toBe('https://one/')
  expect(brandUrl(protocol, OTHER_BRAND, 'TEST')).toBeNull()
})

test('an account is of the brand whose page of its mode it uses', () => {
  const of = (paymentUrl: string, environment: BankAccount['environment']) =>
    brandOf(protocol, { paymentUrl, environment } as BankAccount)
  expect(of('https://two/', 'PRODUCTION')).toBe('Two')
  expect(of('https://test.one/', 'TEST')).toBe('One')
  expect(of('https://test.one/', 'PRODUCTION')).toBe(OTHER_BRAND)
})
