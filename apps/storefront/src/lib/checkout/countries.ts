const codes =
  'AD AT AU BE BG CA CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT JP LI LT LU LV MC MT NL NO NZ PL PT RO SE SI SK SM US'.split(
    ' ',
  )

/** Countries an order may go to, named and sorted in a language; the shop's own first. */
export function countriesIn(language: string, own: string): { code: string; name: string }[] {
  const names = new Intl.DisplayNames([language], { type: 'region' })
  const known = codes.includes(own) ? codes : [...codes, own]
  return known
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((a, b) => Number(b.code === own) - Number(a.code === own) || a.name.localeCompare(b.name, language))
}
