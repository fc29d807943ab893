export type Language = 'fr' | 'en'

function asLanguage(tag: string | null | undefined): Language | null {
  const primary = tag?.trim().slice(0, 2).toLowerCase()
  return primary === 'fr' || primary === 'en' ? primary : null
}

/** Chooses the page language: the buyer's own choice, else the browser's preferred one, else the shop's, else English. */
export function chooseLocale(
  chosen: string | null | undefined,
  acceptLanguage: string | null,
  shopLocale: string | null | undefined,
): Language {
  return asLanguage(chosen) ?? preferredLanguage(acceptLanguage) ?? asLanguage(shopLocale) ?? 'en'
}

function preferredLanguage(acceptLanguage: string | null): Language | null {
  const ranked = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag, ...parameters] = part.split(';')
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='))
      return { language: asLanguage(tag), weight: quality ? Number(quality.trim().slice(2)) : 1 }
    })
    .filter((entry) => entry.language !== null && entry.weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return ranked[0]?.language ?? null
}
