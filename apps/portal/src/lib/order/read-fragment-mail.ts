/** What a pasted card mail says. */
export interface FragmentMail {
  lastSix: string
  /** The match code; null if the pasted part does not contain it. */
  mark: string | null
}

/** The marked line is part of the public contract. Mail programs may quote it (`> `) or change its spaces. */
const MARKED_LINE = /(?:Last six digits|Six derniers chiffres)\s*:\s*(\d{6})(?!\d)/g
const MATCH_CODE = /(?:[Mm]atch code|[Cc]ode repère)[\s:]*([A-Z]{4})(?![A-Za-z])/g

/**
 * Reads a pasted mail, or a part of it, with the last six digits of a card. Null for a text without the marked line, and for one
 * with the digits or the match codes of several cards, of which none may be guessed.
 */
export function readFragmentMail(pasted: string): FragmentMail | null {
  const found = (pattern: RegExp) => [
    ...new Set([...pasted.normalize('NFC').matchAll(pattern)].map(([, value = '']) => value)),
  ]
  const [lastSix, ...others] = found(MARKED_LINE)
  const [mark = null, ...otherMarks] = found(MATCH_CODE)
  return lastSix && others.length + otherMarks.length === 0 ? { lastSix, mark } : null
}
