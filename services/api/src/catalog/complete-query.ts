import type { Catalog } from './catalog.ts'
import { foldText } from './fold-text.ts'
import { isNearBeginning } from './near-beginning.ts'
import { NAME, type Term } from './search-index.ts'
import { MAX_WORDS, stemOf, wordsOf, writtenFormOf } from './search-words.ts'

const MIN_LENGTH = 2

/** The last word of a query, and what stands before it. */
const LAST_WORD = /^(.*?)([\p{L}\p{M}\p{N}]+)[^\p{L}\p{N}]*$/su

/** What was typed with its last word completed, the most frequent completion first. Singular and plural are one. */
export function completeQuery(catalog: Catalog, query: string, count: number): string[] {
  const [, typed = '', lastWord = ''] = LAST_WORD.exec(query.trim()) ?? []
  const last = foldText(lastWord)
  const words = wordsOf(query)
  const parts = words.pop()?.parts ?? []
  if (last.length < MIN_LENGTH || parts.pop() !== last) return []
  const others = [...words, ...parts.map((part) => ({ parts: [part] }))].slice(0, MAX_WORDS)
  const scores = others.length > 0 ? catalog.index.search(others) : null
  const begun = catalog.index.termsBeginningWith(last)
  const exact = rank(begun, scores)
  const ranked = exact.length > 0 ? exact : rank(nearTerms(catalog, last), scores)
  const queries: string[] = []
  const isWhole = begun.some(({ word }) => word === last)
  const stems = new Set(isWhole ? [stemOf(last)] : [])
  for (const { word, slot } of ranked) {
    if (queries.length === count) break
    const written = writtenIn(catalog, slot, word)
    if (written === null || stems.has(stemOf(word))) continue
    stems.add(stemOf(word))
    queries.push(`${typed.replaceAll(/\s+/g, ' ')}${written}`)
  }
  return queries
}

const nearTerms = ({ index }: Catalog, typed: string): Term[] =>
  index.terms.filter(({ word }) => isNearBeginning(typed, word))

interface Completion {
  word: string
  /** Names of products in which it occurs. */
  uses: number
  /** Of one of these products. */
  slot: number
}

/** The terms that occur in names of products with a score, the most frequent first. */
function rank(terms: readonly Term[], scores: Uint16Array | null): Completion[] {
  const found: Completion[] = []
  for (const { word, postings } of terms) {
    let [uses, slot] = [0, -1]
    for (const posting of postings) {
      if ((posting & 3) !== NAME || scores?.[posting >>> 2] === 0) continue
      uses++
      slot = posting >>> 2
    }
    if (uses > 0) found.push({ word, uses, slot })
  }
  return found.sort((a, b) => b.uses - a.uses || (a.word < b.word ? -1 : 1))
}

/** How the name of a product writes a word, with its accents; null if buyers do not see the product yet. */
function writtenIn({ sorted: { NAME: list } }: Catalog, slot: number, word: string): string | null {
  const product = list.products[list.slots.indexOf(slot)]
  return product ? writtenFormOf(word, product.name) : null
}
