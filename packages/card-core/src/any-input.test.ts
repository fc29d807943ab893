import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as core from './index.ts'

// Thirteen random digits, in one text or in two combined, can be a valid card number by chance.
const canBePartOfCard = (value: unknown) => typeof value === 'string' && value.replace(/\D/g, '').length >= 7

const anything = fc
  .oneof(
    fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withObjectString: true }),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(Symbol('odd'), () => '4242424242424242', Object.create(null), new Proxy({}, {})),
  )
  .filter((value) => !canBePartOfCard(value))

describe('input of any type', () => {
  const consoleSpies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
    vi.spyOn(console, name),
  )
  beforeEach(() => consoleSpies.forEach((spy) => spy.mockClear()))
  afterEach(() => consoleSpies.forEach((spy) => expect(spy).not.toHaveBeenCalled()))

  it('gets a result of the declared type, never an exception', () => {
    fc.assert(
      fc.property(anything, anything, anything, anything, anything, anything, (a, b, c, d, e, f) => {
        const check = core.checkCard(
          { number: a, expiryMonth: b, expiryYear: c, brand: d } as core.CardToCheck,
          { now: e, timeZone: f } as core.Moment,
        )
        expect(check.problems.map((problem) => problem.field)).toContain('number')
        expect(core.checkCard(a as core.CardToCheck, b as core.Moment).brand).toBeNull()
        expect(core.brandOf(a as string)).toBeNull()
        expect(core.splitNumber(a as string)).toBeNull()
        expect(core.joinNumber(a as string, b as string)).toEqual({ number: expect.any(String), brand: null })
        expect(core.keptChecksum(a as string)).toBeTypeOf('number')
        expect(core.missingFits(a as string, b as number)).toBeTypeOf('boolean')
        expect(core.readPartialNumber(a as string)).toMatchObject({
          formatted: expect.any(String),
          valid: false,
        })
      }),
      { numRuns: 500 },
    )
  })

  it('is not modified, and results share no state', () => {
    const card = Object.freeze({
      number: '4242 4242 4242 4242',
      expiryMonth: '12',
      expiryYear: '30',
      brand: 'VISA',
    })
    const at = Object.freeze({ now: new Date('2026-11-23T12:00:00Z'), timeZone: 'Europe/Paris' })
    expect(core.checkCard(card as core.CardToCheck, at).problems).toEqual([])
    core.readPartialNumber('4').brands.length = 0
    core.readPartialNumber('4').lengths.length = 0
    expect(core.readPartialNumber('4')).toMatchObject({ brands: ['VISA'], lengths: [13, 16, 19] })
  })
})
