import { describe, expect, it, test } from 'vitest'
import { legalMention } from './legal-mention.ts'
import { TaxCategory } from './tax-category.ts'
import { taxOfDestination, type ShopTax } from './tax-of-destination.ts'

const PARIS: ShopTax = {
  territory: 'FR',
  isSmallBusiness: false,
  ossSince: null,
  priceMode: 'SAME_GROSS',
  rates: {},
}
const SAINT_DENIS = { ...PARIS, territory: 'RE' }
const POINTE_A_PITRE = { ...PARIS, territory: 'GP' }
const FORT_DE_FRANCE = { ...PARIS, territory: 'MQ' }
const CAYENNE = { ...PARIS, territory: 'GF' }
const AJACCIO = { ...PARIS, territory: 'FR-20R' }
const LONDON = { ...PARIS, territory: 'GB' }
const BELFAST = { ...PARIS, territory: 'XI' }
const TOKYO = { ...PARIS, territory: 'JP', rates: { STANDARD: 1000, FOOD: 800 } }
const OSS = { ...PARIS, ossSince: '2026-03-01' }

function decide(
  shop: ShopTax,
  countryCode: string,
  postalCode: string,
  vatNumberCountry: string | null = null,
) {
  return taxOfDestination(shop, {
    isPickup: false,
    countryCode,
    postalCode,
    vatNumberCountry,
    day: '2026-11-29',
  })
}

