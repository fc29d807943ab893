import type { ZxcvbnFactory } from '@zxcvbn-ts/core'

/** Characters that are examined: the work grows faster than the length, and a password is no easier to guess when it is longer. */
const EXAMINED_LENGTH = 64
/** The library gives 10^8 to any three parts in a row, such as a name, a year and a punctuation mark. */
const MIN_GUESSES = 1e9

let factory: Promise<ZxcvbnFactory> | undefined

/** Loaded on first use: the dictionaries take some 80 MB. */
async function loadFactory(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, english, french] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
    import('@zxcvbn-ts/language-fr'),
  ])
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary, ...french.dictionary },
    graphs: common.adjacencyGraphs,
    // The default of 100 lets a chosen password take half a second.
    l33tMaxSubstitutions: 4,
  })
}

/**
 * Whether a password is easy to guess for anybody (`common`: a common password or word, a repetition, a sequence, a date) or for somebody who
 * knows these words (`personal`); null if it is neither.
 */
export async function guessability(
  password: string,
  words: readonly string[],
): Promise<'common' | 'personal' | null> {
  factory ??= loadFactory()
  const zxcvbn = await factory
  const examined = [...password].slice(0, EXAMINED_LENGTH).join('')
  // Words can only lower the estimate, so that a good password is estimated once.
  if (zxcvbn.check(examined, [...words]).guesses >= MIN_GUESSES) return null
  return zxcvbn.check(examined).guesses < MIN_GUESSES ? 'common' : 'personal'
}
