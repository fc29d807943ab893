import { containsCardNumber } from '@triclic/card-core/text'
import type { BuyerContext } from '../app/context.ts'
import { RequestError } from '../kernel/errors.ts'
import type { Catalog, CatalogCollection, CatalogProduct } from './catalog.ts'
import { completeQuery } from './complete-query.ts'
import { isNearBeginning } from './near-beginning.ts'
import { parseFilters } from './parse-filters.ts'
import { toConditions } from './product-conditions.ts'
import { MAX_SEARCH_LENGTH, searchedWords, type WrittenWord } from './search-words.ts'
import { selectProducts } from './select-products.ts'

const MAX_SUGGESTIONS = 10

interface FoundSuggestions {
  queries: string[]
  products: CatalogProduct[]
  collections: CatalogCollection[]
}

/**
 * At most `first` suggestions of each kind for what a buyer has typed so far. One typing error is forgiven in a word that nothing else matches.
 * @throws BAD_USER_INPUT for a text that is too long, or a number of suggestions that is too high
 */
export async function findSuggestions(
  ctx: BuyerContext,
  { query, first }: { query: string; first: number },
): Promise<FoundSuggestions> {
  if (query.length > MAX_SEARCH_LENGTH)
    throw new RequestError('BAD_USER_INPUT', `query is longer than ${MAX_SEARCH_LENGTH} characters.`)
  if (first < 0 || first > MAX_SUGGESTIONS)
    throw new RequestError('BAD_USER_INPUT', `first must be from 0 to ${MAX_SUGGESTIONS}.`)
  const words = searchedWords(query)
  // The words of searches are kept in memory.
  if (words.length === 0 || containsCardNumber(query)) return { queries: [], products: [], collections: [] }
  const catalog = await ctx.app.catalogs.of(ctx.shop)
  const queries = completeQuery(catalog, query, first)
  const products = bestProducts(catalog, words, first)
  const [likeliest] = queries
  return {
    queries,
    products:
      products.length === 0 && likeliest ? bestProducts(catalog, searchedWords(likeliest), first) : products,
    collections: matchingCollections(catalog, words).slice(0, first),
  }
}

function bestProducts(catalog: Catalog, words: WrittenWord[], count: number): CatalogProduct[] {
  const conditions = toConditions(catalog, parseFilters(null), { isImpossible: false, words, within: null })
  return selectProducts(catalog, conditions, catalog.sorted.NAME, { isRanked: true }).products.slice(0, count)
}

function matchingCollections({ collections }: Catalog, words: WrittenWord[]): CatalogCollection[] {
  const typed = words.flatMap(({ parts }) => parts)
  const matching = (matches: (typedWord: string, word: string) => boolean) =>
    collections.filter(
      ({ list, children, words: ofName }) =>
        list.products.length + children.length > 0 &&
        typed.every((typedWord) => ofName.some((word) => matches(typedWord, word))),
    )
  const exact = matching((typedWord, word) => word.startsWith(typedWord))
  return exact.length > 0 ? exact : matching(isNearBeginning)
}
