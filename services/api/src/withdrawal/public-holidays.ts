/** Days of a calendar: `MM-DD`, and days after Easter Sunday. */
interface Calendar {
  fixed: string
  easter: readonly number[]
}

/** Code du travail L3133-1, with the two days of Alsace and Moselle (L3134-13): a period may be longer than the law wants, never shorter. */
const FRANCE: Calendar = {
  fixed: '01-01 05-01 05-08 07-14 08-15 11-01 11-11 12-25 12-26',
  easter: [-2, 1, 39, 50],
}

/** The abolition of slavery in French regions overseas, L3422-2. */
const OVERSEAS: Record<string, string> = {
  GP: '05-27',
  MQ: '05-22',
  GF: '06-10',
  RE: '12-20',
  YT: '04-27',
}

/** Holidays in most countries of Europe. */
const COMMON: Calendar = { fixed: '01-01 05-01 12-25 12-26', easter: [-2, 1, 39, 50] }

/** Holidays of a whole country beside the common ones, from the lists that the Commission publishes under Regulation 1182/71, art. 3(4). */
const NATIONAL: Record<string, string> = {
  AT: '01-06 08-15 10-26 11-01 12-08',
  BE: '07-21 08-15 11-01 11-11',
  CH: '08-01',
  CZ: '05-08 07-05 07-06 09-28 10-28 11-17 12-24',
  DE: '10-03',
  ES: '01-06 08-15 10-12 11-01 12-06 12-08',
  FI: '01-06 12-06',
  IT: '01-06 04-25 06-02 08-15 11-01 12-08',
  LU: '05-09 06-23 08-15 11-01',
  MC: '01-27 08-15 11-01 11-19 12-08',
  NL: '04-27',
  PL: '01-06 05-03 08-15 11-01 11-11 12-24',
  PT: '04-25 06-10 08-15 10-05 11-01 12-01 12-08',
}

const DAY_MS = 86_400_000

/**
 * Whether a day is a Saturday, a Sunday or a public holiday.
 * @param day ISO date
 * @param country ISO 3166-1 alpha-2 code of the shop
 */
export function isNonWorkingDay(day: string, country: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`)
  if ([0, 6].includes(new Date(at).getUTCDay())) return true
  const { fixed, easter } = calendarOf(country)
  if (fixed.split(' ').includes(day.slice(5))) return true
  return easter.includes((at - easterSunday(Number(day.slice(0, 4)))) / DAY_MS)
}

function calendarOf(country: string): Calendar {
  const overseas = OVERSEAS[country]
  if (overseas) return { ...FRANCE, fixed: `${FRANCE.fixed} ${overseas}` }
  if (country === 'FR') return FRANCE
  return { ...COMMON, fixed: `${COMMON.fixed} ${NATIONAL[country] ?? ''}` }
}

/** Midnight UTC of Easter Sunday in milliseconds since 1970, by the anonymous Gregorian algorithm (Nature, 20 April 1876). */
function easterSunday(year: number): number {
  const a = year % 19
  const century = Math.floor(year / 100)
  const h =
    (19 * a +
      century -
      Math.floor(century / 4) -
      Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) +
      15) %
    30
  const l = (32 + 2 * (century % 4) + 2 * Math.floor((year % 100) / 4) - h - ((year % 100) % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const days = h + l - 7 * m + 114
  return Date.UTC(year, Math.floor(days / 31) - 1, (days % 31) + 1)
}
