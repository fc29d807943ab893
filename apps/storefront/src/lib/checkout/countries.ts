import type { Country } from '#lib/api/documents/delivery.ts'

export interface NamedCountry extends Country {
  name: string
}

/** Countries with their names in a language: the shop's own first, the others by name. */
export function nameCountries(countries: Country[], language: string, shopCountry: string): NamedCountry[] {
  const names = new Intl.DisplayNames([language], { type: 'region' })
  const isShopCountry = ({ code }: Country) => Number(code === shopCountry)
  return countries
    .map((country) => ({ ...country, name: names.of(country.code) ?? country.code }))
    .sort((a, b) => isShopCountry(b) - isShopCountry(a) || a.name.localeCompare(b.name, language))
}
