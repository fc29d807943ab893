import { expect, test } from 'vitest'
import type { GatewayEnvironment } from './gateway-account.documents.ts'
import { brandOf, OTHER_BRAND } from './payment-page.ts'

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
