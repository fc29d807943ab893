/** Invisible characters that change the direction of the text around them, so that it reads as something else. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/gu

/** Invisible characters and accents that may stand between the parts of a link. */
const BETWEEN = String.raw`[\p{Cf}\p{M}]*`

/** Characters that domain names treat as a dot (UTS 46), and look-alikes. */
const DOT = '[.．。｡․]'

const SCHEME = new RegExp(`(?<=\\p{L}):(?=${BETWEEN}\\S)`, 'gu')
const DOT_INSIDE = new RegExp(`(?<=\\S)(${DOT})(?=${BETWEEN}[\\p{L}\\p{N}])`, 'gu')
const AT = /\s*[@＠﹫]\s*/gu

/** Initials such as J.R.R. are no domain: one of its parts after a dot has a digit or two letters, or it begins with www. */
const DOMAIN = new RegExp(`${DOT}${BETWEEN}(?:\\p{N}|\\p{L}${BETWEEN}[\\p{L}\\p{N}])|www${DOT}`, 'iu')

const breakDomain = (word: string): string => (DOMAIN.test(word) ? word.replace(DOT_INSIDE, '$1 ') : word)

/**
 * Returns text that a stranger wrote so that no mail program turns a part of it into a link: a space separates a scheme, an @ and
 * the parts of a domain from what follows.
 */
export const breakLinks = (text: string): string =>
  text.replace(DIRECTION, '').replace(SCHEME, ': ').replace(/\S+/g, breakDomain).replace(AT, ' @ ').trim()

/** Whether a mail program may show a part of the text as a link. */
export const hasLink = (text: string): boolean => breakLinks(text) !== text.trim()
