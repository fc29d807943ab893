import { compactPostalCode, ownCountryOf, PARTS_WITH_OWN_CODE } from '../kernel/own-country.ts'

/** Member states of the European Union. */
export const MEMBER_STATES = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
)

/** The codes that addresses in the overseas departments of France are written with, besides FR. */
export const OVERSEAS_DEPARTMENTS = new Set(['GP', 'MQ', 'GF', 'RE', 'YT'])

/** Where an address lies for VAT: a country's code, or that of a part of it with VAT of its own. */
export interface TaxTerritory {
  /** ISO 3166-1 or 3166-2, or a name where ISO has no code. */
  code: string
  /** Within an area deliveries are domestic. The code of a member state, or of a territory outside the VAT area of the Union. */
  area: string
  /** Whether goods there are within the VAT area of the Union: Directive 2006/112/EC, art. 5 to 7. */
  isInUnion: boolean
}

interface SpecialTerritory {
  /** ISO 3166-1 code of the address. */
  country: string
  /** Beginnings of its postcodes, without spaces; absent: all. */
  postcodes?: readonly string[]
  code: string
  area: string
  isInUnion: boolean
  source: string
}

const outside = (
  country: string,
  code: string,
  source: string,
  postcodes?: readonly string[],
): SpecialTerritory => ({
  country,
  ...(postcodes && { postcodes }),
  code,
  area: code,
  isInUnion: false,
  source,
})
const within = (
  country: string,
  code: string,
  area: string,
  source: string,
  postcodes?: readonly string[],
): SpecialTerritory => ({
  ...outside(country, code, source, postcodes),
  area,
  isInUnion: true,
})

const ART_6 = 'Directive 2006/112/EC, art. 6'
const ART_7 = 'Directive 2006/112/EC, art. 7'

/**
 * Addresses whose VAT territory is not their country's. French overseas departments and other parts with a country code of their own are listed
 * in kernel/own-country.ts: what is not said of them here lies outside the VAT area of the Union. Guadeloupe and Martinique are one area. Northern
 * Ireland is within the Union for goods; for a British shop it is domestic: see isSameArea.
 */
export const SPECIAL_TERRITORIES: readonly SpecialTerritory[] = [
  within('FR', 'FR-20R', 'FR', 'CGI art. 297', ['20']),
  { ...outside('MQ', 'MQ', `${ART_6}; CGI art. 294`), area: 'GP' },
  within('MC', 'FR', 'FR', ART_7),
  within('AT', 'AT-JM', 'AT', 'Directive 2006/112/EC, art. 104', ['6691', '6991', '6992', '6993']),
  within('PT', 'PT-20', 'PT', 'Directive 2006/112/EC, art. 105', ['95', '96', '97', '98', '99']),
  within('PT', 'PT-30', 'PT', 'Directive 2006/112/EC, art. 105', ['90', '91', '92', '93', '94']),
  outside('ES', 'ES-CN', ART_6, ['35', '38']),
  outside('ES', 'ES-CE', ART_6, ['51']),
  outside('ES', 'ES-ML', ART_6, ['52']),
  outside('IC', 'ES-CN', ART_6),
  outside('EA', 'ES-CE', ART_6),
  outside('IT', 'IT-LIVIGNO', ART_6, ['23041']),
  outside('IT', 'IT-CAMPIONE', ART_6, ['22061']),
  outside('DE', 'DE-BUESINGEN', ART_6, ['78266']),
  outside('DE', 'DE-HELIGOLAND', ART_6, ['27498']),
  outside('GR', 'GR-69', ART_6, ['63086', '63087']),
  within('GB', 'XI', 'XI', 'Windsor Framework, art. 8 and annex 3', ['BT']),
  outside('IM', 'GB', ART_7),
]

/**
 * The VAT territory of an address. Postcodes decide, because a part of a country is often given with the country's own code: 97400 in FR is
 * Réunion.
 * @param countryCode ISO 3166-1 alpha-2
 */
export function taxTerritoryOf(countryCode: string, postalCode = ''): TaxTerritory {
  const postcode = compactPostalCode(postalCode, countryCode)
  const ownCountry = ownCountryOf(countryCode, postcode)
  const special = SPECIAL_TERRITORIES.find(
    ({ country, postcodes }) =>
      country === ownCountry && (!postcodes || postcodes.some((prefix) => postcode.startsWith(prefix))),
  )
  if (special) return { code: special.code, area: special.area, isInUnion: special.isInUnion }
  return { code: ownCountry, area: ownCountry, isInUnion: MEMBER_STATES.has(ownCountry) }
}

/** The territory with this code: that of a country, or of one of its special territories. */
export function territoryOfCode(code: string): TaxTerritory {
  const known = SPECIAL_TERRITORIES.find((territory) => territory.code === code)
  if (known) return { code, area: known.area, isInUnion: known.isInUnion }
  return taxTerritoryOf(code)
}

/** Codes of the VAT territories in which a shop of a country may be established: the country's own first. */
export const territoriesOfCountry = (country: string): string[] => [
  ...new Set([
    country,
    ...PARTS_WITH_OWN_CODE.filter((part) => part.country === country).map(
      ({ code }) => taxTerritoryOf(code).code,
    ),
    ...SPECIAL_TERRITORIES.filter((territory) => territory.country === country).map(({ code }) => code),
  ]),
]
