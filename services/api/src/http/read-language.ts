import type { Language } from '../kernel/errors.ts'

/**
 * The language that an `accept-language` header prefers (RFC 9110, section 12.5.4): the one with the highest weight, the first
 * one among equals. `fallback` when it prefers neither, unless the header excludes the fallback.
 */
export function readLanguage(acceptLanguage: string | undefined, fallback: Language): Language {
  // A Map keeps the sequence of the header, and sorting is stable.
  const weights = new Map<string, number>()
  for (const part of (acceptLanguage ?? '').slice(0, 200).split(',')) {
    const [range = '', ...parameters] = part.toLowerCase().split(';')
    const language = range.trim().split('-')[0] ?? ''
    const weight = weightOf(parameters)
    if (weight > (weights.get(language) ?? -1)) weights.set(language, weight)
  }
  const [preferred] = [...weights]
    .filter(([language, weight]) => isLanguage(language) && weight > 0)
    .sort(([, a], [, b]) => b - a)
  if (preferred) return preferred[0] as Language
  const other = fallback === 'fr' ? 'en' : 'fr'
  return weights.get(fallback) === 0 && weights.get(other) !== 0 ? other : fallback
}

const isLanguage = (tag: string): tag is Language => tag === 'fr' || tag === 'en'

/** From 0 to 1; 1 when it is missing, 0 when it is not a number. */
function weightOf(parameters: string[]): number {
  const text = parameters
    .map((parameter) => /^\s*q\s*=\s*(.*?)\s*$/.exec(parameter)?.[1])
    .find((q) => q !== undefined)
  if (text === undefined) return 1
  return /^(?:0(?:\.\d*)?|1(?:\.0*)?)$/.test(text) ? Number(text) : 0
}
