import { expect, test } from 'vitest'
import type { GatewayEnvironment } from './gateway-account.documents.ts'
import { brandOf, OTHER_BRAND, paymentUrlOf } from './payment-page.ts'

const protocol = {
  brands: [
    { name: 'One', testUrl: 'https://test.one/', productionUrl: 'https://one/' },
    { name: 'Two', testUrl: 'https://two/', productionUrl: 'https://two/' },
  ],
}

test('the brand of an account is found by its payment page and environment', () => {
  const brandFor = (paymentUrl: string, environment: GatewayEnvironment) =>
    brandOf(protocol, { paymentUrl, environment })
  expect(brandFor('https://two/', 'PRODUCTION')).toBe('Two')
  expect(brandFor('https://test.one/', 'TEST')).toBe('One')
  expect(brandFor('https://test.one/', 'PRODUCTION')).toBe(OTHER_BRAND)
})

test('the payment page of a submitted form is that of its brand and environment, or the one that was typed', () => {
  const urlFor = (submitted: Record<string, string>) => paymentUrlOf(submitted, protocol)
  expect(urlFor({ brand: 'One', environment: 'TEST', paymentUrl: 'https://typed/' })).toBe(
    'https://test.one/',
  )
  expect(urlFor({ brand: 'One', environment: 'PRODUCTION' })).toBe('https://one/')
  expect(urlFor({ brand: OTHER_BRAND, paymentUrl: ' https://typed/ ' })).toBe('https://typed/')
  expect(urlFor({})).toBeUndefined()
})
