const separators = /[ \t\u00a0\u202f-]/g
const onlyDigits = /^[0-9]*$/

/**
 * The ASCII digits of a text, freed of spaces (ASCII, tab, U+00A0, U+202F) and hyphens. Null if anything else is in
 * it, other scripts' digits included, or if it is no text. Time grows linearly with the text.
 */
export function readDigits(text: unknown): string | null {
  if (typeof text !== 'string') return null
  const digits = text.replace(separators, '')
  return onlyDigits.test(digits) ? digits : null
}
