/** Normalizes a text for search: lower case, without accents, ligatures expanded. */
export const foldText = (text: string): string => (IS_ASCII.test(text) ? text.toLowerCase() : foldAny(text))

const IS_ASCII = /^[\0-\x7f]*$/

const foldAny = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .replaceAll('’', "'")
