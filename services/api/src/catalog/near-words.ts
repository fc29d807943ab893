const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'
const MIN_LENGTH = 4
/** Beyond it a word is hardly ever typed, and has thousands of neighbours. */
const MAX_LENGTH = 30

/** All words that differ from `word` by one letter: left out, added, replaced, or swapped with the next. None for a word shorter than four letters. */
export function* nearWords(word: string): Generator<string> {
  if (word.length < MIN_LENGTH || word.length > MAX_LENGTH) return
  for (let at = 0; at <= word.length; at++) {
    const before = word.slice(0, at)
    const from = word.slice(at)
    const after = word.slice(at + 1)
    for (const letter of LETTERS) yield before + letter + from
    if (from === '') return
    yield before + after
    for (const letter of LETTERS) yield before + letter + after
    if (after !== '') yield before + after.charAt(0) + from.charAt(0) + after.slice(1)
  }
}
