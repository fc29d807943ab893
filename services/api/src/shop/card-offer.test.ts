import { expect, test } from 'vitest'
import { countryCodes } from '../kernel/countries.ts'
import { EEA_COUNTRIES } from '../kernel/eea.ts'
import { isCardOffered } from './card-offer.ts'
import type { Shop } from './shop.ts'

const OFFERS = ['TELEPHONE_AND_MAIL', 'OUTSIDE_EEA', 'EVERYBODY'] as const
const CHANNELS = ['WEB', 'TELEPHONE', 'MAIL'] as const

/** The offers of the shop with which an order of this channel and billing country may be paid by card. */
const offersWith = (channel: (typeof CHANNELS)[number], billingCountry: string) =>
  OFFERS.filter((cardOffer) =>
    isCardOffered({ paymentModes: ['BANK', 'CARD'], cardOffer }, { channel, billingCountry }),
  ).join(' ')

const INSIDE = 'EVERYBODY'
const OUTSIDE = 'OUTSIDE_EEA EVERYBODY'

test.each([
  // The Union, from its first to its newest member.
  ...['BE', 'DE', 'FR', 'IT', 'LU', 'NL', 'DK', 'IE', 'GR', 'ES', 'PT', 'AT', 'FI', 'SE'].map(inside),
  ...['CY', 'CZ', 'EE', 'HU', 'LT', 'LV', 'MT', 'PL', 'SI', 'SK', 'BG', 'RO', 'HR'].map(inside),
  // The Area without the Union.
  ...['IS', 'LI', 'NO'].map(inside),
  // Parts of member states.
  ...['AX', 'GF', 'GP', 'MF', 'MQ', 'RE', 'YT'].map(inside),
  // Neighbours, overseas countries and territories, and others.
  ...['CH', 'GB', 'GI', 'IM', 'JE', 'MC', 'AD', 'SM', 'VA', 'UA', 'RS', 'TR', 'MK'].map(outside),
  ...['NC', 'PF', 'PM', 'WF', 'BL', 'AW', 'CW', 'GL', 'FO', 'SJ'].map(outside),
  ...['US', 'CA', 'JP', 'MA', 'SN', 'AU', 'BR', 'IN', 'CN'].map(outside),
])('an order on the website billed in %s can be paid by card with: %s', (country, offers) => {
  expect(offersWith('WEB', country)).toBe(offers)
})

function inside(country: string): [string, string] {
  return [country, INSIDE]
}
function outside(country: string): [string, string] {
  return [country, OUTSIDE]
}

test.each(['TELEPHONE', 'MAIL'] as const)(
  'a %s order can be paid by card wherever it is billed',
  (channel) => {
    for (const country of countryCodes) expect(offersWith(channel, country)).toBe(OFFERS.join(' '))
  },
)

test('a shop that takes no cards offers them to nobody', () => {
  for (const cardOffer of OFFERS)
    for (const channel of CHANNELS) {
      const shop: Pick<Shop, 'paymentModes' | 'cardOffer'> = { paymentModes: ['BANK'], cardOffer }
      expect(isCardOffered(shop, { channel, billingCountry: 'US' })).toBe(false)
    }
})

test('the Area has 30 states, and every code is one of a country', () => {
  expect(EEA_COUNTRIES.size).toBe(27 + 3 + 7)
  expect([...EEA_COUNTRIES].filter((code) => !countryCodes.includes(code))).toEqual([])
})
