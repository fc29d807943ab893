import { forEachInSlices } from '../kernel/slices.ts'
import { changeSorted, firstIndex } from '../kernel/sorted-array.ts'
import type { CatalogProduct } from './catalog.ts'
import { nearWords } from './near-words.ts'
import { stemOf, wordsOf, type WrittenWord } from './search-words.ts'

/** Where a word occurs in a product. The higher, the better the match. */
const DESCRIPTION = 1
const VARIANT = 2
export const NAME = 3

/** How a word of a search matches. The higher, the better; the field counts more. */
const TYPO = 0
const PREFIX = 1
const OTHER_FORM = 2
const EXACT = 3

/** A shorter beginning of a word would match a large part of every catalog. */
const MIN_PREFIX_LENGTH = 2
const PRODUCTS_PER_SLICE = 25

export interface Term {
  word: string
  /** In ascending order: slot × 4 + field. */
  postings: number[]
}

const compareTerms = (a: Term, b: Term): number => (a.word < b.word ? -1 : a.word > b.word ? 1 : 0)

/**
 * The words of a shop's products. Each product has a slot, the index of its score in the result of a search. A changed product gets
 * another slot, so that it can be added before, and removed after, the lists show it.
 */
export class SearchIndex {
  readonly #terms = new Map<string, Term>()
  /** All terms in ascending order, to find those that begin with what was typed. */
  #sorted: Term[] = []
  /** Terms by their stem, unless their word is equal to it. */
  readonly #byStem = new Map<string, Term[]>()
  readonly #freeSlots: number[] = []
  #slots = 0
  #total = new Uint16Array()
  /** Arrays to use again. */
  #scores: Uint8Array[] = []

  /** All slots are less. */
  get slotCount(): number {
    return this.#slots
  }

  /** Adds products and sets their `slot`. */
  async add(products: Iterable<CatalogProduct>): Promise<void> {
    const added: Term[] = []
    await forEachInSlices(products, PRODUCTS_PER_SLICE, (product) => {
      product.slot = this.#freeSlots.pop() ?? this.#slots++
      for (const [word, field] of fieldsByWord(product)) {
        let term = this.#terms.get(word)
        if (!term) {
          term = { word, postings: [] }
          this.#terms.set(word, term)
          this.#addToStem(term)
          added.push(term)
        }
        insertPosting(term.postings, product.slot * 4 + field)
      }
    })
    this.#sorted = await changeSorted(this.#sorted, { removed: [], added }, compareTerms)
  }

  /** Removes products, which must be unchanged since they were added. */
  async remove(products: Iterable<CatalogProduct>): Promise<void> {
    const removed: Term[] = []
    await forEachInSlices(products, PRODUCTS_PER_SLICE, (product) => {
      for (const [word, field] of fieldsByWord(product)) {
        const term = this.#terms.get(word)
        if (!term) continue
        const posting = product.slot * 4 + field
        const at = insertionPoint(term.postings, posting)
        if (term.postings[at] === posting) term.postings.splice(at, 1)
        if (term.postings.length > 0) continue
        this.#terms.delete(word)
        this.#removeFromStem(term)
        removed.push(term)
      }
      this.#freeSlots.push(product.slot)
    })
    this.#sorted = await changeSorted(this.#sorted, { removed, added: [] }, compareTerms)
  }

  /**
   * The score of each slot: 0 unless all words match its product, and the higher, the better they match. Valid until the next
   * search, which reuses the array: a new array per search would take more memory than the result.
   */
  search(words: Iterable<WrittenWord>): Uint16Array {
    if (this.#total.length !== this.#slots) {
      this.#total = new Uint16Array(this.#slots)
      this.#scores = []
    }
    let isFirst = true
    for (const word of words) {
      const scores = this.#scoreWritten(word)
      const isAnyLeft = isFirst ? copy(this.#total, scores) : addWhereBoth(this.#total, scores)
      this.#scores.push(scores)
      if (!isAnyLeft) break
      isFirst = false
    }
    return isFirst ? this.#total.fill(0) : this.#total
  }

  /** A compound matches where all its parts match, or written as one word. */
  #scoreWritten({ parts, joined }: WrittenWord): Uint8Array {
    const [first = '', ...others] = parts
    const scores = this.#score(first)
    for (const part of others) {
      const other = this.#score(part)
      for (let slot = 0; slot < scores.length; slot++)
        if ((other[slot] as number) < (scores[slot] as number)) scores[slot] = other[slot] as number
      this.#scores.push(other)
    }
    if (joined) this.#mark(scores, [this.#terms.get(joined)], EXACT)
    return scores
  }

