/**
 * Characters that people and programs put between the digits of a card number, as parts of a regular expression's character
 * class. Anything else makes a text not a card number.
 */

/** Spaces and line ends. */
export const SPACES = [
  ' \\t', // typed between the groups, or pasted from a table
  '\\n\\r', // end of a copied line
  '\\u00a0\\u202f', // no-break spaces, of formatted text and of French typography
  '\\u2000-\\u200a', // figure space, thin space and other typographic spaces, from documents and statements
  '\\u1680\\u205f\\u3000', // the remaining Unicode spaces; U+3000 is typed with East Asian keyboards
].join('')

/** Hyphens and dashes. */
export const DASHES = [
  '\\u2010-\\u2015', // hyphens, figure dash, en dash and em dash, into which word processors turn a hyphen
  '\\u2212', // minus sign, from spreadsheets
  '-', // typed; last, so that it stands for itself in a character class
].join('')

/** Characters without width. */
export const INVISIBLE = [
  '\\u200e\\u200f\\u061c', // direction marks, which programs add around copied numbers
  '\\u202a\\u202c\\u2066\\u2068\\u2069', // embeddings and isolates, likewise; overrides are not here, because they change the order in which digits are shown
  '\\u200b\\u2060\\ufeff', // break hints and the byte order mark, from web pages and files
  '\\u00ad', // soft hyphen, from documents
].join('')

/** All of them. */
export const SEPARATORS = SPACES + INVISIBLE + DASHES