describe('taxOfDestination', () => {
  test.each([
    // [case, shop, country, postcode, VAT number, exemption, standard rate, food rate, territory, counts towards the threshold]
    ['mainland France', PARIS, 'FR', '75001', null, null, 2000, 550, 'FR', false],
    ['Monaco, as France', PARIS, 'MC', '98000', null, null, 2000, 550, 'FR', false],
    ['Monaco, given as FR', PARIS, 'FR', '98000', null, null, 2000, 550, 'FR', false],
    ['Corsica, from the mainland', PARIS, 'FR', '20000', null, null, 2000, 550, 'FR-20R', false],
    ['Corsica, from Corsica', AJACCIO, 'FR', '20200', null, null, 2000, 210, 'FR-20R', false],
    ['Guadeloupe', PARIS, 'GP', '97110', null, 'EXPORT', 0, 0, 'GP', false],
    ['Guadeloupe, given as FR', PARIS, 'FR', '97110', null, 'EXPORT', 0, 0, 'GP', false],
    ['Martinique, given as FR', PARIS, 'FR', '97 200', null, 'EXPORT', 0, 0, 'MQ', false],
    ['Guyane, given as FR', PARIS, 'FR', '97300', null, 'EXPORT', 0, 0, 'GF', false],
    ['Réunion, given as FR', PARIS, 'FR', 'FR-97400', null, 'EXPORT', 0, 0, 'RE', false],
    ['Mayotte, given as FR', PARIS, 'FR', '97600', null, 'EXPORT', 0, 0, 'YT', false],
    ['Martinique', PARIS, 'MQ', '97200', null, 'EXPORT', 0, 0, 'MQ', false],
    ['Saint-Martin, given as FR', PARIS, 'FR', '97150', null, 'EXPORT', 0, 0, 'MF', false],
    ['New Caledonia, given as FR', PARIS, 'FR', '98800', null, 'EXPORT', 0, 0, 'NC', false],
    ['Réunion, from Réunion', SAINT_DENIS, 'FR', '97410', null, null, 850, 210, 'RE', false],
    ['mainland France, from Réunion', SAINT_DENIS, 'FR', '75001', null, 'EXPORT', 0, 0, 'FR', false],
    ['Germany, from Réunion', SAINT_DENIS, 'DE', '10115', null, 'EXPORT', 0, 0, 'DE', false],
    ['Martinique, from Guadeloupe', POINTE_A_PITRE, 'FR', '97200', null, null, 850, 210, 'MQ', false],
    ['Réunion, from Guadeloupe', POINTE_A_PITRE, 'RE', '97400', null, 'EXPORT', 0, 0, 'RE', false],
    ['Guyane, from Guyane', CAYENNE, 'FR', '97310', null, 'NOT_APPLIED', 0, 0, 'GF', false],
    ['Germany, below the threshold', PARIS, 'DE', '10115', null, null, 2000, 550, 'DE', true],
    ['Germany, with the one-stop shop', OSS, 'DE', '10115', null, null, 1900, 700, 'DE', true],
    ['Sweden, with the one-stop shop', OSS, 'SE', '111 22', null, null, 2500, 600, 'SE', true],
    ['Madeira, with the one-stop shop', OSS, 'PT', '9000-001', null, null, 2200, 2200, 'PT-30', true],
    ['Azores, with the one-stop shop', OSS, 'PT', '9500-001', null, null, 1600, 1600, 'PT-20', true],
    ['Mittelberg, with the one-stop shop', OSS, 'AT', '6993', null, null, 1900, 1000, 'AT-JM', true],
    ['Northern Ireland, with the one-stop shop', OSS, 'GB', 'BT1 5GS', null, null, 2000, 0, 'XI', true],
    ['Great Britain', OSS, 'GB', 'E1 6AN', null, 'EXPORT', 0, 0, 'GB', false],
    ['Great Britain, from Martinique', FORT_DE_FRANCE, 'GB', 'E1 6AN', null, 'EXPORT', 0, 0, 'GB', false],
    ['Guadeloupe, from Martinique', FORT_DE_FRANCE, 'FR', '97110', null, null, 850, 210, 'GP', false],
    ['Saint-Barthélemy, given as FR 977', PARIS, 'FR', '97700', null, 'EXPORT', 0, 0, 'BL', false],
    ['Saint-Martin, given as FR 978', PARIS, 'FR', '97800', null, 'EXPORT', 0, 0, 'MF', false],
    ['Saint-Pierre-et-Miquelon, given as FR', PARIS, 'FR', '97500', null, 'EXPORT', 0, 0, 'PM', false],
    ['the Southern Territories, given as FR', PARIS, 'FR', '98400', null, 'EXPORT', 0, 0, 'TF', false],
    ['Wallis and Futuna, given as FR', PARIS, 'FR', '98600', null, 'EXPORT', 0, 0, 'WF', false],
    ['French Polynesia, given as FR', PARIS, 'FR', '98714', null, 'EXPORT', 0, 0, 'PF', false],
    ['Jersey, given as GB, from London', LONDON, 'GB', 'JE2 3AB', null, 'EXPORT', 0, 0, 'JE', false],
    ['Guernsey, given as GB, from London', LONDON, 'GB', 'GY1 1AA', null, 'EXPORT', 0, 0, 'GG', false],
    ['the Isle of Man, given as GB, from London', LONDON, 'GB', 'IM1 1AA', null, null, 2000, 0, 'GB', false],
    ['the Isle of Man', PARIS, 'IM', 'IM1 1AA', null, 'EXPORT', 0, 0, 'GB', false],
    ['Switzerland', OSS, 'CH', '8001', null, 'EXPORT', 0, 0, 'CH', false],
    ['the United States', OSS, 'US', '10001', null, 'EXPORT', 0, 0, 'US', false],
    ['the Canary Islands', OSS, 'ES', '38001', null, 'EXPORT', 0, 0, 'ES-CN', false],
    ['Ceuta', OSS, 'ES', '51001', null, 'EXPORT', 0, 0, 'ES-CE', false],
    ['Melilla', OSS, 'ES', '52001', null, 'EXPORT', 0, 0, 'ES-ML', false],
    ['Madrid', OSS, 'ES', '28001', null, null, 2100, 1000, 'ES', true],
    ['Åland, given as FI', OSS, 'FI', '22100', null, 'EXPORT', 0, 0, 'AX', false],
    ['Åland', OSS, 'AX', '22100', null, 'EXPORT', 0, 0, 'AX', false],
    ['Livigno', OSS, 'IT', '23041', null, 'EXPORT', 0, 0, 'IT-LIVIGNO', false],
    ["Campione d'Italia", OSS, 'IT', '22061', null, 'EXPORT', 0, 0, 'IT-CAMPIONE', false],
    ['Büsingen', OSS, 'DE', '78266', null, 'EXPORT', 0, 0, 'DE-BUESINGEN', false],
    ['Heligoland', OSS, 'DE', '27498', null, 'EXPORT', 0, 0, 'DE-HELIGOLAND', false],
    ['Mount Athos', OSS, 'GR', '630 86', null, 'EXPORT', 0, 0, 'GR-69', false],
    ['a German business', PARIS, 'DE', '10115', 'DE', 'INTRA_COMMUNITY', 0, 0, 'DE', false],
    [
      'a Belgian business that has goods sent to Germany',
      OSS,
      'DE',
      '10115',
      'BE',
      'INTRA_COMMUNITY',
      0,
      0,
      'DE',
      false,
    ],
    [
      'a French business that has goods sent to Germany',
      PARIS,
      'DE',
      '10115',
      'FR',
      null,
      2000,
      550,
      'DE',
      true,
    ],
    [
      'a German business that has goods sent within France',
      PARIS,
      'FR',
      '75001',
      'DE',
      null,
      2000,
      550,
      'FR',
      false,
    ],
    ['a German business in Heligoland', PARIS, 'DE', '27498', 'DE', 'EXPORT', 0, 0, 'DE-HELIGOLAND', false],
    ['Great Britain, from Great Britain', LONDON, 'GB', 'SW1A 1AA', null, null, 2000, 0, 'GB', false],
    ['Northern Ireland, from Great Britain', LONDON, 'GB', 'BT1 5GS', null, null, 2000, 0, 'XI', false],
    ['France, from Great Britain', LONDON, 'FR', '75001', null, 'EXPORT', 0, 0, 'FR', false],
    ['France, from Northern Ireland', BELFAST, 'FR', '75001', null, null, 2000, 0, 'FR', true],
    ['Japan, from Japan', TOKYO, 'JP', '530-0001', null, null, 1000, 800, 'JP', false],
    ['France, from Japan', TOKYO, 'FR', '75001', null, 'EXPORT', 0, 0, 'FR', false],
  ] as const)(
    '%s',
    (_, shop, country, postcode, vatNumber, exemption, standard, food, territory, isDistanceSale) => {
      const tax = decide(shop, country, postcode, vatNumber)
      expect({
        exemption: tax.exemption,
        standard: tax.rateOf(TaxCategory.STANDARD),
        food: tax.rateOf(TaxCategory.FOOD),
        territory: tax.territory,
        isDistanceSale: tax.isDistanceSale,
      }).toEqual({ exemption, standard, food, territory, isDistanceSale })
    },
  )

  it('charges no VAT anywhere for an exempt small business, and its prices include none', () => {
    for (const [country, postcode] of [
      ['FR', '75001'],
      ['DE', '10115'],
      ['US', '10001'],
    ] as const) {
      const tax = decide({ ...PARIS, isSmallBusiness: true }, country, postcode)
      expect([tax.exemption, tax.rateOf(TaxCategory.STANDARD)]).toEqual(['SMALL_BUSINESS', 0])
      expect(tax.domesticRateOf(TaxCategory.STANDARD)).toBe(0)
    }
  })

  it("charges the buyer's VAT from the day of the one-stop shop on", () => {
    const on = (day: string) =>
      taxOfDestination(OSS, {
        isPickup: false,
        countryCode: 'HU',
        postalCode: '1011',
        vatNumberCountry: null,
        day,
      }).rateOf(TaxCategory.STANDARD)
    expect([on('2026-02-28'), on('2026-03-01')]).toEqual([2000, 2700])
  })

  it('taxes what is picked up at the shop there, wherever the buyer lives', () => {
    for (const countryCode of ['DE', 'US', 'RE']) {
      const tax = taxOfDestination(OSS, {
        isPickup: true,
        countryCode,
        postalCode: '97400',
        vatNumberCountry: 'DE',
        day: '2026-11-29',
      })
      expect([tax.exemption, tax.rateOf(TaxCategory.STANDARD), tax.isDistanceSale]).toEqual([
        null,
        2000,
        false,
      ])
    }
  })

  it('taxes another rate as the shop has set it, and at the standard rate elsewhere', () => {
    const shop = { ...OSS, rates: { OTHER: 130 } }
    expect(decide(shop, 'FR', '75001').rateOf(TaxCategory.OTHER)).toBe(130)
    expect(decide(shop, 'DE', '10115').rateOf(TaxCategory.OTHER)).toBe(1900)
    expect(decide(OSS, 'FR', '75001').rateOf(TaxCategory.OTHER)).toBe(2000)
  })
})

