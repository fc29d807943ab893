import type { BuyerContext } from '../app/context.ts'
import { RequestError } from '../kernel/errors.ts'
import { containsCardNumber } from '@triclic/card-core/text'
import type { Catalog, CatalogProduct, FullProductList, ProductList } from './catalog.ts'
import { paginateProducts, type Page } from './paginate-products.ts'
import { ProductSort, relevanceOrder } from './product-sort.ts'
import { wordsOf, type WrittenWord } from './search-words.ts'

export interface ProductQuery {
  first?: number | null
  after?: string | null
  search?: string | null
  collectionSlug?: string | null
  sort?: ProductSort | null
}

const MAX_SEARCH_LENGTH = 200
const MAX_WORDS = 12

/**
 * A page of the shop's products. Each of the first twelve words of `search` must occur in the product's name or description, or in the name or
 * SKU of one of its variants.
 * @throws BAD_USER_INPUT for an invalid page size or cursor, or a search that is too long
 */
export async function findProducts(ctx: BuyerContext, query: ProductQuery): Promise<Page> {
  if ((query.search?.length ?? 0) > MAX_SEARCH_LENGTH)
    throw new RequestError('BAD_USER_INPUT', `search is longer than ${MAX_SEARCH_LENGTH} characters.`)
  const catalog = await ctx.app.catalogs.of(ctx.shop)
  return paginateProducts(filterProducts(catalog, query), query.first, query.after)
}

function filterProducts(catalog: Catalog, { search, collectionSlug, sort }: ProductQuery): ProductList {
  const all = catalog.sorted[!sort || sort === ProductSort.RELEVANCE ? ProductSort.NAME : sort]
  const words = search?.trim() ? differentWords(search) : null
  if (!words && !collectionSlug) return all

  const isRanked = words !== null && sort === ProductSort.RELEVANCE
  // Checked before the cache: its keys contain the search words, and a card number must not be kept in memory.
  const isCard = search && containsCardNumber(search)
  const collection = collectionSlug ? catalog.collectionBySlug.get(collectionSlug) : null
  if (isCard || collection === undefined)
    return { order: isRanked ? relevanceOrder(all.order, new Map()) : all.order, products: [] }
  const key = JSON.stringify([
    isRanked ? sort : all.order.name,
    collection?.id ?? null,
    words?.map(({ parts }) => parts),
  ])
  const cached = catalog.filtered.get(key)
  if (cached) return cached
  const isMember = ({ id }: CatalogProduct) => !collection || collection.positions.has(id)
  const list = words
    ? selectMatches(all, catalog.index.search(words), { isMember, isRanked })
    : { order: all.order, products: all.products.filter(isMember) }
  catalog.filtered.set(key, list)
  return list
}

/** The products with a score; the highest first if they are ranked, and those of the same score in the order of the list. */
function selectMatches(
  { order, products, slots }: FullProductList,
  scores: Uint16Array,
  { isMember, isRanked }: { isMember: (product: CatalogProduct) => boolean; isRanked: boolean },
): ProductList {
  const byScore: CatalogProduct[][] = []
  for (let index = 0; index < slots.length; index++) {
    const score = scores[slots[index] as number] as number
    if (score === 0) continue
    const product = products[index] as CatalogProduct
    if (isMember(product)) (byScore[isRanked ? score : 0] ??= []).push(product)
  }
  const found = byScore.reverse().flat()
  if (!isRanked) return { order, products: found }
  const scoreOf = new Map(found.map(({ slot }) => [slot, scores[slot] as number]))
  return { order: relevanceOrder(order, scoreOf), products: found }
}

/** The first words of a search, each once: what is repeated finds nothing else, and takes as long. */
function differentWords(search: string): WrittenWord[] {
  const words = new Map(wordsOf(search).map((word) => [word.parts.join(' '), word]))
  return [...words.values()].slice(0, MAX_WORDS)
}
