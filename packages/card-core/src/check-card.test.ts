import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCard, type CardToCheck, type Moment } from './index.ts'

const card: CardToCheck = { number: '4242424242424242', expiryMonth: 12, expiryYear: 2030, brand: 'VISA' }
const at: Moment = { now: new Date('2026-11-23T12:00:00Z'), timeZone: 'Europe/Paris' }

const expiry = (
  expiryMonth: unknown,
  expiryYear: unknown,
  now = '2026-11-23T12:00:00Z',
  timeZone = 'Europe/Paris',
) => {
  const given = { ...card, expiryMonth, expiryYear } as CardToCheck
  return checkCard(given, { now: new Date(now), timeZone }).problems[0]?.code ?? 'ok'
}

describe('checkCard', () => {
  it('reports no problem for a valid card', () => {
    expect(checkCard(card, at)).toEqual({ brand: 'VISA', problems: [] })
  })

  it('reports all problems with their fields, in order', () => {
    const number = { code: 'NOT_A_CARD_NUMBER', field: 'number' }
    const expired = { code: 'CARD_EXPIRED', field: 'expiry' }
    const invalid = { code: 'INVALID_EXPIRY', field: 'expiry' }
    const mismatch = { code: 'CARD_TYPE_MISMATCH', field: 'brand' }
    const check = (change: Partial<CardToCheck>) => checkCard({ ...card, ...change }, at)
    expect(check({ number: '4242424242424241' })).toEqual({ brand: null, problems: [number] })
    expect(check({ expiryYear: 2025 })).toEqual({ brand: 'VISA', problems: [expired] })
    expect(check({ expiryMonth: 13 })).toEqual({ brand: 'VISA', problems: [invalid] })
    expect(check({ brand: 'DINERS_CLUB' })).toEqual({ brand: 'VISA', problems: [mismatch] })
    expect(check({ expiryYear: 2025, brand: 'MASTERCARD' }).problems).toEqual([expired, mismatch])
    expect(check({ number: '', expiryMonth: 0 }).problems).toEqual([number, invalid])
  })

  it('reports a type mismatch only for a valid number, also when the selected type is unknown', () => {
    expect(checkCard({ ...card, number: '6011111111111117' }, at).problems).toHaveLength(1)
    const cb = { ...card, brand: 'CB' as never }
    expect(checkCard(cb, at).problems).toEqual([{ code: 'CARD_TYPE_MISMATCH', field: 'brand' }])
  })

  it.each([
    ['VISA', '4242 4242 4242 4242'],
    ['MASTERCARD', '5555-5555-5555-4444'],
    ['AMERICAN_EXPRESS', '3782 822463 10005'],
    ['DINERS_CLUB', '3056 930902 5904'],
  ] as const)('accepts a %s number for that type only', (own, number) => {
    for (const brand of ['VISA', 'MASTERCARD', 'AMERICAN_EXPRESS', 'DINERS_CLUB'] as const) {
      const { problems } = checkCard({ ...card, number, brand }, at)
      expect(problems.map((problem) => problem.code)).toEqual(brand === own ? [] : ['CARD_TYPE_MISMATCH'])
    }
  })
})