test.each([
  [PARIS, 'EXPORT', 'US', 'fr', 'Exonération de TVA, article 262 I du CGI'],
  ...(['GP', 'MQ', 'GF', 'RE', 'YT'] as const).map(
    (code) => [PARIS, 'EXPORT', code, 'fr', 'Exonération de TVA, articles 262 I et 294, 2 du CGI'] as const,
  ),
  ...(['BL', 'MF', 'PM', 'TF', 'WF', 'PF', 'NC'] as const).map(
    (code) => [PARIS, 'EXPORT', code, 'fr', 'Exonération de TVA, article 262 I du CGI'] as const,
  ),
  [FORT_DE_FRANCE, 'EXPORT', 'FR', 'fr', 'Exonération de TVA, articles 262 I et 294, 2 du CGI'],
  [FORT_DE_FRANCE, 'EXPORT', 'DE', 'fr', 'Exonération de TVA, articles 262 I et 294, 2 du CGI'],
  [FORT_DE_FRANCE, 'EXPORT', 'US', 'fr', 'Exonération de TVA, article 262 I du CGI'],
  [FORT_DE_FRANCE, 'SMALL_BUSINESS', 'MQ', 'fr', 'TVA non applicable, article 293 B du CGI'],
  [PARIS, 'INTRA_COMMUNITY', 'DE', 'fr', 'Exonération de TVA, article 262 ter I du CGI'],
  [PARIS, 'SMALL_BUSINESS', 'FR', 'fr', 'TVA non applicable, article 293 B du CGI'],
  [CAYENNE, 'NOT_APPLIED', 'GF', 'fr', 'TVA non applicable, article 294, 1 du CGI'],
  [
    { ...PARIS, territory: 'DE' },
    'INTRA_COMMUNITY',
    'FR',
    'en',
    'VAT exempt: article 138 of Directive 2006/112/EC',
  ],
  [LONDON, 'EXPORT', 'FR', 'en', 'Export without tax'],
] as const)(
  'the legal mention of a shop in %j for %s to %s (%s) is “%s”',
  (shop, exemption, territory, language, mention) =>
    expect(legalMention(shop, exemption, territory, language)).toBe(mention),
)
