import { describe, expect, it } from 'vitest'
import { formatMoment, formatMoney } from './format.ts'

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

describe('formatMoney', () => {
  it.each([
    [{ amount: 1250, currency: 'EUR' }, 'fr', '12,50 €'],
    [{ amount: 123456, currency: 'EUR' }, 'fr', '1 234,56 €'],
    [{ amount: 1250, currency: 'GBP' }, 'en', '£12.50'],
    [{ amount: 1250, currency: 'JPY' }, 'en', 'JP¥1,250'],
    [{ amount: 125000, currency: 'HUF' }, 'fr', '1 250,00 HUF'],
    [{ amount: 12500, currency: 'TND' }, 'fr', '12,500 TND'],
    [{ amount: 0, currency: 'EUR' }, 'en', '€0.00'],
  ])('%j in %s: %s', (money, language, expected) => {
    expect(plain(formatMoney(money, language))).toBe(expected)
  })
})

describe('formatMoment', () => {
  it("tells the shop's own hour", () => {
    const moment = '2026-11-24T23:30:00Z'
    expect(formatMoment(moment, 'en', 'Europe/London')).toContain('24 November 2026')
    expect(formatMoment(moment, 'fr', 'Europe/Paris')).toContain('25 novembre 2026')
  })
})
