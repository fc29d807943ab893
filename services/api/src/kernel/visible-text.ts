/**
 * Invisible characters that carry no meaning in a name or an address: zero-width spaces, byte order marks, soft hyphens and the
 * controls that change the direction of text. Phones add them when a contact is pasted. Joiners and variation selectors
 * stay, because Persian, Indic and Japanese names are written with them.
 */
const INVISIBLE = /(?!\u200C|\u200D|[\uFE00-\uFE0F]|[\u{E0100}-\u{E01EF}])\p{Default_Ignorable_Code_Point}/gu

/** Removes invisible characters and surrounding spaces. */
export const trimInvisible = (text: string): string => text.replaceAll(INVISIBLE, '').trim()

const ALL_INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu

/** Whether a text contains a letter, in any script. Fillers that Unicode counts as letters but nobody sees are none. */
export const hasLetter = (text: string): boolean => /\p{L}/u.test(text.replaceAll(ALL_INVISIBLE, ''))

/** As `hasLetter`, for a letter or a digit. */
export const hasLetterOrDigit = (text: string): boolean =>
  /[\p{L}\p{N}]/u.test(text.replaceAll(ALL_INVISIBLE, ''))
