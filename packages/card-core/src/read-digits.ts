const digitsAndSeparators = /^[0-9 \t\u00a0\u202f-]*$/
const separators = /[^0-9]+/g

/**
 * The ASCII digits of a text, freed of spaces (ASCII, tab, U+00A0, U+202F) and hyphens. Null if anything else is in
 * it, other scripts' digits included, or if it is no text. Time grows linearly with the text.
 */
export function readDigits(text: unknown): string | null {
  if (typeof text !== 'string' || !digitsAndSeparators.test(text)) return null
  return text.replace(separators, '')
}