  /** The score of each slot for one word. A typo is tolerated only in a word that nothing else matches. */
  #score(word: string): Uint8Array {
    const scores = this.#scores.pop()?.fill(0) ?? new Uint8Array(this.#slots)
    const isFound = [
      this.#mark(scores, [this.#terms.get(word)], EXACT),
      this.#mark(scores, this.#otherForms(word), OTHER_FORM),
      word.length >= MIN_PREFIX_LENGTH && this.#mark(scores, this.termsBeginningWith(word), PREFIX),
    ].includes(true)
    if (isFound) return scores
    for (const near of nearWords(word))
      this.#mark(scores, [this.#terms.get(near), ...this.#otherForms(near)], TYPO)
    return scores
  }

  /** Raises the scores of the products in which one of the terms occurs. Whether there is such a term. */
  #mark(scores: Uint8Array, terms: readonly (Term | undefined)[], match: number): boolean {
    let isFound = false
    for (const term of terms) {
      if (!term) continue
      isFound = true
      for (const posting of term.postings) {
        const score = (posting & 3) * 4 + match
        const slot = posting >>> 2
        if (score > (scores[slot] as number)) scores[slot] = score
      }
    }
    return isFound
  }

  /** In ascending order. */
  get terms(): readonly Term[] {
    return this.#sorted
  }

  termsBeginningWith(beginning: string): Term[] {
    const start = firstIndex(this.#sorted, ({ word }) => word >= beginning)
    const end = firstIndex(this.#sorted, ({ word }) => word >= beginning && !word.startsWith(beginning))
    return this.#sorted.slice(start, end)
  }

  /** Terms with the same stem: the plural of a singular, and the other way round. */
  #otherForms(word: string): Term[] {
    const stem = stemOf(word)
    const equal = stem === word ? undefined : this.#terms.get(stem)
    const others = this.#byStem.get(stem) ?? []
    return equal ? [equal, ...others] : others
  }

  #addToStem(term: Term): void {
    const stem = stemOf(term.word)
    if (stem !== term.word) this.#byStem.set(stem, [...(this.#byStem.get(stem) ?? []), term])
  }

  #removeFromStem(term: Term): void {
    const stem = stemOf(term.word)
    const others = (this.#byStem.get(stem) ?? []).filter((other) => other !== term)
    if (others.length > 0) this.#byStem.set(stem, others)
    else this.#byStem.delete(stem)
  }
}

/** Whether there is a score other than 0. */
function copy(total: Uint16Array, scores: Uint8Array): boolean {
  total.set(scores)
  return scores.some((score) => score > 0)
}

/** Whether a score other than 0 is left. */
function addWhereBoth(total: Uint16Array, scores: Uint8Array): boolean {
  let isAnyLeft = false
  for (let slot = 0; slot < total.length; slot++) {
    const sum = total[slot] as number
    if (sum === 0) continue
    const score = scores[slot] as number
    total[slot] = score > 0 ? sum + score : 0
    isAnyLeft ||= score > 0
  }
  return isAnyLeft
}

/** Where a posting stands, or would stand. */
const insertionPoint = (postings: number[], posting: number): number =>
  firstIndex(postings, (other) => other >= posting)

/** Most are added in ascending order. */
function insertPosting(postings: number[], posting: number): void {
  if (posting > (postings.at(-1) ?? -1)) postings.push(posting)
  else postings.splice(insertionPoint(postings, posting), 0, posting)
}

/** The words of a product, each with the best field in which it occurs. */
function fieldsByWord({ name, description, variants }: CatalogProduct): Map<string, number> {
  const fields = new Map<string, number>()
  const add = (text: string, field: number) => {
    for (const { parts, joined } of wordsOf(text)) {
      for (const part of parts) if (!fields.has(part)) fields.set(part, field)
      if (joined && !fields.has(joined)) fields.set(joined, field)
    }
  }
  add(name, NAME)
  for (const variant of variants) {
    add(variant.name, VARIANT)
    add(variant.sku, VARIANT)
  }
  add(description, DESCRIPTION)
  return fields
}
