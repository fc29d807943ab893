import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatMoney, parseAmount, writeAmount } from './money.ts'

describe('parseAmount', () => {
  it.each([
    ['12', 'EUR', 1200],
    ['12,5', 'EUR', 1250],
    ['12.50', 'EUR', 1250],
    ['1 234,56', 'EUR', 123456],
    ['1\u202f234,56', 'EUR', 123456],
    ['1500', 'JPY', 1500],
    ['1500', 'HUF', 150000],
    ['12,345', 'TND', 12345],
    ['0', 'EUR', 0],
  ])('reads %s %s', (written, currency, amount) => {
    expect(parseAmount(written, currency)).toBe(amount)
  })

  it.each([
    ['12,345', 'EUR'],
    ['1.234,56', 'EUR'],
    ['-5', 'EUR'],
    ['12,5', 'JPY'],
    ['21474836,48', 'EUR'],
    ['1e3', 'EUR'],
    ['', 'EUR'],
  ])('refuses %s %s', (written, currency) => {
    expect(parseAmount(written, currency)).toBeNull()
  })
})

describe('writeAmount', () => {
  it('writes an amount to be changed, as each language does', () => {
    expect(writeAmount({ amount: 123450, currency: 'EUR' }, 'fr')).toBe('1234,50')
    expect(writeAmount({ amount: 123450, currency: 'EUR' }, 'en')).toBe('1234.50')
    expect(writeAmount({ amount: 1500, currency: 'JPY' }, 'en')).toBe('1500')
  })

  it('writes what parseAmount reads back', () => {
    const amounts = fc.integer({ min: 0, max: 2_147_483_647 })
    const currencies = fc.constantFrom('EUR', 'JPY', 'KWD')
    const roundTrip = fc.property(
      amounts,
      currencies,
      fc.constantFrom('fr', 'en'),
      (amount, currency, locale) => {
        expect(parseAmount(writeAmount({ amount, currency }, locale), currency)).toBe(amount)
      },
    )
    fc.assert(roundTrip)
  })
})

describe('formatMoney', () => {
  it('writes minor units as each language does', () => {
    expect(formatMoney({ amount: 123456, currency: 'EUR' }, 'fr')).toBe('1\u202f234,56\u00a0€')
    expect(formatMoney({ amount: 123456, currency: 'EUR' }, 'en')).toBe('€1,234.56')
  })

  it('knows currencies without cents', () => {
    expect(formatMoney({ amount: 1500, currency: 'JPY' }, 'en')).toBe('¥1,500')
  })
})
