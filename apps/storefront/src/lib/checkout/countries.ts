import isoCodes from 'i18n-iso-countries/codes.json' with { type: 'json' }

/** Not assigned by ISO 3166-1: the API does not accept it. */
const KOSOVO = 'XK'

/** All countries with their names in a language: the shop's own first, the others by name. */
export function listCountries(language: string, shopCountry: string): { code: string; name: string }[] {
  const names = new Intl.DisplayNames([language], { type: 'region' })
  const isShopCountry = ({ code }: { code: string }) => Number(code === shopCountry)
  return isoCodes
    .flatMap(([code]) => (code && code !== KOSOVO ? [{ code, name: names.of(code) ?? code }] : []))
    .sort((a, b) => isShopCountry(b) - isShopCountry(a) || a.name.localeCompare(b.name, language))
}
