import { brandOf } from '@triclic/card-core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CARRIERS, carrierOf, findCarrier, trackingPage } from './carriers.ts'
import { parseTracking, parseTrackingNumber } from './parse-tracking.ts'

const numberOf = (value: string, carrier?: string) => parseTrackingNumber(value, carrierOf(carrier))
const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })

/** Numbers of the four brands that are not in use, of every length from 14 digits on. */
const cardNumbers = fc
  .tuple(
    fc.constantFrom('4', '51', '55', '2221', '2720', '34', '37', '300', '305', '3095', '36', '38', '39'),
    fc.integer({ min: 14, max: 19 }),
    digits(19),
  )
  .chain(([prefix, length, rest]) => {
    const body = (prefix + rest.join('')).slice(0, length - 1)
    const complete = Array.from({ length: 10 }, (_, last) => `${body}${last}`).filter((number) =>
      brandOf(number),
    )
    return complete.length > 0 ? fc.constantFrom(...complete) : fc.constant(null)
  })
  .filter((number) => number !== null)

describe('a tracking number', () => {
  test.each([
    ['COLISSIMO', '6a 12345 678901', '6A12345678901'],
    ['CHRONOPOST', 'XY 123456789 FR', 'XY123456789FR'],
    ['MONDIAL_RELAY', '12345678', '12345678'],
    ['DPD', '2501 2345 6789 01', '25012345678901'],
    ['DHL', '003404341234567890 12'.replaceAll(' ', ''), '00340434123456789012'],
    ['UPS', '1z-999aa1-0123456784', '1Z999AA10123456784'],
  ])('of %s is stored in upper case without separators', (carrier, typed, stored) => {
    expect(numberOf(typed, carrier)).toBe(stored)
    expect(carrierOf(carrier)?.format.test(stored)).toBe(true)
  })

  test('that is a card number is refused, whatever the carrier and the separators', () => {
    fc.assert(
      fc.property(
        cardNumbers,
        fc.constantFrom(undefined, ...CARRIERS.map(({ code }) => code)),
        fc.constantFrom('', ' ', '-', '.', '\u00a0'),
        (card, carrier, separator) => {
          const typed = (card.match(/.{1,4}/g) ?? []).join(separator)
          expect(() => numberOf(typed, carrier)).toThrow()
        },
      ),
    )
  })

  test('that is a card number with its expiry date is refused, whatever the carrier', () => {
    fc.assert(
      fc.property(cardNumbers, digits(4), fc.constantFrom(...CARRIERS), (card, expiry, { code }) => {
        expect(() => numberOf(`${card} ${expiry.join('')}`, code)).toThrow()
      }),
    )
  })

  test('of a carrier’s format is accepted although a part of it looks like a card number', () => {
    const looksLikeCard = '00340042424242424242'.slice(0, 4) + '4242424242424242'
    expect(looksLikeCard).toHaveLength(20)
    expect(numberOf(looksLikeCard, 'DHL')).toBe(looksLikeCard)
    expect(() => numberOf(looksLikeCard)).toThrow()
  })

  test.each(['a'.repeat(36), 'ABC#1', 'é', '<b>'])(
    'with other characters or too long is refused: %s',
    (typed) => {
      expect(() => numberOf(typed)).toThrow('TRACKING_NUMBER_INVALID')
    },
  )

  test('that is empty or only separators is none', () => {
    expect([null, '', ' - '].map((typed) => parseTrackingNumber(typed, undefined))).toEqual([
      null,
      null,
      null,
    ])
  })
})

describe('a tracking page', () => {
  test('may contain the tracking number that was checked, and no other that looks like a card’s', () => {
    const trackingNumber = `0034${'4242'.repeat(4)}`
    const trackingUrl = `https://track.example/${trackingNumber}`
    expect(parseTracking({ carrier: 'DHL', trackingNumber, trackingUrl })).toMatchObject({ trackingUrl })
    expect(() => parseTracking({ carrier: 'DHL', trackingUrl })).toThrow('CARD_NUMBER_NOT_ALLOWED')
  })

  test.each(['javascript:alert(1)', 'track.example/1', `https://track.example/${'a'.repeat(1000)}`])(
    'that is not an http(s) address is refused: case %#',
    (trackingUrl) => {
      expect(() => parseTracking({ trackingUrl })).toThrow('TRACKING_URL_INVALID')
    },
  )
})

describe('the table of carriers', () => {
  test('has each code and each name once, and https pages that take the number', () => {
    expect(new Set(CARRIERS.map(({ code }) => code)).size).toBe(CARRIERS.length)
    expect(new Set(CARRIERS.map(({ name }) => name)).size).toBe(CARRIERS.length)
    for (const carrier of CARRIERS) {
      const page = trackingPage(carrier, { number: 'AB&1', postalCode: '75 002' })
      expect(page).toMatch(/^https:\/\/[^{}]*AB%261[^{}]*$/)
      expect(page.includes('75002')).toBe(carrier.trackingUrl.includes('{postalCode}'))
    }
  })

  test.each(['Colissimo', 'colissimo ', 'COLISSIMO'])('finds %j', (typed) => {
    expect(findCarrier(typed.trim())?.code).toBe('COLISSIMO')
  })

  test('leaves the name of another carrier as it is', () => {
    expect(parseTracking({ carrier: ' Vélo & Cie ' })).toMatchObject({
      carrierCode: null,
      carrierName: 'Vélo & Cie',
    })
  })
})
