import { TaxCategory } from './tax-category.ts'

/** A rate in basis points (2000 is 20 %) and the first day, UTC, on which the product may use it. */
export type DatedRate = readonly [validFrom: string, basisPoints: number]

/**
 * Rates of one tax territory. A category without rates has the standard rate: because the territory has no reduced one for it, or,
 * if it is listed in `unsure`, because its goods are taxed at several rates there, or because the reduced rate could not be confirmed.
 * The standard rate is then never too little tax.
 */
export interface TerritoryRates extends Partial<Record<TaxCategory, readonly DatedRate[]>> {
  STANDARD: readonly DatedRate[]
  /** The provision that sets the rates. */
  source: string
  unsure?: readonly TaxCategory[]
}

/** The day on which each row was compared with what is known of its source; the next review is due within three months. */
export const RATES_REVIEWED_ON = '2026-11-29'

/**
 * The one-stop shop's first day (Directive (EU) 2017/2455): no rate before it is needed. A row with this date says that the rate was in
 * force then, not that it began then.
 */
const OSS = '2021-07-01'
const rate = (basisPoints: number, validFrom = OSS): readonly DatedRate[] => [[validFrom, basisPoints]]
const then = (first: number, ...later: DatedRate[]): readonly DatedRate[] => [[OSS, first], ...later]
const { FOOD, PREPARED_FOOD, BOOKS, PRESS, MEDICINES, PLANTS, ART } = TaxCategory

/**
 * Rates of goods by tax territory, compiled from the provisions named in each row without access to the Commission's "Taxes in Europe
 * Database", against which a merchant's adviser should check the reduced ones. Directive 2006/112/EC, art. 96 to 98 and annex III, is the
 * frame. Food is ordinary food without alcohol; prepared food, what is made to be eaten at once; books are printed; medicines are for
 * humans and not reimbursed; plants are live plants and cut flowers; art is original works.
 */
