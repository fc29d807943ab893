/** An address as a member types it. */
export interface EnteredAddress {
  firstName: string
  lastName: string
  company: string
  line1: string
  line2: string
  postalCode: string
  city: string
  countryCode: string
  phone: string
}

export const emptyAddress = (countryCode: string): EnteredAddress => ({
  firstName: '',
  lastName: '',
  company: '',
  line1: '',
  line2: '',
  postalCode: '',
  city: '',
  countryCode,
  phone: '',
})

/** ISO 3166-1 alpha-2 codes that a browser knows a name of. The API checks the address. */
export const countryCodes: readonly string[] = allCodes()

function allCodes(): string[] {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const notCountries = new Set([
    'EU',
    'EZ',
    'UN',
    'UK',
    'QO',
    'XA',
    'XB',
    'XK',
    'ZZ',
    'AC',
    'CP',
    'CQ',
    'DG',
    'EA',
    'IC',
    'TA',
  ])
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter(
      (code) =>
        !notCountries.has(code) &&
        names.of(code) !== undefined &&
        Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`,
    )
}