describe('checkCard: expiry', () => {
  it.each([
    [11, 2026, 'ok'],
    ['11', '26', 'ok'],
    ['11', 26, 'ok'],
    [11, '2026', 'ok'],
    ['1', '27', 'ok'],
    ['01', '27', 'ok'],
    [' 1', '27\t', 'ok'],
    ['\u00a001\u202f', ' 2027 ', 'ok'],
    ['\u200e01\u2009', '\u200e27\u200f', 'ok'],
    ['-1\u2013', '27', 'INVALID_EXPIRY'],
    ['12', '26', 'ok'],
    ['1', '99', 'INVALID_EXPIRY'],
    ['12', '46', 'ok'],
    [12, 2046, 'ok'],
    ['1', '47', 'INVALID_EXPIRY'],
    [1, 2047, 'INVALID_EXPIRY'],
    [12, 9999, 'INVALID_EXPIRY'],
    ['10', '26', 'CARD_EXPIRED'],
    ['12', '25', 'CARD_EXPIRED'],
    ['12', '00', 'CARD_EXPIRED'],
    ['12', '1999', 'CARD_EXPIRED'],
    ['12', '0027', 'CARD_EXPIRED'],
    ['12', '0100', 'CARD_EXPIRED'],
    ['12', '2100', 'INVALID_EXPIRY'],
    ['12', 100, 'INVALID_EXPIRY'],
    [0, 2027, 'INVALID_EXPIRY'],
    ['00', '27', 'INVALID_EXPIRY'],
    [13, 2027, 'INVALID_EXPIRY'],
    ['13', '25', 'INVALID_EXPIRY'],
    [-1, 2027, 'INVALID_EXPIRY'],
    ['-1', '27', 'INVALID_EXPIRY'],
    ['+1', '27', 'INVALID_EXPIRY'],
    [1.5, 2027, 'INVALID_EXPIRY'],
    ['1.0', '27', 'INVALID_EXPIRY'],
    ['1e0', '27', 'INVALID_EXPIRY'],
    ['0x1', '27', 'INVALID_EXPIRY'],
    ['012', '27', 'INVALID_EXPIRY'],
    ['1 2', '27', 'INVALID_EXPIRY'],
    ['x1', '27', 'INVALID_EXPIRY'],
    ['1x', '27', 'INVALID_EXPIRY'],
    ['\n1', '27', 'ok'],
    ['1\n', '27', 'ok'],
    ['１２', '27', 'INVALID_EXPIRY'],
    ['', '27', 'INVALID_EXPIRY'],
    [' ', '27', 'INVALID_EXPIRY'],
    ['xx', '27', 'INVALID_EXPIRY'],
    [NaN, 2027, 'INVALID_EXPIRY'],
    [Infinity, 2027, 'INVALID_EXPIRY'],
    [null, 2027, 'INVALID_EXPIRY'],
    [undefined, 2027, 'INVALID_EXPIRY'],
    [true, 2027, 'INVALID_EXPIRY'],
    [[1], 2027, 'INVALID_EXPIRY'],
    [1n, 2027, 'INVALID_EXPIRY'],
    ['1', '7', 'INVALID_EXPIRY'],
    ['1', 7, 'INVALID_EXPIRY'],
    ['1', '027', 'INVALID_EXPIRY'],
    ['1', '02027', 'INVALID_EXPIRY'],
    ['1', '20 27', 'INVALID_EXPIRY'],
    ['1', 'x27', 'INVALID_EXPIRY'],
    ['1', '27x', 'INVALID_EXPIRY'],
    ['1', '\n27', 'ok'],
    ['1', '27\n', 'ok'],
    ['1', '２７', 'INVALID_EXPIRY'],
    ['1', '', 'INVALID_EXPIRY'],
    ['1', -27, 'INVALID_EXPIRY'],
    ['1', 2027.5, 'INVALID_EXPIRY'],
    ['1', null, 'INVALID_EXPIRY'],
    ['1', undefined, 'INVALID_EXPIRY'],
    ['1', ['27'], 'INVALID_EXPIRY'],
  ])('month %s, year %s on 23 November 2026 gives %s', (month, year, expected) => {
    expect(expiry(month, year)).toBe(expected)
  })

  it.each([
    ['Europe/Paris', 11, 2026, '2026-11-30T23:00:00.000Z', 'winter time'],
    ['Europe/Paris', 7, 2026, '2026-07-31T22:00:00.000Z', 'summer time'],
    ['Europe/Paris', 12, 2026, '2026-12-31T23:00:00.000Z', 'new year'],
    ['Europe/Paris', 2, 2028, '2028-02-29T23:00:00.000Z', 'leap day'],
    ['Europe/Paris', 2, 2027, '2027-02-28T23:00:00.000Z', 'February without leap day'],
    ['UTC', 11, 2026, '2026-12-01T00:00:00.000Z', 'UTC'],
    ['Pacific/Kiritimati', 11, 2026, '2026-11-30T10:00:00.000Z', 'UTC+14'],
    ['Etc/GMT+12', 11, 2026, '2026-12-01T12:00:00.000Z', 'UTC-12'],
    ['Pacific/Pago_Pago', 11, 2026, '2026-12-01T11:00:00.000Z', 'UTC-11'],
    ['Asia/Kathmandu', 11, 2026, '2026-11-30T18:15:00.000Z', 'offset with a quarter of an hour'],
    ['America/St_Johns', 11, 2026, '2026-12-01T03:30:00.000Z', 'offset with half an hour'],
    ['America/New_York', 10, 2026, '2026-11-01T04:00:00.000Z', 'daylight saving time ends two hours later'],
    ['Africa/Cairo', 10, 2024, '2024-10-31T22:00:00.000Z', 'the last hour of the month is repeated'],
    ['America/Sao_Paulo', 11, 2026, '2026-12-01T03:00:00.000Z', 'southern hemisphere'],
    ['Indian/Reunion', 11, 2026, '2026-11-30T20:00:00.000Z', 'French overseas, east'],
    ['America/Martinique', 11, 2026, '2026-12-01T04:00:00.000Z', 'French overseas, west'],
    ['Pacific/Tahiti', 11, 2026, '2026-12-01T10:00:00.000Z', 'French overseas, far west'],
    ['Pacific/Noumea', 11, 2026, '2026-11-30T13:00:00.000Z', 'French overseas, far east'],
  ])('in %s, a card of %i/%i is valid until just before %s (%s)', (zone, month, year, end) => {
    const lastInstant = new Date(Date.parse(end) - 1).toISOString()
    expect(expiry(month, year, lastInstant, zone)).toBe('ok')
    expect(expiry(month, year, end, zone)).toBe('CARD_EXPIRED')
  })

  it('counts the twenty years from the current year in the time zone', () => {
    expect(expiry(1, 2047, '2026-12-31T22:59:59.999Z')).toBe('INVALID_EXPIRY')
    expect(expiry(1, 2047, '2026-12-31T23:00:00.000Z')).toBe('ok')
    expect(expiry(1, 2047, '2026-12-31T23:00:00.000Z', 'UTC')).toBe('INVALID_EXPIRY')
    expect(expiry(12, 2047, '2027-01-01T04:59:59.999Z', 'America/New_York')).toBe('INVALID_EXPIRY')
  })

  it('reads a four-digit year in any century and a two-digit year as 20YY', () => {
    expect(expiry(1, 2105, '2095-06-15T00:00:00Z')).toBe('ok')
    expect(expiry(1, '05', '2095-06-15T00:00:00Z')).toBe('CARD_EXPIRED')
    expect(expiry(1, '99', '2095-06-15T00:00:00Z')).toBe('ok')
  })

  it.each([new Date(NaN), null, undefined, 0, '2026-11-23', {}, []])(
    'reports INVALID_EXPIRY if now is not a valid Date, case %#',
    (now) => {
      const { problems } = checkCard(card, { now: now as Date, timeZone: 'UTC' })
      expect(problems).toEqual([{ code: 'INVALID_EXPIRY', field: 'expiry' }])
    },
  )

  it('handles a megabyte of text', () => {
    for (const text of [' '.repeat(1_000_000), '1'.repeat(1_000_000), ' '.repeat(1_000_000) + 'x']) {
      expect(expiry(text, text)).toBe('INVALID_EXPIRY')
    }
  })

  it('treats every month as expired before now, valid up to twenty years ahead and invalid after that', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 2000, max: 2099 }), (month, year) => {
        const ahead = year * 12 + month - (2026 * 12 + 11)
        const expected = ahead < 0 ? 'CARD_EXPIRED' : year <= 2046 ? 'ok' : 'INVALID_EXPIRY'
        expect(expiry(month, year)).toBe(expected)
        expect(expiry(String(month), String(year % 100).padStart(2, '0'))).toBe(expected)
      }),
    )
  })
})