// prettier-ignore
export const RATES = {
  AT: { STANDARD: rate(2000), FOOD: rate(1000), BOOKS: rate(1000), PRESS: rate(1000), MEDICINES: rate(1000), PLANTS: rate(1300), ART: rate(1300), unsure: [PREPARED_FOOD], source: 'UStG 1994 § 10' },
  BE: { STANDARD: rate(2100), FOOD: rate(600), BOOKS: rate(600), PRESS: rate(600), MEDICINES: rate(600), PLANTS: rate(600), ART: rate(600), unsure: [PREPARED_FOOD], source: 'Arrêté royal n° 20 du 20 juillet 1970' },
  BG: { STANDARD: rate(2000), unsure: [BOOKS, PRESS], source: 'ЗДДС, art. 66' },
  CY: { STANDARD: rate(1900), FOOD: rate(500), BOOKS: then(500, ['2023-07-21', 300]), MEDICINES: rate(500), unsure: [PRESS, PLANTS, PREPARED_FOOD, ART], source: 'VAT Law 95(I)/2000, schedules 5, 6 and 12' },
  CZ: { STANDARD: rate(2100), FOOD: then(1500, ['2024-01-01', 1200]), BOOKS: then(1000, ['2024-01-01', 0]), PRESS: then(1000, ['2024-01-01', 1200]), MEDICINES: then(1000, ['2024-01-01', 1200]), unsure: [PLANTS, ART, PREPARED_FOOD], source: 'Zákon č. 235/2004 Sb., § 47' },
  DE: { STANDARD: rate(1900), FOOD: rate(700), BOOKS: rate(700), PRESS: rate(700), PLANTS: rate(700), ART: then(1900, ['2025-01-01', 700]), unsure: [PREPARED_FOOD], source: 'UStG § 12, Anlage 2' },
  DK: { STANDARD: rate(2500), unsure: [PRESS], source: 'Momsloven § 33' },
  EE: { STANDARD: then(2000, ['2024-01-01', 2200], ['2025-07-01', 2400]), BOOKS: rate(900), PRESS: then(900, ['2022-08-01', 500], ['2025-01-01', 900]), MEDICINES: rate(900), source: 'Käibemaksuseadus § 15' },
  ES: { STANDARD: rate(2100), FOOD: rate(1000), BOOKS: rate(400), PRESS: rate(400), MEDICINES: rate(400), PLANTS: rate(1000), unsure: [ART, PREPARED_FOOD], source: 'Ley 37/1992, art. 90 y 91' },
  FI: { STANDARD: then(2400, ['2024-09-01', 2550]), FOOD: then(1400, ['2026-01-01', 1350]), BOOKS: then(1000, ['2025-01-01', 1400], ['2026-01-01', 1350]), PRESS: rate(1000), MEDICINES: then(1000, ['2025-01-01', 1400], ['2026-01-01', 1350]), unsure: [ART, PREPARED_FOOD], source: 'Arvonlisäverolaki 1501/1993, 84–85 a §' },
  FR: { STANDARD: rate(2000), FOOD: rate(550), PREPARED_FOOD: rate(1000), BOOKS: rate(550), PRESS: rate(210), MEDICINES: rate(1000), PLANTS: rate(1000), ART: rate(550), source: 'CGI art. 278, 278-0 bis, 278 bis, 278 quater, 279, 298 septies' },
  GR: { STANDARD: rate(2400), FOOD: rate(1300), BOOKS: rate(600), PRESS: rate(600), MEDICINES: rate(600), PLANTS: rate(1300), unsure: [ART, PREPARED_FOOD], source: 'VAT Code (Law 2859/2000, codified by Law 5144/2024), annex III' },
  HR: { STANDARD: rate(2500), BOOKS: rate(500), MEDICINES: rate(500), unsure: [FOOD, PRESS, PLANTS, ART, PREPARED_FOOD], source: 'Zakon o porezu na dodanu vrijednost, čl. 38' },
  HU: { STANDARD: rate(2700), BOOKS: rate(500), PRESS: rate(500), MEDICINES: rate(500), unsure: [FOOD, PREPARED_FOOD], source: '2007. évi CXXVII. törvény 82. §' },
  IE: { STANDARD: rate(2300), BOOKS: rate(0), PRESS: rate(900), PLANTS: rate(1350), unsure: [FOOD, MEDICINES, ART, PREPARED_FOOD], source: 'Value-Added Tax Consolidation Act 2010, s. 46 and schedules 2 and 3' },
  IT: { STANDARD: rate(2200), FOOD: rate(1000), BOOKS: rate(400), PRESS: rate(400), MEDICINES: rate(1000), PLANTS: rate(1000), ART: then(2200, ['2025-07-01', 500]), unsure: [PREPARED_FOOD], source: 'DPR 633/1972, art. 16 e tabella A' },
  LT: { STANDARD: rate(2100), BOOKS: then(900, ['2026-01-01', 500]), unsure: [PRESS, MEDICINES], source: 'Pridėtinės vertės mokesčio įstatymas, 19 str.' },
  LU: { STANDARD: then(1700, ['2023-01-01', 1600], ['2024-01-01', 1700]), FOOD: rate(300), BOOKS: rate(300), PRESS: rate(300), MEDICINES: rate(300), PLANTS: then(800, ['2023-01-01', 700], ['2024-01-01', 800]), ART: then(800, ['2023-01-01', 700], ['2024-01-01', 800]), unsure: [PREPARED_FOOD], source: 'Loi TVA du 12 février 1979, art. 39 et 40' },
  LV: { STANDARD: rate(2100), MEDICINES: rate(1200), unsure: [FOOD, BOOKS, PRESS], source: 'Pievienotās vērtības nodokļa likums, 41.–42. pants' },
  MT: { STANDARD: rate(1800), BOOKS: rate(500), PRESS: rate(500), unsure: [FOOD, MEDICINES, ART], source: 'VAT Act, cap. 406, schedules 5 and 8' },
  NL: { STANDARD: rate(2100), FOOD: rate(900), PREPARED_FOOD: rate(900), BOOKS: rate(900), PRESS: rate(900), MEDICINES: rate(900), PLANTS: rate(900), ART: rate(900), source: 'Wet op de omzetbelasting 1968, art. 9 en tabel I' },
  PL: { STANDARD: rate(2300), FOOD: rate(500), BOOKS: rate(500), PRESS: rate(800), MEDICINES: rate(800), PLANTS: rate(800), unsure: [ART, PREPARED_FOOD], source: 'Ustawa o podatku od towarów i usług, art. 41 i 146ef' },
  PT: { STANDARD: rate(2300), BOOKS: rate(600), PRESS: rate(600), MEDICINES: rate(600), PLANTS: rate(600), unsure: [FOOD, ART, PREPARED_FOOD], source: 'Código do IVA, art. 18.º e listas I e II' },
  'PT-20': { STANDARD: rate(1600), BOOKS: rate(400), PRESS: rate(400), MEDICINES: rate(400), PLANTS: rate(400), unsure: [FOOD, ART, PREPARED_FOOD], source: 'Código do IVA, art. 18.º, n.º 3 (Açores)' },
  'PT-30': { STANDARD: rate(2200), BOOKS: then(500, ['2024-10-01', 400]), PRESS: then(500, ['2024-10-01', 400]), MEDICINES: then(500, ['2024-10-01', 400]), PLANTS: then(500, ['2024-10-01', 400]), unsure: [FOOD, ART, PREPARED_FOOD], source: 'Código do IVA, art. 18.º, n.º 3 (Madeira)' },
  RO: { STANDARD: then(1900, ['2025-08-01', 2100]), FOOD: then(900, ['2025-08-01', 1100]), BOOKS: then(500, ['2025-08-01', 1100]), PRESS: then(500, ['2025-08-01', 1100]), MEDICINES: then(900, ['2025-08-01', 1100]), unsure: [PLANTS, ART, PREPARED_FOOD], source: 'Codul fiscal, art. 291; Legea 141/2025' },
  SE: { STANDARD: rate(2500), FOOD: then(1200, ['2026-04-01', 600], ['2028-01-01', 1200]), BOOKS: rate(600), PRESS: rate(600), unsure: [ART, PREPARED_FOOD], source: 'Mervärdesskattelag (2023:200), 9 kap.' },
  SI: { STANDARD: rate(2200), FOOD: rate(950), BOOKS: rate(500), PRESS: rate(500), MEDICINES: rate(950), PLANTS: rate(950), unsure: [ART, PREPARED_FOOD], source: 'ZDDV-1, 41. člen' },
  SK: { STANDARD: then(2000, ['2025-01-01', 2300]), BOOKS: then(1000, ['2025-01-01', 500]), MEDICINES: then(1000, ['2025-01-01', 500]), unsure: [FOOD, PRESS, PREPARED_FOOD], source: 'Zákon č. 222/2004 Z. z., § 27 a príloha č. 7' },
  // Jungholz and Mittelberg, which can be reached by road from Germany alone.
  'AT-JM': { STANDARD: rate(1900), FOOD: rate(1000), BOOKS: rate(1000), PRESS: rate(1000), MEDICINES: rate(1000), unsure: [PLANTS, ART, PREPARED_FOOD], source: 'Directive 2006/112/EC, art. 104; UStG 1994 § 10 Abs. 4' },
  // Corsica: food at 2.1 %; its other special rates concern no goods of a shop.
  'FR-20R': { STANDARD: rate(2000), FOOD: rate(210), PREPARED_FOOD: rate(1000), BOOKS: rate(550), PRESS: rate(210), MEDICINES: rate(1000), PLANTS: rate(1000), ART: rate(550), source: 'CGI art. 297' },
  GP: { STANDARD: rate(850), FOOD: rate(210), BOOKS: rate(210), PRESS: rate(210), unsure: [PREPARED_FOOD, MEDICINES, PLANTS, ART], source: 'CGI art. 296' },
  RE: { STANDARD: rate(850), FOOD: rate(210), BOOKS: rate(210), PRESS: rate(210), unsure: [PREPARED_FOOD, MEDICINES, PLANTS, ART], source: 'CGI art. 296' },
  // Guyane and Mayotte: VAT is not applied there.
  GF: { STANDARD: rate(0), source: 'CGI art. 294, 1' },
  YT: { STANDARD: rate(0), source: 'CGI art. 294, 1' },
  GB: { STANDARD: rate(2000), FOOD: rate(0), BOOKS: rate(0), PRESS: rate(0), unsure: [MEDICINES, PLANTS, ART, PREPARED_FOOD], source: 'Value Added Tax Act 1994, s. 2 and schedule 8' },
} as const satisfies Record<string, TerritoryRates>

/** Territories whose rates are known. */
export type RatedTerritory = keyof typeof RATES

export const isRated = (territory: string): territory is RatedTerritory => Object.hasOwn(RATES, territory)

export const ratedTerritories = Object.keys(RATES) as RatedTerritory[]

/** Whether the rate of a category is the standard one only because a lower one could not be confirmed: see TerritoryRates. */
export function isUnsure(territory: RatedTerritory, category: TaxCategory): boolean {
  const { unsure = [] }: TerritoryRates = RATES[territory]
  return unsure.includes(category)
}

/**
 * The rate of a category in a territory on a day, in basis points.
 * @param day ISO date, UTC; a day before the table begins gets its first rate
 */
export function rateOn(territory: RatedTerritory, category: TaxCategory, day: string): number {
  const rates: TerritoryRates = RATES[territory]
  const dated = rates[category] ?? rates.STANDARD
  return (dated.findLast(([validFrom]) => validFrom <= day) ?? dated[0])?.[1] ?? 0
}
