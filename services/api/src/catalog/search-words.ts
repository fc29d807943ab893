import { foldText } from './fold-text.ts'

/** Letters and digits, joined by at most one of these signs at a time: `t-shirt`, `l'ampoule`, `B-12/3`. */
const WRITTEN_WORD = /[\p{L}\p{N}]+(?:[-'./_+&][\p{L}\p{N}]+)*/gu
const JOINT = /[-'./_+&]/
const ELISION = /^(?:l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\p{L})/u
const POSSESSIVE = /'s$/

/** A word as it is written. `joined` is set for compounds without digits: `t-shirt` has the parts `t` and `shirt`, and is joined `tshirt`. */
export interface WrittenWord {
  parts: string[]
  joined?: string
}

/** The words of a text, in normalized form and without elided articles and possessives: `l’Été` is `ete`. */
export const wordsOf = (text: string): WrittenWord[] => (foldText(text).match(WRITTEN_WORD) ?? []).map(toWord)

function toWord(written: string): WrittenWord {
  if (!JOINT.test(written)) return { parts: [written] }
  const word = written.replace(ELISION, '').replace(POSSESSIVE, '')
  const parts = word.split(JOINT)
  return parts.length === 1 || /\p{N}/u.test(word) ? { parts } : { parts, joined: parts.join('') }
}

/** Longer texts are not searched for. */
export const MAX_SEARCH_LENGTH = 200
export const MAX_WORDS = 12

/** The first words of a search, each once: what is repeated finds nothing else, and takes as long. */
export function searchedWords(search: string): WrittenWord[] {
  const words = new Map(wordsOf(search).map((word) => [word.parts.join(' '), word]))
  return [...words.values()].slice(0, MAX_WORDS)
}

/** How a text writes a normalized word, in lower case: `été` in `L’Été` for `ete`; null if it does not contain it. */
export function writtenFormOf(word: string, text: string): string | null {
  const lower = text.normalize('NFC').toLowerCase()
  for (const written of lower.match(/[\p{L}\p{M}\p{N}]+(?:[-'’./_+&][\p{L}\p{M}\p{N}]+)*/gu) ?? []) {
    if (wordsOf(written).some(({ joined }) => joined === word)) return written
    for (const part of written.split(/[-'’./_+&]/)) if (foldText(part) === word) return part
  }
  return null
}

const MIN_STEMMED_LENGTH = 4

/**
 * The form in which a word's singular and plural are equal, in French and in English: `chevaux` and `cheval`, `bijoux` and `bijou`,
 * `berries` and `berry`, `boxes` and `box`. It is compared, never shown.
 */
export function stemOf(word: string): string {
  if (word.length < MIN_STEMMED_LENGTH) return word
  let stem = word
  if (stem.endsWith('aux') && !stem.endsWith('eaux')) stem = `${stem.slice(0, -2)}l`
  else if (/[^s]s$|x$/.test(stem)) stem = stem.slice(0, -1)
  if (stem.length < MIN_STEMMED_LENGTH) return stem
  if (stem.endsWith('e')) stem = stem.slice(0, -1)
  return stem.endsWith('y') ? `${stem.slice(0, -1)}i` : stem
}
