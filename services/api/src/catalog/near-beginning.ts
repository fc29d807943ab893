/** A shorter word with an error may be the beginning of almost any other. */
const MIN_LENGTH = 4

/** Whether a word begins with what was typed, or with what differs from it by one letter: left out, added, replaced, or swapped with the next. */
export function isNearBeginning(typed: string, word: string): boolean {
  if (word.startsWith(typed)) return true
  if (typed.length < MIN_LENGTH) return false
  let at = 0
  while (typed[at] === word[at]) at++
  const rest = typed.slice(at + 1)
  return (
    word.startsWith(rest, at + 1) ||
    word.startsWith(typed.slice(at), at + 1) ||
    word.startsWith(rest, at) ||
    (typed[at] === word[at + 1] && typed[at + 1] === word[at] && word.startsWith(typed.slice(at + 2), at + 2))
  )
}
